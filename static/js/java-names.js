/** Colours what the Java grammar leaves plain, by the rules of the server's own highlighter. */

import {Decoration, MatchDecorator, ViewPlugin} from "@codemirror/view";
import {syntaxTree} from "@codemirror/language";

const type = Decoration.mark({class: "cm-java-type"});
const keyword = Decoration.mark({class: "cm-java-keyword"});
const annotation = Decoration.mark({class: "cm-java-annotation"});
const plain = Decoration.mark({class: "cm-java-plain"});

/** Types whose names are written like constants. */
const CAPITAL_TYPES = new Set(["IO", "URI", "URL", "UUID"]);

/** Words that are keywords only where another word follows (JLS 3.9). */
const CONTEXTUAL = "record|sealed|permits|yield|when|module";

/** Keywords only in a module declaration, which no cell holds: `to` is a fine name for an account. */
const MODULE_WORDS = "to|with|open|opens|exports|requires|provides|uses|transitive";

const UNTOUCHED = new Set(["LineComment", "BlockComment", "StringLiteral", "TextBlock", "CharacterLiteral"]);

const matcher = new MatchDecorator({
  regexp: new RegExp(`(?<![.\\w$@])(?:${CONTEXTUAL})(?=\\s+[\\w"'(-])|(?<![\\w$@])(?:${MODULE_WORDS})(?![\\w$])|@(?!interface\\b)[\\w.]+|(?<![\\w$@])[A-Z][\\w$]*`, "g"),
  decorate(add, from, to, [word], view) {
    for (let node = syntaxTree(view.state).resolveInner(from, 1); node; node = node.parent) {
      if (UNTOUCHED.has(node.name)) return;
    }
    if (word.startsWith("@")) add(from, to, annotation);
    else if (/^[A-Z]/.test(word)) add(from, to, isConstant(word) ? plain : type);
    else add(from, to, CONTEXTUAL.split("|").includes(word) ? keyword : plain);
  },
});

/** Whether a name is written like `MAX_VALUE`; `T` is a type's name. */
function isConstant(word) {
  return word.length > 1 && !/[a-z]/.test(word) && !CAPITAL_TYPES.has(word);
}

/** @type {import("@codemirror/state").Extension} */
export const javaNames = ViewPlugin.fromClass(
  class {
    constructor(view) {
      this.decorations = matcher.createDeco(view);
    }

    update(update) {
      this.decorations =
        syntaxTree(update.startState) === syntaxTree(update.state)
          ? matcher.updateDeco(update, this.decorations)
          : matcher.createDeco(update.view);
    }
  },
  {decorations: (plugin) => plugin.decorations},
);
