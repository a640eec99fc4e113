/** Gives each thread of a run its name tag, colour and lane, and keeps them through the run. */

/** Thread colours the style sheet knows beside the neutral one of `main`. */
const COLOURS = 8;

/** Columns of the lane view; threads beyond share the last one. */
export const LANES = 8;

/** What prints from outside of any thread: children, whose output the server cannot tell apart. */
const PROCESSES = "processes";

/**
 * One thread of a run.
 *
 * @typedef {object} Thread
 * @property {number} id
 * @property {string} name the name as Java told it, or `virtual #31` where it told none
 * @property {string} tag the name, short enough for a tag
 * @property {string} colour class for its colour, `th-0` (main) to `th-8`
 * @property {boolean} again whether an earlier thread has the same colour, so that a pattern must tell them apart
 * @property {number} lane 1 to LANES; 0 while it has printed nothing
 */

/**
 * Whoever types the input.
 *
 * @type {Thread} */
export const READER = {id: 0, name: "you", tag: "you", colour: "th-0", again: false, lane: 1};

/** The threads of one run: their colours in the order in which they were met, their lanes as they print. */
export class Threads {
  /** @type {Map<string, Thread>} */
  #threads = new Map();
  /** @type {Thread[]} */
  #printing = [];
  #names = new Set();
  #coloured = 0;

  /** @returns {number} how many threads have printed */
  get size() {
    return this.#printing.length;
  }

  /** @returns {Iterable<Thread>} those that have printed */
  [Symbol.iterator]() {
    return this.#printing.values();
  }

  /**
   * One that prints, and so has a lane.
   *
   * @param {number|undefined} id
   * @param {string|undefined} name
   * @returns {Thread}
   */
  of(id, name) {
    const thread = this.known(id, name);
    if (thread.lane === 0) thread.lane = Math.min(this.#printing.push(thread), LANES);
    return thread;
  }

  /**
   * One that is spoken of.
   *
   * @param {number|undefined} id
   * @param {string|undefined} name
   * @returns {Thread}
   */
  known(id, name) {
    const key = `${id ?? ""}/${name ?? ""}`;
    return this.#threads.get(key) ?? this.#meet(key, id ?? 0, name ?? "");
  }

  #meet(key, id, given) {
    const outside = given === "" && id === 0;
    let name = outside ? PROCESSES : given || `virtual #${id}`;
    if (this.#names.has(name)) name += ` #${id}`;
    this.#names.add(name);
    const number = given === "main" || outside ? 0 : ++this.#coloured;
    const thread = {
      id,
      name,
      tag: shorten(name),
      colour: number === 0 ? "th-0" : `th-${((number - 1) % COLOURS) + 1}`,
      again: number > COLOURS || outside,
      lane: 0,
    };
    this.#threads.set(key, thread);
    return thread;
  }
}

/** Names differ at their end (`pool-1-thread-3`), so the middle gives way. */
function shorten(name) {
  return name.length <= 14 ? name : `${name.slice(0, 4)}…${name.slice(-9)}`;
}
