/** Draws a line chart that grows and shrinks with its room: every place in it is a share of that. */

import {h} from "../dom.js";
import {s} from "../timeline/svg.js";
import {percent} from "./scale.js";

/** Marks of means, around their middle; lines are told apart by these and by their dashes first. */
const SHAPES = [
  "M-5 0a5 5 0 1 0 10 0a5 5 0 1 0 -10 0z",
  "M-4.5 -4.5h9v9h-9z",
  "M0 -6L5.5 4.5h-11z",
  "M0 -6.5L6 0L0 6.5L-6 0z",
  "M-5.5 -4.5h11L0 6z",
];
const DASHES = [null, "7 4", "2 4", "10 3 2 3", "4 2"];
const COLOURS = 8;

/**
 * One line.
 *
 * @typedef {object} Line
 * @property {string} name
 * @property {"measured"|"ideal"|"law"} look
 * @property {number} [number] which of the measured ones, from 0
 * @property {[number, number][]} path
 * @property {[number, number][]} [dots] every point measured
 * @property {{x: number, low: number, high: number}[]} [ranges]
 */

/**
 * @param {object} what
 * @param {string} what.label for screen readers: what there is to see
 * @param {import("./scale.js").Scale} what.x
 * @param {import("./scale.js").Scale} what.y
 * @param {string} what.xTitle
 * @param {string} what.yTitle
 * @param {Line[]} what.lines
 * @param {{x: number, text: string}[]} [what.marks] vertical lines
 * @returns {HTMLElement}
 */
export function chart({label, x, y, xTitle, yTitle, lines, marks = []}) {
  const across = (value) => percent(x.at(value));
  const up = (value) => percent(100 - y.at(value));
  return h(
    "div",
    {class: "lab-chart-box", role: "group", "aria-label": label},
    h("ul", {class: "lab-legend"}, ...lines.map(entry)),
    h(
      "div",
      {class: "lab-chart", "aria-hidden": "true"},
      h("p", {class: "lab-y-title"}, yTitle),
      s(
        "svg",
        {class: "lab-y", width: "100%", height: "100%"},
        ...y.ticks.map((tick) => s("text", {class: "lab-tick", x: "100%", y: up(tick.value), dy: 4, "text-anchor": "end"}, tick.label)),
      ),
      s(
        "svg",
        {class: "lab-plot", width: "100%", height: "100%"},
        ...y.ticks.map(({value}) => s("line", {class: "lab-grid", x1: 0, x2: "100%", y1: up(value), y2: up(value)})),
        ...marks.flatMap(({x: at, text}) => [
          s("line", {class: "lab-limit", x1: across(at), x2: across(at), y1: 0, y2: "100%"}),
          s("text", {class: "lab-tick", x: across(at), y: "100%", dy: -8, dx: x.at(at) > 70 ? -6 : 6, "text-anchor": x.at(at) > 70 ? "end" : "start"}, text),
        ]),
        ...lines.flatMap((line) => draw(line, across, up)),
      ),
      s(
        "svg",
        {class: "lab-x", width: "100%", height: 20},
        ...x.ticks.map((tick) =>
          s("text", {class: tick.minor ? "lab-tick lab-minor" : "lab-tick", x: across(tick.value), y: 15, "text-anchor": "middle"}, tick.label),
        ),
      ),
      h("p", {class: "lab-x-title"}, xTitle),
    ),
  );
}

function draw({path, dots = [], ranges = [], ...line}, across, up) {
  const {colour, dash, shape} = looks(line);
  const stroke = {class: `lab-line lab-${line.look} ${colour}`, "stroke-dasharray": dash};
  return [
    ...path.slice(1).map(([x, y], index) => s("line", {...stroke, x1: across(path[index][0]), y1: up(path[index][1]), x2: across(x), y2: up(y)})),
    ...ranges.map(({x, low, high}) => s("line", {class: `lab-whisker ${colour}`, x1: across(x), x2: across(x), y1: up(low), y2: up(high)})),
    ...(shape ? path.map(([x, y]) => s("svg", {x: across(x), y: up(y), overflow: "visible"}, s("path", {class: `lab-mark ${colour}`, d: shape}))) : []),
    ...dots.map(([x, y]) => s("circle", {class: `lab-dot ${colour}`, cx: across(x), cy: up(y), r: 2.5})),
  ];
}

function entry(line) {
  const {colour, dash, shape} = looks(line);
  return h(
    "li",
    {},
    s(
      "svg",
      {viewBox: "0 0 30 14", width: 30, height: 14, "aria-hidden": "true"},
      s("line", {class: `lab-line lab-${line.look} ${colour}`, "stroke-dasharray": dash, x1: 1, x2: 29, y1: 7, y2: 7}),
      shape ? s("path", {class: `lab-mark ${colour}`, d: shape, transform: "translate(15 7)"}) : null,
    ),
    line.name,
  );
}

function looks({look, number = 0}) {
  if (look === "ideal") return {colour: "th-0", dash: "1.5 3.5", shape: null};
  const colour = `th-${(number % COLOURS) + 1}`;
  if (look === "law") return {colour, dash: "6 4", shape: null};
  return {colour, dash: DASHES[number % DASHES.length], shape: SHAPES[number % SHAPES.length]};
}
