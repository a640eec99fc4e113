/** Types over a selection without the browser's help. */

import {EditorView} from "@codemirror/view";

/**
 * Chromium would join what is left itself before CodeMirror hears of it, and try to keep its looks
 * with inline styles, which the page's CSP refuses with an error in the console.
 *
 * @type {import("@codemirror/state").Extension}
 */
export const typeOver = EditorView.domEventHandlers({
  beforeinput(event, view) {
    const {state} = view;
    const {from, to, empty} = state.selection.main;
    if (event.inputType !== "insertText" || typeof event.data !== "string") return false;
    if (empty || state.readOnly || view.composing) return false;
    event.preventDefault();
    const insert = () => state.update(state.replaceSelection(event.data), {userEvent: "input.type", scrollIntoView: true});
    // Closing brackets and the like, which may want to surround the selection.
    const taken = state.facet(EditorView.inputHandler).some((handle) => handle(view, from, to, event.data, insert));
    if (!taken) view.dispatch(insert());
    return true;
  },
});
