/** The text of a cell: the author's, or the reader's own, which outlives a reload. */

import {loadEdit, saveEdit} from "./edits.js";

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
    const edit = editable ? loadEdit(chapter, cell) : null;
    if (edit && edit.text !== author) ({text: this.#now, base: this.#base} = edit);
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
