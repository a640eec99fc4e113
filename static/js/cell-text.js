/** The text of a cell: the author's, or the reader's own, which outlives a reload. */

import {followEdit, loadEdit, saveEdit} from "./edits.js";

/** How long the reader must pause before the text is saved. */
const PAUSE_MS = 250;

/** One cell's text. */
export class CellText {
  #chapter;
  #cell;
  #author;
  #base;
  #now;
  #timer = 0;

  /**
   * @param {string} chapter
   * @param {string} cell
   * @param {string} author the author's text, as the page has it today
   * @param {boolean} editable whether a saved edit of the reader may stand in for it
   */
  constructor(chapter, cell, author, editable) {
    this.#chapter = chapter;
    this.#cell = cell;
    this.#author = this.#base = this.#now = author;
    if (editable) this.#load();
  }

  #load() {
    const edit = loadEdit(this.#chapter, this.#cell);
    this.#now = edit?.text ?? this.#author;
    this.#base = this.edited ? edit.base : this.#author;
  }

  /**
   * Follows the reader's other tabs of the chapter, since all of them run the one text in the one session.
   *
   * @param {() => void} show called when the text has become another
   */
  follow(show) {
    followEdit(this.#chapter, this.#cell, () => {
      // What was typed here a moment ago is about to be saved, and the other tab follows.
      if (this.#timer !== 0) return;
      const before = this.#now;
      this.#load();
      if (this.#now !== before) show();
    });
  }

  /** @returns {string} */
  get author() {
    return this.#author;
  }

  /** @returns {string} the text as it stands */
  get now() {
    return this.#now;
  }

  /** @returns {boolean} whether the text is not the author's */
  get edited() {
    return this.#now !== this.#author;
  }

  /** @returns {boolean} whether the author has changed the text since the reader's edit began */
  get outdated() {
    return this.edited && this.#base !== this.#author;
  }

  /** @param {string} text the reader's; saved once the reader pauses */
  change(text) {
    this.#now = text;
    if (!this.edited) this.#base = this.#author;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.keep(), PAUSE_MS);
  }

  /** Saves at once what the reader typed a moment ago. */
  keep() {
    if (this.#timer === 0) return;
    clearTimeout(this.#timer);
    this.#timer = 0;
    saveEdit(this.#chapter, this.#cell, this.edited ? {text: this.#now, base: this.#base} : null);
  }
}
