/** Draws what lies along all lanes: the axis, the grid, the collector's pauses, the cores' use. */

import {fillOf} from "./patterns.js";
import {ticks} from "./ticks.js";
import {box, s, tenth} from "./svg.js";

/** Height of the axis. */
export const AXIS = 26;

/** Height of the strip of the cores' use. */
export const STRIP = 46;

function ticksOf({left, right, view}) {
  return ticks(view.from, view.to, Math.floor((right - left) / 72));
}

/**
 * @param {import("./layout.js").Place} place
 * @param {import("./model.js").Pause[]} pauses
 * @returns {SVGElement[]}
 */
export function drawAxis(place, pauses) {
  const marks = ticksOf(place);
  const labels = marks.map(({at, label}) => {
    const x = tenth(place.x(at));
    const anchor = x < place.left + 20 ? "start" : x > place.right - 24 ? "end" : "middle";
    return s("text", {class: "tl-tick", x, y: 13, "text-anchor": anchor}, label);
  });
  const d = marks.map(({at}) => `M${tenth(place.x(at))} ${AXIS - 7}v7`).join("");
  return [
    ...labels,
    s("path", {class: "tl-rule", d: `M${place.left} ${AXIS - 0.5}H${place.right}${d}`}),
    ...inView(pauses, place).map(({x, width}) =>
      s("path", {class: "tl-pause-tab", d: box(x - 1, AXIS - 6, Math.max(3, width + 2), 6)}),
    ),
  ];
}

/**
 * @param {import("./layout.js").Place} place
 * @param {number} height
 * @param {import("./model.js").Pause[]} pauses
 * @param {string} prefix
 * @returns {SVGElement[]}
 */
export function drawGrid(place, height, pauses, prefix) {
  const d = ticksOf(place)
    .map(({at}) => `M${tenth(place.x(at))} 0V${height}`)
    .join("");
  return [
    s("path", {class: "tl-grid", d}),
    ...inView(pauses, place).map(({x, width}) =>
      s("path", {class: "tl-pause", d: box(x, 0, Math.max(1, width), height), fill: fillOf(prefix, "pause")}),
    ),
  ];
}

function inView(pauses, {view, left, right, x}) {
  return pauses
    .filter(({from, to}) => to >= view.from && from <= view.to)
    .map((pause) => {
      const start = Math.max(left, x(pause.from));
      return {x: start, width: Math.min(right, x(pause.to)) - start};
    });
}

/**
 * @param {import("./layout.js").Place} place
 * @param {import("./model.js").Model} model
 * @returns {SVGElement[]} nothing where nothing is known
 */
export function drawCores(place, {cores: uses, allCores}) {
  if (uses.length === 0) return [];
  const top = 9;
  const height = STRIP - top - 4;
  // Where the run's number is not known, what was used tells the least there can be.
  const cores = allCores || Math.max(1, Math.ceil(uses.reduce((most, {percent}) => Math.max(most, percent), 0) / 100 - 0.1));
  const y = (percent) => tenth(top + height - (Math.min(percent / 100, cores) / cores) * height);
  const floor = top + height;
  let d = "";
  for (const {from, to, percent} of uses) {
    if (to < place.view.from || from > place.view.to) continue;
    const x = Math.max(place.left, place.x(from));
    d += box(x, y(percent), Math.min(place.right, place.x(to)) - x, floor - y(percent));
  }
  const lines = Array.from({length: cores}, (_, i) => y(100 * (i + 1)));
  return [
    s("path", {class: "tl-use", d}),
    s("path", {class: "tl-core-line", d: lines.map((at) => `M${place.left} ${at}H${place.right}`).join("")}),
    s("path", {class: "tl-rule", d: `M${place.left} ${floor}H${place.right}`}),
    place.narrow
      ? s("text", {class: "tl-label tl-tick", x: place.left + 4, y: top + 12}, `cores in use, of ${cores}`)
      : s("text", {class: "tl-label", x: 10, y: top + height / 2 + 4}, "cores in use"),
    place.narrow ? s("g") : s("text", {class: "tl-tick", x: place.left - 6, y: lines.at(-1) + 4, "text-anchor": "end"}, String(cores)),
    place.narrow ? s("g") : s("text", {class: "tl-tick", x: place.left - 6, y: floor, "text-anchor": "end"}, "0"),
  ];
}
