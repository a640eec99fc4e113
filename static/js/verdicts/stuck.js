/** Tells what each thread of a run that did not end was doing, and the likeliest reason. */

import {h} from "../dom.js";
import {icon} from "../icons.js";
import {duration} from "../output/time.js";
import {visibleNodes} from "../output/visible.js";
import {STATES, stateOf} from "../timeline/states.js";
import {lineButton} from "./jump.js";

/**
 * One thread, as the server's ThreadsJson writes it.
 *
 * @typedef {object} Doing
 * @property {string} thread
 * @property {number} threadId
 * @property {string} state
 * @property {string} [on]
 * @property {string} [heldBy]
 * @property {string} [cell]
 * @property {number} [line]
 * @property {string} method
 * @property {number} sinceNanos
 */

/**
 * @param {{threads?: Doing[], reading?: string}} event
 * @param {(id: number, name: string) => import("../output/threads.js").Thread} threadOf
 * @param {import("./jump.js").Way} way
 * @returns {HTMLElement}
 */
export function stuckFigure({threads = [], reading}, threadOf, way) {
  const title = `What the threads of ${way.id} were doing`;
  return h(
    "section",
    {class: "verdict stuck", "aria-label": title},
    h(
      "p",
      {class: "verdict-head"},
      icon("clock"),
      h("span", {}, ...visibleNodes(String(reading ?? "It was still running at its limit. This is what its threads were doing then."))),
    ),
    threads.length === 0
      ? null
      : h(
          "div",
          {class: "verdict-table", tabindex: "0", role: "group", "aria-label": "Thread by thread"},
          h(
            "table",
            {},
            h("thead", {}, h("tr", {}, ...["thread", "doing", "at", "for"].map((head) => h("th", {scope: "col"}, head)))),
            h("tbody", {}, ...threads.map((doing) => row(doing, threadOf, way))),
          ),
        ),
  );
}

function row(doing, threadOf, way) {
  const {thread, threadId, state, on, heldBy, method, sinceNanos} = doing;
  const {name, colour} = threadOf(threadId ?? 0, thread ?? "");
  return h(
    "tr",
    {},
    h("th", {scope: "row", class: `thread-name ${colour}`}, ...visibleNodes(name)),
    h("td", {}, ...deed(state, on, heldBy)),
    h("td", {}, lineButton(doing, way), " in ", h("code", {}, ...visibleNodes(String(method || "the JDK")))),
    h("td", {class: "number"}, sinceNanos > 0 ? duration(sinceNanos) : ""),
  );
}

function deed(state, on, heldBy) {
  return [
    STATES[stateOf(state)].word,
    ...(on ? [" on ", h("code", {}, ...visibleNodes(String(on)))] : []),
    ...(heldBy ? [", held by ", ...visibleNodes(String(heldBy))] : []),
  ];
}
