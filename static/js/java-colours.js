/** Colours the editor's text as the server colours a listing, token by token. */

import {StateField} from "@codemirror/state";
import {Decoration, EditorView} from "@codemirror/view";
import {javaTokens} from "./java-tokens.js";

/** The classes are those of the server's spans; the editor's theme dresses them. */
const MARKS = Object.fromEntries(
  ["comment", "string", "annotation", "keyword", "number", "type"].map((kind) => [
    kind,
    Decoration.mark({class: `tok-${kind}`}),
  ]),
);

/** More than any cell has: a pasted book must not make typing slow. */
const MOST_TOKENS = 20_000;

function colour(doc) {
  const tokens = javaTokens(doc.toString()).slice(0, MOST_TOKENS);
  return Decoration.set(tokens.map(({kind, from, to}) => MARKS[kind].range(from, to)));
}

/**
 * The whole text is cut anew after each change, since a quote can turn all that follows it. The
 * grammar of @codemirror/lang-java serves indentation and brackets only: it takes a cell's top-level
 * statements for declarations, and methods for types.
 *
 * @type {import("@codemirror/state").Extension}
 */
export const javaColours = StateField.define({
  create: ({doc}) => colour(doc),
  update: (colours, {docChanged, newDoc}) => (docChanged ? colour(newDoc) : colours),
  provide: (field) => EditorView.decorations.from(field),
});
