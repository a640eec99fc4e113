/** Draws a run's lines as fast as the browser can show them, and keeps only as many as help. */

import {counted, h} from "../dom.js";
import {sinceStart} from "./time.js";
import {visibleNodes} from "./visible.js";

const HEAD = 200;
const TAIL = 3000;
const BLOCKS = 200;
const LINE_CHARS = 4000;

/**
 * One line of one thread. A line stays open until its newline comes, so that halves of lines of
 * different threads never mix.
 *
 * @typedef {object} Line
 * @property {import("./threads.js").Thread} thread
 * @property {"out"|"err"|"in"} stream
 * @property {string} text at most LINE_CHARS characters
 * @property {number} cut characters left out after the text
 * @property {number|null} nanos since the cell's code began
 * @property {boolean} dropped whether later lines have pushed it out
 * @property {HTMLElement|null} row
 */

/** The lines and blocks of one run, in the order they began. */
export class Lines {
  /** @readonly */
  element = h("div", {class: "rows"});
  /** @type {Map<string, Line>} */
  #open = new Map();
  /** @type {(Line|HTMLElement)[]} */
  #pending = [];
  /** @type {Set<Line>} */
  #changed = new Set();
  /** @type {Line[]} */
  #tail = [];
  #head = 0;
  #blocks = 0;
  #left = 0;
  #gap = h("p", {class: "gap"});
  #frame = 0;
  #drawn;

  /** @param {() => void} drawn called after each batch */
  constructor(drawn) {
    this.#drawn = drawn;
  }

  /** @returns {number} lines so far, shown or left out */
  get count() {
    return this.#head + this.#tail.length + this.#left + this.#pending.length - this.#pendingBlocks();
  }

  /**
   * @param {import("./threads.js").Thread} thread
   * @param {"out"|"err"|"in"} stream
   * @param {string} text any number of lines and halves of lines
   * @param {number|null} nanos
   */
  add(thread, stream, text, nanos) {
    const key = `${thread.id}/${thread.name}/${stream}`;
    const pieces = text.split("\n");
    const last = pieces.length - 1;
    pieces.forEach((piece, index) => {
      if (index === last && piece === "") return;
      let line = this.#open.get(key);
      if (line) {
        append(line, piece);
        this.#changed.add(line);
      } else {
        line = {thread, stream, text: "", cut: 0, nanos, dropped: false, row: null};
        append(line, piece);
        this.#pending.push(line);
      }
      if (index === last) this.#open.set(key, line);
      else this.#open.delete(key);
    });
    this.#schedule();
  }

  /**
   * Adds something that is no line: a value, an exception, a rule. Never dropped for later lines.
   *
   * @param {HTMLElement} block
   */
  block(block) {
    if (++this.#blocks > BLOCKS) {
      this.#left++;
      this.#sayGap();
    } else {
      this.#pending.push(block);
    }
    this.#schedule();
  }

  /** Draws what waits, now. */
  flush() {
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    for (const line of this.#changed) if (line.row) fill(line);
    this.#changed.clear();
    const batch = this.#pending;
    this.#pending = [];
    for (const item of batch) {
      if (!isBlock(item) && this.#head >= HEAD) this.#tail.push(item);
      else if (!isBlock(item)) this.#head++;
    }
    this.#trim();
    const fragment = document.createDocumentFragment();
    for (const item of batch) {
      if (isBlock(item)) fragment.append(item);
      // Only lines that survived the trim become elements: most of a flood never does.
      else if (!item.dropped) fragment.append(row(item));
    }
    this.element.append(fragment);
    this.#drawn();
  }

  #trim() {
    const surplus = this.#tail.length - TAIL;
    if (surplus <= 0) return;
    for (const line of this.#tail.splice(0, surplus)) {
      line.dropped = true;
      line.row?.remove();
    }
    this.#left += surplus;
    this.#sayGap();
  }

  #sayGap() {
    if (!this.#gap.isConnected) this.element.append(this.#gap);
    this.#gap.textContent = `${counted(this.#left, "line")} left out here`;
  }

  #pendingBlocks() {
    return this.#pending.filter(isBlock).length;
  }

  #schedule() {
    // A hidden tab gets no frames; its output waits here, and must not pile up.
    if (document.hidden && this.#pending.length > 2 * TAIL) this.flush();
    else this.#frame ||= requestAnimationFrame(() => this.flush());
  }
}

function isBlock(item) {
  return item instanceof HTMLElement;
}

function append(line, piece) {
  const room = LINE_CHARS - line.text.length;
  line.text += piece.slice(0, room);
  line.cut += Math.max(0, piece.length - room);
}

function row(line) {
  const {thread, stream} = line;
  line.row = h(
    "div",
    {class: `row ${thread.colour}${thread.again ? " th-again" : ""}`, "data-stream": stream},
    h("span", {class: "tag", title: `thread ${thread.name}`}, ...visibleNodes(thread.tag)),
    h("span", {class: "text"}),
    line.nanos === null ? null : h("span", {class: "time"}, sinceStart(line.nanos)),
  );
  line.row.style.setProperty("--lane", String(thread.lane));
  fill(line);
  return line.row;
}

function fill(line) {
  const nodes = visibleNodes(line.text);
  if (line.cut > 0) nodes.push(h("span", {class: "cut"}, ` … ${counted(line.cut, "more character")}`));
  line.row.querySelector(".text").replaceChildren(...nodes);
}
