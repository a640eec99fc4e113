/** Shows what the compiler says at its place: underlined, with a mark in the margin and the message on hover. */

import {RangeSet, StateField} from "@codemirror/state";
import {EditorView, GutterMarker, gutter} from "@codemirror/view";
import {forEachDiagnostic, linter, setDiagnostics} from "@codemirror/lint";
import {h} from "./dom.js";

/** The mark beside a line that has a problem. */
class Mark extends GutterMarker {
  constructor(severity, message) {
    super();
    this.severity = severity;
    this.message = message;
  }

  eq(other) {
    return this.severity === other.severity && this.message === other.message;
  }

  toDOM() {
    const text = this.severity === "error" ? "✕" : "!";
    return h("span", {class: `cm-problem-mark ${this.severity}`, title: this.message}, text);
  }
}

const marks = StateField.define({
  create: () => RangeSet.empty,
  update(old, transaction) {
    if (!transaction.docChanged && transaction.effects.length === 0) return old;
    const {state} = transaction;
    const byLine = new Map();
    forEachDiagnostic(state, ({severity, message}, from) => {
      const line = state.doc.lineAt(Math.min(from, state.doc.length)).from;
      const seen = byLine.get(line);
      if (!seen || seen.severity === "warning") byLine.set(line, new Mark(severity, message));
    });
    return RangeSet.of([...byLine].map(([line, mark]) => mark.range(line)), true);
  },
});

/**
 * @returns {import("@codemirror/state").Extension}
 */
export function problemMarks() {
  return [
    linter(null),
    marks,
    gutter({class: "cm-gutter-lint", markers: (view) => view.state.field(marks)}),
    EditorView.updateListener.of(dropEdited),
  ];
}

/**
 * @param {EditorView} view
 * @param {{severity?: string, start?: number, end?: number, message?: string}[]} problems with 0-based
 *     offsets into the text that was run; the text may have changed since, so they are clamped
 */
export function markProblems(view, problems) {
  const {length} = view.state.doc;
  const diagnostics = problems.map(({severity, start, end, message}) => {
    const from = Math.min(Math.max(0, start), length);
    const to = Math.min(Math.max(from, end ?? from), length);
    return {
      from: from === to && from === length && from > 0 ? from - 1 : from,
      to: from === to ? Math.min(from + 1, length) : to,
      severity: severity === "warning" ? "warning" : "error",
      message: String(message ?? ""),
    };
  });
  view.dispatch(setDiagnostics(view.state, diagnostics));
}

/** A line the reader has changed is no longer what the compiler spoke of. */
function dropEdited(update) {
  if (!update.docChanged) return;
  const {state} = update;
  const touched = new Set();
  update.changes.iterChangedRanges((fromA, toA, from, to) => {
    for (let at = from; at <= to; at = state.doc.lineAt(at).to + 1) touched.add(state.doc.lineAt(at).number);
  });
  const kept = [];
  let dropped = false;
  forEachDiagnostic(state, (diagnostic, from, to) => {
    if (touched.has(state.doc.lineAt(from).number)) dropped = true;
    else kept.push({...diagnostic, from, to});
  });
  if (dropped) update.view.dispatch(setDiagnostics(state, kept));
}
