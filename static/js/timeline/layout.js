/** Places the rows of a timeline: threads and folded groups first, then the locks. */

import {BAR} from "./states.js";

/** Pictures narrower than this write names above the bars, not beside them. */
const NARROW = 560;

/** Width of a character of a name, in pixels. */
const CHAR = 6.6;

/** Height of a folded group's picture. */
export const AREA = 34;

/**
 * @typedef {object} Row
 * @property {"lane"|"group"|"lock"|"title"} kind
 * @property {string} label
 * @property {number} top
 * @property {number} height
 * @property {number} bar top of the bar
 * @property {boolean} [member] whether it is of an unfolded group
 * @property {import("./model.js").Lane} [lane]
 * @property {import("./groups.js").Group} [group]
 * @property {import("./model.js").Lock} [lock]
 */

/**
 * Where times and rows lie in the picture.
 *
 * @typedef {object} Place
 * @property {number} width of the picture, in pixels
 * @property {number} left where time begins
 * @property {number} right where it ends
 * @property {boolean} narrow
 * @property {import("./view.js").View} view
 * @property {(nanos: number) => number} x
 * @property {(x: number) => number} time
 */

/**
 * @param {number} width
 * @param {import("./view.js").View} view
 * @param {string[]} labels
 * @returns {Place}
 */
export function place(width, view, labels) {
  const narrow = width < NARROW;
  const longest = labels.reduce((most, label) => Math.max(most, label.length), 4);
  const left = narrow ? 10 : Math.round(Math.min(160, Math.max(86, longest * CHAR + 30)));
  const right = width - (narrow ? 10 : 16);
  const scale = () => (right - left) / view.length;
  return {
    width,
    left,
    right,
    narrow,
    view,
    x: (nanos) => left + (nanos - view.from) * scale(),
    time: (x) => view.from + (x - left) / scale(),
  };
}

/**
 * @param {(import("./model.js").Lane|import("./groups.js").Group)[]} items
 * @param {import("./model.js").Lock[]} locks
 * @param {boolean} narrow
 * @returns {{rows: Row[], height: number}}
 */
export function rowsOf(items, locks, narrow) {
  const rows = [];
  let top = 4;
  const add = (kind, label, tall, more) => {
    const above = narrow && kind !== "title" ? 21 : 8;
    const height = above + tall + (narrow ? 7 : 8);
    rows.push({kind, label, top, height, bar: top + above, ...more});
    top += height;
  };
  const addLane = (lane, member) => add("lane", lane.name, BAR, {lane, member});
  for (const item of items) {
    if (!item.lanes) {
      addLane(item, false);
      continue;
    }
    add("group", item.name, AREA, {group: item});
    if (item.open) for (const lane of item.lanes) addLane(lane, true);
  }
  if (locks.length > 0) add("title", "Who held which lock", 10, {});
  for (const lock of locks) add("lock", lock.name, BAR, {lock});
  return {rows, height: top + 4};
}

/**
 * @param {Row[]} rows from top to bottom
 * @param {number} y
 * @returns {Row|undefined} the row at a height
 */
export function rowAt(rows, y) {
  return rows.find(({top, height}) => y >= top && y < top + height);
}
