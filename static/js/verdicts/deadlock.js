/** Tells a deadlock: the circle of threads and locks as a picture, and as sentences with their lines. */

import {counted, h} from "../dom.js";
import {icon} from "../icons.js";
import {visibleNodes} from "../output/visible.js";
import {lineButton} from "./jump.js";
import {circle} from "./waits-for.js";

/**
 * One thread of the circle, as the server's ThreadsJson writes it.
 *
 * @typedef {object} Wait
 * @property {string} thread
 * @property {number} threadId
 * @property {string} holds
 * @property {number} [heldSince] the line at which it took that
 * @property {string} waitsFor
 * @property {string} heldBy
 * @property {string} [cell]
 * @property {number} [line] at which it waits
 */

/**
 * @param {{cycle?: Wait[]}} event
 * @param {(id: number, name: string) => import("../output/threads.js").Thread} threadOf
 * @param {import("./jump.js").Way} way
 * @param {boolean} drawn whether the sentences have a picture above them
 * @returns {HTMLElement}
 */
export function deadlockFigure({cycle = []}, threadOf, way, drawn) {
  const named = cycle.map((wait, index) => ({
    ...wait,
    who: threadOf(wait.threadId ?? 0, wait.thread ?? ""),
    next: cycle[(index + 1) % cycle.length],
  }));
  const known = new Map(named.map(({thread, who}) => [thread, who.name]));
  return h(
    "section",
    {class: "verdict deadlock", "aria-label": `Deadlock in ${way.id}`},
    h(
      "p",
      {class: "verdict-head"},
      icon("wrong"),
      h("strong", {}, "Deadlock: "),
      `${counted(cycle.length, "thread")} wait for each other in a circle, so none can go on.`,
    ),
    drawn ? h("div", {class: "verdict-picture"}, circle(named, way)) : null,
    h("ol", {class: "verdict-list"}, ...named.map((wait) => h("li", {}, ...sentence(wait, known, way)))),
  );
}

function sentence({who, holds, heldSince, waitsFor, heldBy, cell, line}, known, way) {
  return [
    h("strong", {class: `thread-name ${who.colour}`}, ...visibleNodes(who.name)),
    " holds ",
    lock(holds),
    ...bracketed(lineButton({cell, line: heldSince}, way)),
    " and waits for ",
    lock(waitsFor),
    ...bracketed(lineButton({cell, line}, way)),
    ", which ",
    ...visibleNodes(known.get(heldBy) ?? String(heldBy ?? "another thread")),
    " holds.",
  ];
}

function lock(name) {
  return h("code", {}, ...visibleNodes(String(name ?? "a lock")));
}

function bracketed(button) {
  return button ? [" ", h("span", {class: "unbroken"}, "(", button, ")")] : [];
}
