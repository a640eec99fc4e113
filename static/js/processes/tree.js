/** Shows the processes that a run started: who started whom, how long they live, how they ended. */

import {counted, h} from "../dom.js";
import {duration} from "../output/time.js";
import {visibleNodes} from "../output/visible.js";

/** How often the age of a living process is told anew. */
const TICK_MS = 200;

/** A run may start thousands; these many are shown. */
const MOST = 100;

/**
 * @typedef {object} Process
 * @property {HTMLElement} item
 * @property {HTMLElement} state
 * @property {HTMLElement} children
 * @property {number} since when the page heard of it, in its own milliseconds
 * @property {boolean} alive
 */

/** The processes of one run, drawn while they come and go. */
export class ProcessTree {
  /** @readonly */
  element;
  /** @type {Map<number, Process>} */
  #processes = new Map();
  #roots = h("ul", {class: "pt-list"});
  #left = h("p", {class: "pt-left", hidden: true});
  #count = 0;
  #timer = 0;

  /** @param {string} id the cell's */
  constructor(id) {
    this.element = h(
      "section",
      {class: "processes", "aria-label": `Processes of ${id}`},
      h("p", {class: "tl-heading"}, "Processes"),
      this.#roots,
      this.#left,
    );
  }

  /** @param {{pid: number, parent?: number, command?: string}} event */
  started({pid, parent, command}) {
    if (++this.#count > MOST) {
      this.#left.hidden = false;
      this.#left.textContent = `${counted(this.#count - MOST, "more process", "more processes")} not shown.`;
      return;
    }
    const state = h("span", {class: "pt-state"});
    const children = h("ul", {class: "pt-list"});
    const item = h(
      "li",
      {class: "pt-item alive"},
      h(
        "div",
        {class: "pt-row"},
        h("span", {class: "pt-pid"}, `pid ${Number(pid)}`),
        h("code", {class: "pt-command"}, ...visibleNodes(command || "command not known")),
        state,
      ),
      children,
    );
    // The number may have been another's before.
    this.#processes.set(pid, {item, state, children, since: performance.now(), alive: true});
    (this.#processes.get(parent)?.children ?? this.#roots).append(item);
    this.#timer ||= setInterval(() => this.#tick(), TICK_MS);
    this.#tick();
  }

  /** @param {{pid: number, exit?: number, zombie?: boolean, aliveNanos?: number}} event */
  ended({pid, exit, zombie, aliveNanos}) {
    const process = this.#processes.get(pid);
    if (!process) return;
    process.alive = false;
    process.item.classList.remove("alive");
    process.item.classList.add(exit === undefined ? "unknown" : exit === 0 ? "good" : "bad");
    const how = zombie
      ? "a zombie: it ended, and its parent has not asked how"
      : exit === undefined ? "ended, exit status not known" : `exit status ${Number(exit)}`;
    process.state.textContent = aliveNanos > 0 ? `${how}, after ${duration(aliveNanos)}` : how;
    if (![...this.#processes.values()].some(({alive}) => alive)) this.#rest();
  }

  /** Nobody tells of them any more. */
  close() {
    for (const process of this.#processes.values()) {
      if (process.alive) process.state.textContent = "not seen to end";
      process.item.classList.remove("alive");
      process.alive = false;
    }
    this.#rest();
  }

  #tick() {
    const now = performance.now();
    for (const {alive, state, since} of this.#processes.values()) {
      if (alive) state.textContent = `running ${duration(Math.max(1e8, Math.floor((now - since) / 100) * 1e8)).replace(/(\.\d)\d/, "$1")}`;
    }
  }

  #rest() {
    clearInterval(this.#timer);
    this.#timer = 0;
  }
}
