/** Tells which threads and processes a cell has left behind, and lets the reader stop them. */

import {counted, h} from "../dom.js";
import {lineButton} from "../verdicts/jump.js";
import {visibleNodes} from "./visible.js";

/** Names beyond these only lengthen the line. */
const NAMES = 12;

/**
 * @typedef {object} Left
 * @property {{thread?: string, threadId?: number, startedBy?: string, line?: number}[]} [threads]
 * @property {{pid: number, parent?: number, command?: string}[]} [processes]
 */

/**
 * @param {Left} event
 * @param {import("./output.js").Host} host
 * @returns {HTMLElement|null} null when nothing is left
 */
export function lingeringChip({threads = [], processes = []}, host) {
  const count = threads.length + processes.length;
  if (count === 0) return null;
  const shown = [...threads.map((thread) => threadItem(thread, host)), ...processes.map(processItem)];
  return h(
    "div",
    {class: "lingering"},
    h("span", {class: "pulse", "aria-hidden": "true"}),
    h("span", {}, `${amounts(countLeft({threads, processes}))} still ${count === 1 ? "runs" : "run"}`),
    h("button", {type: "button", class: "button small", onclick: () => host.stop()}, count === 1 ? "Stop it" : "Stop them"),
    h(
      "ul",
      {class: "lingering-names"},
      ...shown.slice(0, NAMES),
      count > NAMES ? h("li", {}, `and ${count - NAMES} more`) : null,
    ),
  );
}

function threadItem({thread, threadId, startedBy, line}, host) {
  const at = lineButton({cell: startedBy, line}, host);
  return h("li", {}, h("code", {}, ...visibleNodes(thread || `virtual #${threadId}`)), ...(at ? [" started at ", at] : []));
}

function processItem({pid, command}) {
  return h("li", {}, `pid ${Number(pid)} `, h("code", {}, ...visibleNodes(command || "command not known")));
}

/**
 * @param {Left} event
 * @returns {{threads: number, processes: number}}
 */
export function countLeft({threads = [], processes = []}) {
  return {threads: threads.length, processes: processes.length};
}

/**
 * What a run's verdict says of the cells before it: `; 2 threads of kitchen are still running`.
 *
 * @param {[string, {threads: number, processes: number}][]} left by cell
 * @returns {string} empty when nothing is left
 */
export function leftSentence(left) {
  return left
    .map(([cell, {threads, processes}]) => {
      const be = threads + processes === 1 ? "is" : "are";
      return `; ${amounts({threads, processes})} of ${cell} ${be} still running`;
    })
    .join("");
}

function amounts({threads, processes}) {
  const parts = [];
  if (threads > 0) parts.push(counted(threads, "thread"));
  if (processes > 0) parts.push(counted(processes, "process", "processes"));
  return parts.join(" and ");
}
