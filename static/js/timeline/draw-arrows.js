/** Draws what one thread did to another as arrows from lane to lane. */

import {BAR} from "./states.js";
import {s, tenth} from "./svg.js";

/** More arrows at once are a thicket. */
const MOST = 120;

/** A join that comes so many pixels after its thread's end would cross other lanes aslant. */
const LATE = 12;

/**
 * @param {import("./model.js").Arrow[]} arrows
 * @param {Map<import("./model.js").Lane, import("./layout.js").Row>} rows of the lanes that are not folded away
 * @param {import("./layout.js").Place} place
 * @param {string} prefix
 * @param {import("./model.js").Lane|null} only the lane whose arrows are shown when there are too many
 * @returns {{nodes: SVGElement[], hidden: number}}
 */
export function drawArrows(arrows, rows, place, prefix, only) {
  const {view} = place;
  let shown = [...arrows.entries()].filter(
    ([, {from, to, fromNanos, toNanos}]) =>
      rows.has(from) && rows.has(to) && from !== to && toNanos >= view.from && fromNanos <= view.to,
  );
  let hidden = 0;
  if (shown.length > MOST) {
    const all = shown.length;
    shown = shown.filter(([, {from, to}]) => from === only || to === only).slice(0, MOST);
    hidden = all - shown.length;
  }
  return {nodes: shown.flatMap(([index, arrow]) => line(arrow, index, rows, place, prefix)), hidden};
}

/** Leaves and arrives upright, so that it is seen where it touches a lane. */
function swing(x1, y1, x2, y2, down) {
  const bend = Math.min(18, Math.abs(y2 - y1) / 2) * (down ? 1 : -1);
  return `M${x1} ${y1}C${x1} ${y1 + bend} ${x2} ${y2 - bend} ${x2} ${y2}`;
}

/** A join that comes long after its thread's end: along the lane, which is empty by then, and over. */
function late(x1, y1, x2, y2) {
  return `M${x1} ${y1}H${x2}V${y2}`;
}

function line(arrow, index, rows, place, prefix) {
  const {deed, from, to, fromNanos, toNanos} = arrow;
  const source = rows.get(from);
  const target = rows.get(to);
  const down = target.top > source.top;
  const x1 = tenth(place.x(fromNanos));
  const x2 = tenth(place.x(Math.max(fromNanos, toNanos)));
  const y1 = source.bar + (down ? BAR : 0);
  const y2 = target.bar + (down ? -1 : BAR + 1);
  const d = deed === "join" && x2 - x1 > LATE ? late(x1, source.bar + BAR / 2, x2, y2) : swing(x1, y1, x2, y2, down);
  return [
    s("path", {class: "tl-arrow-ground", d, "data-arrow": index}),
    s("path", {class: `tl-arrow tl-arrow-${deed}`, d, "marker-end": `url(#${prefix}-head)`}),
  ];
}
