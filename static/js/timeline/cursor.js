/** Where the keyboard is among the spans: moves along a lane and from lane to lane. */

import {firstAfter} from "./model.js";

/**
 * What the cursor can stand on in a row; a folded group is one thing.
 *
 * @param {import("./layout.js").Row} row
 * @returns {{from: number, to: number}[]}
 */
export function stops({lane, lock, group}) {
  if (lane) return lane.spans;
  if (lock) return lock.holdings;
  if (!group) return [];
  const {lanes} = group;
  return [{from: Math.min(...lanes.map(({from}) => from)), to: Math.max(...lanes.map(({to}) => to))}];
}

/** The thing a row is about, which stays when rows are laid out anew. */
function subject({lane, lock, group}) {
  return lane ?? lock ?? group;
}

/** A place in the picture that keys move. */
export class Cursor {
  #subject = null;
  /** @type {{from: number, to: number}|null} */
  item = null;

  /**
   * @param {import("./layout.js").Row[]} rows
   * @returns {import("./layout.js").Row|null} where it is, if that is not folded away
   */
  row(rows) {
    return rows.find((row) => this.#subject !== null && subject(row) === this.#subject) ?? null;
  }

  /**
   * @param {import("./layout.js").Row} row
   * @param {{from: number, to: number}} item
   */
  put(row, item) {
    this.#subject = subject(row);
    this.item = item;
  }

  /**
   * @param {import("./layout.js").Row[]} rows
   * @param {number} steps along the lane
   */
  along(rows, steps) {
    const row = this.row(rows);
    if (!row) return this.first(rows);
    const all = stops(row);
    const at = all.indexOf(this.item) + steps;
    if (all.length > 0) this.item = all[Math.max(0, Math.min(all.length - 1, at))];
  }

  /**
   * @param {import("./layout.js").Row[]} rows
   * @param {number} steps down
   */
  across(rows, steps) {
    const usable = rows.filter((row) => stops(row).length > 0);
    const here = this.row(usable);
    if (!here) return this.first(rows);
    const row = usable[Math.max(0, Math.min(usable.length - 1, usable.indexOf(here) + steps))];
    if (row === here) return;
    const all = stops(row);
    const middle = (this.item.from + this.item.to) / 2;
    this.put(row, all[Math.min(all.length - 1, firstAfter(all, middle))]);
  }

  /** @param {import("./layout.js").Row[]} rows */
  first(rows) {
    const row = rows.find((each) => stops(each).length > 0);
    if (row) this.put(row, stops(row)[0]);
  }
}
