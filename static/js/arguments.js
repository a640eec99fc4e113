/** The arguments a reader gives a program; kept like an edit. */

import {h, unseen} from "./dom.js";
import {load, save} from "./store.js";

/** A word, or what stands between quotes. */
const WORD = /"([^"]*)"|'([^']*)'|(\S+)/g;

/** One program's arguments. */
export class Arguments {
  /** @readonly */
  element;
  #author;
  #now;

  /**
   * @param {string} chapter
   * @param {string} cell
   * @param {string} author what the author wrote, parted by blanks
   */
  constructor(chapter, cell, author) {
    const key = `arguments.${chapter}/${cell}`;
    const saved = load(key);
    this.#author = author;
    this.#now = typeof saved === "string" ? saved : author;
    const field = h("input", {
      type: "text",
      value: this.#now,
      placeholder: "none",
      autocomplete: "off",
      autocapitalize: "off",
      spellcheck: "false",
      "aria-description": "Parted by blanks; quotes keep blanks together.",
      oninput: () => {
        this.#now = field.value;
        save(key, field.value === author ? null : field.value);
      },
    });
    this.element = h("label", {class: "arguments"}, h("span", {}, "Arguments", unseen(` of ${cell}`)), field);
  }

  /** @returns {{arguments?: string[]}} nothing where they are the author's */
  get request() {
    return this.#now === this.#author ? {} : {arguments: [...this.#now.matchAll(WORD)].map(([, a, b, c]) => a ?? b ?? c)};
  }
}
