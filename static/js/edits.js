/** Keeps the reader's own text of a cell over a reload. */

import {follow, load, save} from "./store.js";

/**
 * @typedef {object} Edit
 * @property {string} text the reader's
 * @property {string} base the author's text it started from
 */

/**
 * @param {string} chapter
 * @param {string} cell
 * @returns {Edit|null}
 */
export function loadEdit(chapter, cell) {
  const edit = load(key(chapter, cell));
  return typeof edit?.text === "string" && typeof edit.base === "string" ? edit : null;
}

/**
 * @param {string} chapter
 * @param {string} cell
 * @param {Edit|null} edit null forgets it
 */
export function saveEdit(chapter, cell, edit) {
  save(key(chapter, cell), edit);
}

/**
 * Follows what the reader's other tabs save.
 *
 * @param {string} chapter
 * @param {string} cell
 * @param {() => void} saved called when another tab has saved or forgotten the cell's edit
 */
export function followEdit(chapter, cell, saved) {
  follow(key(chapter, cell), saved);
}

function key(chapter, cell) {
  return `edit.${chapter}/${cell}`;
}
