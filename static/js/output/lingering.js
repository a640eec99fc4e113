/** Tells which threads and processes a cell has left behind, and lets the reader stop them. */

import {counted, h} from "../dom.js";
import {visibleNodes} from "./visible.js";

/** Names beyond these only lengthen the line. */
const NAMES = 12;

/**
 * @param {{threads?: {name?: string, threadId?: number}[], processes?: number[]}} event
 * @param {() => void} stop
 * @returns {HTMLElement|null} null when nothing is left
 */
export function lingeringChip({threads = [], processes = []}, stop) {
  const count = threads.length + processes.length;
  if (count === 0) return null;
  const what = [
    threads.length > 0 ? counted(threads.length, "thread") : null,
    processes.length > 0 ? counted(processes.length, "process", "processes") : null,
  ];
  const names = threads.slice(0, NAMES).map(({name, threadId}) => name || `virtual #${threadId}`);
  return h(
    "div",
    {class: "lingering"},
    h("span", {class: "pulse", "aria-hidden": "true"}),
    h("span", {}, `${what.filter(Boolean).join(" and ")} still ${count === 1 ? "runs" : "run"}`),
    names.length > 0 ? h("span", {class: "lingering-names"}, ...visibleNodes(names.join(", "))) : null,
    h("button", {type: "button", class: "button small", onclick: stop}, count === 1 ? "Stop it" : "Stop them"),
  );
}
