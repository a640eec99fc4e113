/** The head of a timeline: what it is of, and the buttons that zoom and save it. */

import {counted, h, unseen} from "../dom.js";
import {exactly} from "./ticks.js";

/**
 * @typedef {object} Tools
 * @property {(factor: number) => void} zoom
 * @property {() => void} all
 * @property {() => void} saveSvg
 * @property {() => void} saveTrace
 */

/** How much a press zooms. */
const ZOOM = 1.6;

/**
 * @param {string} id the cell's
 * @param {import("./model.js").Model} model
 * @param {Tools} tools
 * @returns {HTMLElement}
 */
export function head(id, {lanes, nanos}, {zoom, all, saveSvg, saveTrace}) {
  const of = `the timeline of ${id}`;
  const button = (label, rest, act, title) =>
    h("button", {type: "button", class: "button small quiet", title, onclick: act}, label, unseen(` ${rest}`));
  const sign = (text, name, act) =>
    h("button", {type: "button", class: "button small quiet tl-tool", "aria-label": name, title: name, onclick: act}, text);
  return h(
    "div",
    {class: "tl-head"},
    h("p", {class: "tl-heading"}, "Timeline", h("span", {}, `${counted(lanes.length, "thread")}, ${exactly(nanos)}`)),
    h(
      "div",
      {class: "tl-tools"},
      sign("−", `Zoom out of ${of}`, () => zoom(1 / ZOOM)),
      sign("+", `Zoom into ${of}`, () => zoom(ZOOM)),
      button("Whole run", `in ${of}`, () => all()),
      button("SVG", `file of ${of}`, () => saveSvg(), "Save what is shown as an SVG picture"),
      button("Trace", `file of ${of}, for ui.perfetto.dev`, () => saveTrace(), "Save a trace file, which ui.perfetto.dev opens"),
    ),
  );
}
