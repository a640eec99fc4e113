/** What a thread can be doing: the words for it, and the shape that tells it apart without colour. */

/** Height of a bar, in pixels. */
export const BAR = 14;

/**
 * @typedef {object} State
 * @property {string} word for the legend and the table
 * @property {number} height of its shape, in pixels
 * @property {boolean} patterned whether it is filled with a pattern of its name
 */

/**
 * Every state, those that keep a core busy first.
 *
 * @type {Record<string, State>}
 */
export const STATES = {
  running: {word: "running", height: BAR, patterned: false},
  runnable: {word: "ready, no core free", height: BAR, patterned: false},
  pinned: {word: "pinned to its carrier", height: BAR, patterned: true},
  blocked: {word: "blocked at a monitor", height: BAR, patterned: true},
  io: {word: "reading or writing", height: 9, patterned: true},
  parked: {word: "parked", height: 9, patterned: true},
  waiting: {word: "waiting", height: 9, patterned: true},
  sleeping: {word: "sleeping", height: 3, patterned: false},
};

/**
 * @param {unknown} name as the server told it
 * @returns {keyof typeof STATES} a state this page knows
 */
export function stateOf(name) {
  return Object.hasOwn(STATES, name) ? name : "waiting";
}
