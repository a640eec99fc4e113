/** Keeps the reader's own text of a cell over a reload. */

import {load, save} from "./store.js";

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

function key(chapter, cell) {
  return `edit.${chapter}/${cell}`;
}
