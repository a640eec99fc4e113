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

/** Lines that one frame may draw: a flood must leave the page its time. */
const STEP = 150;

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
  #pendingLines = 0;
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
        this.#pendingLines++;
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
    else this.#left++;
    this.#schedule();
  }

  /** Draws what waits: a frame's worth of it now, and the rest in the frames to come. */
  flush() {
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    for (const line of this.#changed) if (line.row) fill(line);
    this.#changed.clear();
    this.#makeRoom();
    let room = STEP;
    let drawn = 0;
    for (const item of this.#pending) {
      if (isBlock(item)) this.#drawBlock(item);
      else if (room-- > 0) this.#drawLine(item);
      else break;
      drawn++;
    }
    this.#pending.splice(0, drawn);
    this.#showGap();
    this.#drawn();
    if (this.#pending.length > 0) this.#schedule();
  }

  /** Draws nothing any more: another run takes the panel. */
  abandon() {
    cancelAnimationFrame(this.#frame);
    this.#pending = [];
    this.#frame = -1;
  }

  #drawBlock(block) {
    this.element.append(block);
    this.#chunk = null;
  }

  #drawLine(line) {
    this.#pendingLines--;
    if (this.#head === HEAD) return this.#drawTail(line);
    this.#chunkForOneMore().append(row(line));
    if (++this.#head < HEAD) return;
    this.element.append(this.#gap);
    this.#chunk = null;
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

  /**
   * Leaves out what is older than the last lines: of those drawn first, then of those that wait.
   * Most lines of a flood never become elements.
   */
  #makeRoom() {
    const first = HEAD - this.#head;
    let surplus = this.#tail + Math.max(0, this.#pendingLines - first) - TAIL;
    while (this.#chunks.length > 0 && surplus >= this.#chunks[0].childElementCount) {
      const oldest = this.#chunks.shift();
      const lines = oldest.childElementCount;
      if (oldest === this.#chunk) this.#chunk = null;
      oldest.remove();
      this.#tail -= lines;
      this.#left += lines;
      surplus -= lines;
    }
    if (surplus <= 0 || this.#chunks.length > 0) return;
    let keep = first;
    let drop = surplus;
    this.#pending = this.#pending.filter((item) => isBlock(item) || keep-- > 0 || drop-- <= 0);
    this.#pendingLines -= surplus;
    this.#left += surplus;
  }

  #showGap() {
    if (this.#left === 0) return;
    this.#gap.hidden = false;
    this.#gap.textContent = `${counted(this.#left, "line")} left out here`;
    if (!this.#gap.isConnected) this.element.append(this.#gap);
  }

  #schedule() {
    // A hidden tab gets no frames; its output must not pile up.
    if (this.#pendingLines > 4 * TAIL) this.#makeRoom();
    this.#frame ||= requestAnimationFrame(() => this.flush());
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
