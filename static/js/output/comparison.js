/** Puts runs of the same text on different numbers of cores side by side. */

import {counted, h} from "../dom.js";
import {duration} from "./time.js";

/** The last run of a cell's text on each number of cores. */
export class Comparison {
  #text = null;
  /** @type {Map<number, {outcome: string, wallNanos: number}>} */
  #runs = new Map();

  /**
   * @param {string} text that was run
   * @param {{outcome: string, wallNanos?: number, cores?: number}} finished
   * @returns {HTMLElement|null} null while there is nothing to compare
   */
  add(text, {outcome, wallNanos, cores}) {
    if (text !== this.#text) this.#runs.clear();
    this.#text = text;
    if (!(cores > 0) || !(wallNanos > 0)) return null;
    this.#runs.set(cores, {outcome, wallNanos});
    return this.#runs.size > 1 ? draw([...this.#runs].sort(([a], [b]) => a - b)) : null;
  }
}

function draw(runs) {
  const longest = Math.max(...runs.map(([, {wallNanos}]) => wallNanos));
  return h(
    "section",
    {class: "comparison", "aria-label": "The same text on different numbers of cores"},
    h("p", {class: "tl-heading"}, "The same code on"),
    h("ul", {}, ...runs.map(([cores, run]) => line(cores, run, longest))),
  );
}

function line(cores, {outcome, wallNanos}, longest) {
  const bar = h("span", {class: "comparison-bar", "aria-hidden": "true"});
  bar.style.setProperty("--share", String(wallNanos / longest));
  return h(
    "li",
    {},
    h("span", {class: "comparison-cores"}, counted(cores, "core")),
    h("span", {class: "comparison-room"}, bar),
    h("span", {class: "comparison-time"}, duration(wallNanos)),
    h("span", {class: "comparison-outcome"}, String(outcome)),
  );
}
