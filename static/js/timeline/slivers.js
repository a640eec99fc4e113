/** Turns spans into pieces worth drawing: what is narrower than half a pixel shares one. */

import {firstAfter} from "./model.js";

const NARROWEST = 0.5;

/**
 * @template T
 * @typedef {{x: number, width: number, span: T, merged: boolean}} Piece
 */

/**
 * The pieces in view, from left to right. Of spans that share a pixel the longest gives its look.
 *
 * @template {{from: number, to: number}} T
 * @param {T[]} spans in order
 * @param {import("./layout.js").Place} place
 * @returns {Generator<Piece<T>>}
 */
export function* pieces(spans, place) {
  const {view, left, right} = place;
  let column = null;
  for (let i = firstAfter(spans, view.from); i < spans.length && spans[i].from <= view.to; i++) {
    const span = spans[i];
    const x = Math.max(left, place.x(span.from));
    const end = Math.min(right, place.x(span.to));
    const at = Math.floor(x);
    if (column && (end - x >= NARROWEST || at !== column.x)) {
      yield column;
      column = null;
    }
    if (end - x >= NARROWEST) {
      yield {x, width: end - x, span, merged: false};
    } else if (!column) {
      column = {x: at, width: 1, span, merged: true};
    } else if (span.to - span.from > column.span.to - column.span.from) {
      column.span = span;
    }
  }
  if (column) yield column;
}
