/** Draws a lock's lane: who held it when. */

import {sign, signWidth} from "./sign.js";
import {pieces} from "./slivers.js";
import {BAR} from "./states.js";
import {box, s} from "./svg.js";

/**
 * @param {import("./layout.js").Row} row
 * @param {import("./layout.js").Place} place
 * @returns {SVGElement}
 */
export function drawLock({lock, bar}, place) {
  const paths = new Map();
  const names = [];
  for (const {x, width, span} of pieces(lock.holdings, place)) {
    const shown = width > 3 ? width - 0.6 : width;
    paths.set(span.colour, (paths.get(span.colour) ?? "") + box(x, bar, shown, BAR));
    const name = called(span.name, width);
    if (name) names.push(sign(name, x + width / 2, bar));
  }
  return s(
    "g",
    {},
    s("path", {class: "tl-free", d: `M${place.left} ${bar + BAR / 2}H${place.right}`}),
    ...[...paths].map(([colour, d]) => s("path", {class: `tl-held ${colour}`, d})),
    ...names,
  );
}

/** A name, or what is left of it that tells the holders apart in little room: its number, or its first letter. */
function called(name, width) {
  const short = /\d{1,3}$/.exec(name)?.[0] ?? name.slice(0, 1);
  return [name, short].find((each) => signWidth(each) <= width - 2) ?? "";
}
