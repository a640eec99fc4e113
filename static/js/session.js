/** What this page knows of the reader's session: the chapter's cells, and which texts have run. */

import {Tabs} from "./tabs.js";

/** The cells of one page, and what of them lives in the session's JVM. */
export class Session {
  /** @type {Map<string, import("./cell.js").Cell>} */
  #cells = new Map();
  /** @type {Map<string, string>} the text that has run, by cell */
  #ran = new Map();
  /** @type {Map<string, {threads: number, processes: number}>} what finished cells have left behind, by cell */
  #left = new Map();
  #tabs;

  /** @param {string} chapter */
  constructor(chapter) {
    /** @readonly */
    this.chapter = chapter;
    this.#tabs = new Tabs(chapter, (deed) => this.#hear(deed));
  }

  /** Another tab of this browser uses the same session. */
  #hear({did, cell: id, text}) {
    const cell = this.cell(id);
    if (did === "restarted") this.#forget();
    else if (did === "ran" && cell) this.#keep(cell, text);
    else if (did === "started") cell?.runs.takenOver();
  }

  /** @param {import("./cell.js").Cell} cell cells are added in page order */
  add(cell) {
    this.#cells.set(cell.id, cell);
  }

  /**
   * @param {string} id
   * @returns {import("./cell.js").Cell|undefined}
   */
  cell(id) {
    return this.#cells.get(id);
  }

  /** @returns {Map<string, string>} each cell's text as it stands, by the cell's id */
  texts() {
    return new Map([...this.#cells].map(([id, {text}]) => [id, text]));
  }

  /**
   * Remembers that a cell has run to its end.
   *
   * @param {import("./cell.js").Cell} cell
   * @param {string} text what has run
   */
  markRan(cell, text) {
    if (!cell.inSession) return;
    this.#keep(cell, text);
    this.#tabs.tell({did: "ran", cell: cell.id, text});
  }

  #keep(cell, text) {
    this.#ran.set(cell.id, text);
    cell.showRan();
  }

  #forget() {
    this.#ran.clear();
    this.#left.clear();
    for (const cell of this.#cells.values()) cell.showRan();
  }

  /** @param {import("./cell.js").Cell} cell is about to run, so that another tab's run of it is stopped */
  starting(cell) {
    this.#tabs.tell({did: "started", cell: cell.id});
  }

  /**
   * @param {import("./cell.js").Cell} cell
   * @returns {boolean} whether its text, as it stands, has run in the session
   */
  hasRun(cell) {
    return this.#ran.get(cell.id) === cell.text;
  }

  /**
   * @param {import("./cell.js").Cell} cell
   * @param {{threads: number, processes: number}} left how many of each live on
   */
  leftBehind(cell, left) {
    if (left.threads + left.processes > 0) this.#left.set(cell.id, left);
    else this.#left.delete(cell.id);
  }

  /**
   * @param {import("./cell.js").Cell} cell
   * @returns {[string, {threads: number, processes: number}][]} what other cells have left behind, by cell
   */
  leftByOthers(cell) {
    return [...this.#left].filter(([id]) => id !== cell.id);
  }

  /**
   * What to post for a run of the cell. A cell whose text was edited since it ran counts as not
   * run, so that the server runs it again with the reader's text.
   *
   * @param {import("./cell.js").Cell} cell
   * @returns {object}
   */
  request(cell) {
    const sources = {};
    for (const id of this.#needed(cell)) {
      const needed = this.cell(id);
      if (needed?.edited) sources[id] = needed.text;
    }
    const ran = [...this.#cells.values()].filter((each) => this.hasRun(each)).map(({id}) => id);
    return {chapter: this.chapter, cell: cell.id, source: cell.text, sources, ran, ...cell.options};
  }

  /**
   * The session has started afresh, so nothing has run in it.
   *
   * @param {import("./cell.js").Cell} cell where the reader is told
   * @returns {import("./cell.js").Cell[]} the cells above it that had run, in page order
   */
  restarted(cell) {
    const above = this.#above(cell).filter(({id}) => this.#ran.has(id));
    this.#forget();
    this.#tabs.tell({did: "restarted"});
    return above;
  }

  #above(cell) {
    const all = [...this.#cells.values()];
    return all.slice(0, all.indexOf(cell));
  }

  #needed(cell, seen = new Set()) {
    for (const id of cell.needs) {
      if (seen.has(id)) continue;
      seen.add(id);
      const needed = this.cell(id);
      if (needed) this.#needed(needed, seen);
    }
    return seen;
  }
}
