/** The run's output as a terminal would show it: no names, no lanes, halves of lines run together. */

import {counted, h} from "../dom.js";
import {visibleText} from "./visible.js";

const HEAD = 200;
const TAIL = 3000;
const LINE_CHARS = 4000;

/** Keeps the raw text of a run, capped, and draws it only while it is looked at. */
export class Plain {
  /** @readonly */
  element = h("pre", {class: "plain"});
  #head = [];
  #tail = [];
  #left = 0;
  #last = "";
  #stale = true;

  /** @param {string} text as it came, of whichever thread */
  add(text) {
    const pieces = text.split("\n");
    for (const [index, piece] of pieces.entries()) {
      if (this.#last.length < LINE_CHARS) this.#last += piece.slice(0, LINE_CHARS - this.#last.length);
      if (index < pieces.length - 1) this.#end();
    }
    this.#stale = true;
  }

  #end() {
    if (this.#head.length < HEAD) this.#head.push(this.#last);
    else this.#tail.push(this.#last);
    this.#last = "";
    // Cut in large steps, since each step moves the whole array.
    if (this.#tail.length > 2 * TAIL) this.#left += this.#tail.splice(0, this.#tail.length - TAIL).length;
  }

  /** Draws what has come since the last time. */
  draw() {
    if (!this.#stale) return;
    this.#stale = false;
    const surplus = Math.max(0, this.#tail.length - TAIL);
    const gap = this.#left + surplus;
    const lines = [
      ...this.#head,
      ...(gap > 0 ? [`… ${counted(gap, "line")} left out …`] : []),
      ...this.#tail.slice(surplus),
      this.#last,
    ];
    this.element.textContent = lines.map(visibleText).join("\n");
  }
}
