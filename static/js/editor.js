/** A CodeMirror editor in the place of a cell's listing. */

import {EditorState, Prec} from "@codemirror/state";
import {EditorView, drawSelection, highlightActiveLine, highlightSpecialChars, keymap, lineNumbers} from "@codemirror/view";
import {defaultKeymap, history, historyKeymap, indentWithTab} from "@codemirror/commands";
import {bracketMatching, indentOnInput, indentUnit} from "@codemirror/language";
import {closeBrackets, closeBracketsKeymap} from "@codemirror/autocomplete";
import {lintKeymap} from "@codemirror/lint";
import {java} from "@codemirror/lang-java";
import {completion} from "./completion.js";
import {markProblems, problemMarks} from "./problems.js";
import {theme} from "./editor-theme.js";
import {javaColours} from "./java-colours.js";
import {spot, spotlight} from "./spotlight.js";
import {typeOver} from "./type-over.js";
import {h} from "./dom.js";

/** One cell's editor. It lives in a shadow root, where its styles need no leave from the page's CSP. */
export class Editor {
  #view;

  /**
   * Takes the place of the cell's listing, without moving what stands below.
   *
   * @param {import("./cell.js").Cell} cell
   * @param {string} chapter
   */
  constructor(cell, chapter) {
    const host = h("div", {class: "editor"});
    const root = host.attachShadow({mode: "open"});
    cell.listing.before(host);
    this.#view = new EditorView({
      parent: root,
      root,
      state: EditorState.create({doc: cell.text, extensions: extensions(cell, chapter)}),
    });
    cell.listing.hidden = true;
  }

  /**
   * @param {{clientX: number, clientY: number}} [at] where to put the cursor
   */
  focus(at) {
    const position = at ? this.#view.posAtCoords({x: at.clientX, y: at.clientY}) : null;
    if (position !== null) this.#view.dispatch({selection: {anchor: position}});
    this.#view.focus();
  }

  /** @param {string} text takes the place of the whole text; undo brings the old one back */
  replace(text) {
    const {doc} = this.#view.state;
    this.#view.dispatch({changes: {from: 0, to: doc.length, insert: text}});
  }

  /** @param {import("./stream.js").RunEvent[]} problems to be underlined, in place of any earlier */
  problems(problems) {
    markProblems(this.#view, problems);
  }

  /** @param {number} line 1-based, lit up without a move of the cursor; 0 puts the light out */
  spot(line) {
    spot(this.#view, line);
  }

  /** @param {number} line 1-based */
  jump(line) {
    const {doc} = this.#view.state;
    const {from} = doc.line(Math.min(Math.max(1, line), doc.lines));
    this.#view.dispatch({selection: {anchor: from}, effects: EditorView.scrollIntoView(from, {y: "center"})});
    this.#view.focus();
  }
}

function extensions(cell, chapter) {
  const run = () => {
    cell.run();
    return true;
  };
  return [
    lineNumbers(),
    highlightSpecialChars(),
    history(),
    drawSelection(),
    highlightActiveLine(),
    bracketMatching(),
    closeBrackets(),
    indentOnInput(),
    indentUnit.of(" ".repeat(indentOf(cell.text))),
    EditorState.tabSize.of(4),
    EditorState.readOnly.of(cell.readonly),
    java(),
    javaColours,
    completion(chapter, cell.id),
    problemMarks(),
    spotlight,
    typeOver,
    theme,
    Prec.highest(keymap.of([{key: "Mod-Enter", run}])),
    keymap.of([...closeBracketsKeymap, ...defaultKeymap, ...historyKeymap, ...lintKeymap, indentWithTab]),
    EditorView.contentAttributes.of({
      tabindex: "0",
      "aria-label": `Java code, cell ${cell.id}`,
      "aria-description": "Control or Command with Enter runs it. Tab indents: press Escape, then Tab, to leave the editor.",
    }),
    EditorView.updateListener.of((update) => {
      if (update.docChanged) cell.changeText(update.state.doc.toString());
    }),
  ];
}

/** Two or four blanks, whichever the text is indented by. */
function indentOf(text) {
  const first = text.match(/^( +)\S/m);
  return first && first[1].length % 4 === 0 ? 4 : 2;
}
