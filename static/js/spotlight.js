/** Lights one line of an editor up, softly, while something elsewhere speaks of it. */

import {StateEffect, StateField} from "@codemirror/state";
import {Decoration, EditorView} from "@codemirror/view";

/** @type {import("@codemirror/state").StateEffectType<number>} the line to be lit, 0 for none */
const lit = StateEffect.define();

const mark = Decoration.line({class: "cm-spot"});

/** The field that an editor needs for {@link spot}. */
export const spotlight = StateField.define({
  create: () => Decoration.none,
  update(old, transaction) {
    const effect = transaction.effects.find((each) => each.is(lit));
    if (!effect) return old.map(transaction.changes);
    const {doc} = transaction.state;
    const known = effect.value >= 1 && effect.value <= doc.lines;
    return known ? Decoration.set([mark.range(doc.line(effect.value).from)]) : Decoration.none;
  },
  provide: (field) => EditorView.decorations.from(field),
});

/**
 * @param {EditorView} view
 * @param {number} line 1-based; 0 puts the light out
 */
export function spot(view, line) {
  if (line === 0 && view.state.field(spotlight).size === 0) return;
  view.dispatch({effects: lit.of(line)});
}
