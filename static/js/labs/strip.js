/** Draws the points of one benchmark as a strip: from top to bottom in the order in which they were measured. */

import {s} from "../timeline/svg.js";
import {percent} from "./scale.js";

const HEIGHT = 44;

/** Room above the first and below the last point, in pixels. */
const EDGE = 9;

/**
 * @param {import("./measurements.js").Row} row
 * @param {import("./scale.js").Scale} scale
 * @returns {SVGElement}
 */
export function strip({points, mean, low, high, done}, scale) {
  const x = (value) => percent(scale.at(value));
  const step = points.length > 1 ? (HEIGHT - 2 * EDGE) / (points.length - 1) : 0;
  const y = (index) => (points.length > 1 ? EDGE + index * step : HEIGHT / 2);
  return s(
    "svg",
    {class: "lab-strip", width: "100%", height: HEIGHT, "aria-hidden": "true"},
    ...scale.ticks.map(({value}) => s("line", {class: "lab-grid", x1: x(value), x2: x(value), y1: 0, y2: HEIGHT})),
    s("line", {class: "lab-range", x1: x(low), x2: x(high), y1: HEIGHT / 2, y2: HEIGHT / 2}),
    s("line", {class: "lab-mean", x1: x(mean), x2: x(mean), y1: 4, y2: HEIGHT - 1}),
    s("svg", {x: x(mean), y: 0, overflow: "visible"}, s("path", {class: "lab-mean-head", d: "M-5 0h10l-5 7z"})),
    ...points.map((point, index) =>
      s("circle", {class: !done && index === points.length - 1 ? "lab-dot lab-new" : "lab-dot", cx: x(point), cy: y(index), r: 3.5}),
    ),
  );
}

/**
 * @param {import("./scale.js").Scale} scale
 * @returns {SVGElement} the labels of the axis
 */
export function axis(scale) {
  return s(
    "svg",
    {class: "lab-axis", width: "100%", height: 20, "aria-hidden": "true"},
    ...scale.ticks.map(({value, label, minor}) =>
      s("text", {class: minor ? "lab-tick lab-minor" : "lab-tick", x: percent(scale.at(value)), y: 14, "text-anchor": "middle"}, label),
    ),
  );
}
