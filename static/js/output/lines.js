/** Draws a run's lines as fast as the browser can show them, and keeps only as many as help. */

import {counted, h} from "../dom.js";
import {sinceStart} from "./time.js";
import {visibleNodes} from "./visible.js";

const HEAD = 200;
const TAIL = 3000;
const BLOCKS = 200;
const LINE_CHARS = 4000;

/** Lines that come and go together, and that the browser lays out only when in sight. */
const CHUNK = 100;

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
 * @property {HTMLElement|null} row
 */

/** The lines and blocks of one run, in the order they began: the first 200 and the last 3,000. */
export class Lines {
  /** @readonly */
  element = h("div", {class: "rows"});
  /** @type {Map<string, Line>} */
  #open = new Map();
  /** @type {(Line|HTMLElement)[]} */
  #pending = [];
  /** @type {Set<Line>} */
  #changed = new Set();
  /** @type {HTMLElement[]} those after the head, oldest first */
  #chunks = [];
  /** @type {HTMLElement|null} */
  #chunk = null;
  #count = 0;
  #head = 0;
  #tail = 0;
  #blocks = 0;
  #left = 0;
  #gap = h("p", {class: "gap", hidden: true});
  #frame = 0;
  #drawn;

  /** @param {() => void} drawn called after each batch */
  constructor(drawn) {
    this.#drawn = drawn;
  }

  /** @returns {number} lines so far, shown or left out */
  get count() {
    return this.#count;
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
        this.#changed.add(line);
      } else {
        line = {thread, stream, text: "", cut: 0, nanos, row: null};
        this.#count++;
        this.#pending.push(line);
      }
      append(line, piece);
      if (index === last) this.#open.set(key, line);
      else this.#open.delete(key);
    });
    this.#schedule();
  }

  /** Ends every open line, as the newline that a reader types does in a terminal. */
  breakLines() {
    this.#open.clear();
  }

  /**
   * Adds something that is no line: a value, an exception, a rule. It is not dropped for later lines.
   *
   * @param {HTMLElement} block
   */
  block(block) {
    if (++this.#blocks <= BLOCKS) this.#pending.push(block);
    else this.#leaveOut(1);
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
    // Most lines of a flood would be gone again within the frame: they never become elements.
    let skip = batch.filter((item) => !isBlock(item)).length - (HEAD - this.#head) - TAIL;
    for (const item of batch) {
      if (isBlock(item)) this.#drawBlock(item);
      else if (this.#head < HEAD) this.#drawHead(item);
      else if (skip-- > 0) this.#leaveOut(1);
      else this.#drawTail(item);
    }
    this.#trim();
    this.#drawn();
  }

  #drawBlock(block) {
    this.element.append(block);
    this.#chunk = null;
  }

  #drawHead(line) {
    this.#chunkForOneMore().append(row(line));
    if (++this.#head === HEAD) {
      this.element.append(this.#gap);
      this.#chunk = null;
    }
  }

  #drawTail(line) {
    const chunk = this.#chunkForOneMore();
    if (!chunk.hasChildNodes()) this.#chunks.push(chunk);
    chunk.append(row(line));
    this.#tail++;
  }

  #chunkForOneMore() {
    if (!this.#chunk || this.#chunk.childElementCount >= CHUNK) {
      this.#chunk = h("div", {class: "chunk"});
      this.element.append(this.#chunk);
    }
    return this.#chunk;
  }

  #trim() {
    while (this.#tail > TAIL && this.#tail - this.#chunks[0].childElementCount >= TAIL) {
      const oldest = this.#chunks.shift();
      oldest.remove();
      this.#tail -= oldest.childElementCount;
      this.#leaveOut(oldest.childElementCount);
    }
  }

  #leaveOut(lines) {
    this.#left += lines;
    this.#gap.hidden = false;
    this.#gap.textContent = `${counted(this.#left, "line")} left out here`;
    if (!this.#gap.isConnected) this.element.append(this.#gap);
  }

  #schedule() {
    // A hidden tab gets no frames; its output must not pile up.
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
