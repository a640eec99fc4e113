/** The key to a timeline: only what occurs in it. */

import {h} from "../dom.js";
import {fillOf} from "./patterns.js";
import {BAR, STATES} from "./states.js";
import {box, s} from "./svg.js";

const DEEDS = {start: "starts", join: "ends, join returns", unpark: "unparks", notify: "notifies"};

/**
 * One entry: how to draw it into a box of 24 by 14, and the word for it.
 *
 * @typedef {{word: string, draw: (prefix: string) => SVGElement}} Entry
 */

/**
 * @param {import("./model.js").Model} model
 * @returns {Entry[]}
 */
export function entries({lanes, arrows, pauses}) {
  const states = new Set(lanes.flatMap(({spans}) => spans.map(({state}) => state)));
  const marks = new Set(lanes.flatMap((lane) => lane.marks.map(({what}) => what)));
  const deeds = new Set(arrows.map(({deed}) => deed));
  return [
    ...Object.keys(STATES).filter((state) => states.has(state)).map(stateEntry),
    ...(marks.has("out") || marks.has("err") ? [{word: "prints", draw: () => s("path", {class: "tl-mark tl-mark-out", d: "M12 11l-4.5 -7h9z"})}] : []),
    ...(marks.has("threw") ? [{word: "ends by an exception", draw: () => s("path", {class: "tl-mark tl-mark-threw", d: "M8 3l8 8m0 -8l-8 8"})}] : []),
    ...Object.keys(DEEDS).filter((deed) => deeds.has(deed)).map(deedEntry),
    ...(pauses.length > 0 ? [{word: "garbage collection", draw: (prefix) => s("path", {class: "tl-pause", d: box(6, 0, 12, 14), fill: fillOf(prefix, "pause")})}] : []),
  ];
}

function stateEntry(state) {
  const {word, height, patterned} = STATES[state];
  const draw = (prefix) =>
    s("path", {class: `tl-span tl-c-${state}`, d: box(1, (BAR - height) / 2, 22, height), fill: patterned ? fillOf(prefix, state) : null});
  return {word, draw};
}

function deedEntry(deed) {
  const draw = (prefix) => s("path", {class: `tl-arrow tl-arrow-${deed}`, d: "M1 7H22", "marker-end": `url(#${prefix}-head)`});
  return {word: DEEDS[deed], draw};
}

/**
 * @param {import("./model.js").Model} model
 * @param {string} prefix
 * @returns {HTMLElement}
 */
export function legend(model, prefix) {
  return h(
    "ul",
    {class: "tl-legend", "aria-label": "Key"},
    ...entries(model).map(({word, draw}) =>
      h("li", {}, s("svg", {viewBox: "0 0 24 14", width: 24, height: 14, "aria-hidden": "true"}, draw(prefix)), word),
    ),
  );
}
