/** Remembers what the reader has done in each chapter, and marks it in the list of chapters. */

import {h, unseen} from "./dom.js";
import {load, save} from "./store.js";

/**
 * Dispatched on a box or a cell once the reader has done what it asks.
 *
 * @typedef {CustomEvent} DoneEvent type `task-done`
 */

const TASKS = "section.predict[id], section.quiz[id], section.parsons[id], figure.cell[data-kind='exercise'][id]";

/** @param {string} chapter empty on a page that is no chapter */
export function startProgress(chapter) {
  if (chapter !== "") {
    const tasks = [...document.querySelectorAll(TASKS)].map(({id}) => id);
    const record = () => {
      const done = (load(key(chapter))?.done ?? []).filter((id) => tasks.includes(id));
      return {done, total: tasks.length};
    };
    save(key(chapter), record());
    document.addEventListener("task-done", ({target}) => {
      const {done, total} = record();
      if (!tasks.includes(target.id) || done.includes(target.id)) return;
      save(key(chapter), {done: [...done, target.id], total});
      mark(chapter);
    });
  }
  for (const link of document.querySelectorAll(".contents a[href], .chapters a[href]")) {
    mark(slug(link), [link]);
  }
}

/**
 * @param {string} chapter
 * @param {string} id of the box or the cell's figure
 * @returns {boolean}
 */
export function isDone(chapter, id) {
  return load(key(chapter))?.done?.includes(id) ?? false;
}

function mark(chapter, links = document.querySelectorAll(`.contents a[href$='/${chapter}']`)) {
  const {done = [], total = 0} = load(key(chapter)) ?? {};
  for (const link of links) {
    link.querySelector(".progress")?.remove();
    if (total === 0 || done.length === 0) continue;
    const whole = done.length >= total;
    link.append(
      h(
        "span",
        {class: `progress${whole ? " whole" : ""}`, title: `${done.length} of ${total} tasks done`},
        h("span", {"aria-hidden": "true"}, whole ? "✓" : `${done.length}/${total}`),
        unseen(` (${done.length} of ${total} tasks done)`),
      ),
    );
  }
}

function slug(link) {
  return link.pathname.split("/").pop();
}

function key(chapter) {
  return `progress.${chapter}`;
}
