/** Draws folded threads as one area: how many of them did what, moment by moment. */

import {AREA} from "./layout.js";
import {firstAfter} from "./model.js";
import {fillOf} from "./patterns.js";
import {STATES} from "./states.js";
import {box, s} from "./svg.js";

/** Width of a moment, in pixels. */
const STEP = 2;

const NAMES = Object.keys(STATES);

/**
 * @param {import("./layout.js").Row} row
 * @param {import("./layout.js").Place} place
 * @param {string} prefix of the patterns' ids
 * @returns {SVGElement}
 */
export function drawGroup({group, bar}, place, prefix) {
  const {alive, doing, columns} = counted(group.lanes, place);
  const most = alive.reduce((high, count) => Math.max(high, count), 1);
  const paths = new Map();
  for (let column = 0; column < columns; column++) {
    const all = NAMES.reduce((sum, name) => sum + doing[name][column], 0);
    if (all === 0) continue;
    const scale = ((alive[column] / most) * AREA) / all;
    let y = bar + AREA;
    for (const name of NAMES) {
      const height = doing[name][column] * scale;
      if (height === 0) continue;
      y -= height;
      paths.set(name, (paths.get(name) ?? "") + box(place.left + column * STEP, y, STEP, height));
    }
  }
  return s(
    "g",
    {class: "tl-area"},
    ...[...paths].map(([name, d]) =>
      s("path", {class: `tl-part tl-c-${name}`, d, fill: STATES[name].patterned ? fillOf(prefix, name) : null}),
    ),
    s("text", {class: "tl-label tl-most", x: place.right - 2, y: bar + 9, "text-anchor": "end"}, `up to ${most} at once`),
    s("path", {class: "tl-floor", d: `M${place.left} ${bar + AREA}H${place.right}`}),
  );
}

/** Counts by differences, so that the cost is that of the spans and not of their lengths. */
function counted(lanes, place) {
  const {view, left, right} = place;
  const columns = Math.ceil((right - left) / STEP);
  const column = (time) => Math.min(columns - 1, Math.max(0, Math.floor((place.x(time) - left) / STEP)));
  const alive = new Int32Array(columns + 1);
  const doing = Object.fromEntries(NAMES.map((name) => [name, new Int32Array(columns + 1)]));
  const add = (counts, from, to) => {
    counts[column(from)]++;
    counts[column(to) + 1]--;
  };
  for (const {from, to, spans} of lanes) {
    if (to < view.from || from > view.to) continue;
    add(alive, from, to);
    for (let i = firstAfter(spans, view.from); i < spans.length && spans[i].from <= view.to; i++) {
      add(doing[spans[i].state], spans[i].from, spans[i].to);
    }
  }
  for (const counts of [alive, ...Object.values(doing)]) {
    for (let i = 1; i <= columns; i++) counts[i] += counts[i - 1];
  }
  return {alive, doing, columns};
}
