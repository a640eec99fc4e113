/** What a benchmark has measured so far, as plain values. */

import {dimension, factor, finest} from "./units.js";

/**
 * One benchmark with its parameters and threads.
 *
 * @typedef {object} Row
 * @property {string} name
 * @property {string} mode JMH's: thrpt, avgt, sample or ss
 * @property {string} unit
 * @property {number[]} points in the order in which they were measured
 * @property {[string, string][]} params
 * @property {number} threads
 * @property {boolean} done
 * @property {boolean} quiet
 * @property {number} mean
 * @property {number} low
 * @property {number} high
 */

/** More points or rows than these show nothing more; a file has them all. */
const POINTS = 2000;
const ROWS = 200;

/** The rows of one run, each the latest that was told of it. */
export class Measurements {
  /** @type {Map<string, Row>} */
  #rows = new Map();

  /**
   * @param {import("../stream.js").RunEvent} event
   * @returns {string} what a later event of the same row has, too
   */
  add(event) {
    const key = JSON.stringify([event.name, event.mode, event.params ?? {}, event.threads ?? 1]);
    if (this.#rows.has(key) || this.#rows.size < ROWS) this.#rows.set(key, rowOf(event));
    return key;
  }

  /** @returns {Row[]} those with a point at least, in the order in which they began */
  get rows() {
    return [...this.#rows.values()].filter(({points}) => points.length > 0);
  }

  /** @returns {Row[][]} rows that one axis can hold: of the same mode, in the same unit */
  get groups() {
    const groups = new Map();
    for (const row of this.rows) {
      const key = `${row.mode} ${dimension(row.unit)}`;
      groups.set(key, [...(groups.get(key) ?? []), row]);
    }
    return [...groups.values()].map(inOneUnit);
  }

  /** @returns {boolean|null} whether nothing else ran meanwhile; null while nothing is done */
  get quiet() {
    const done = this.rows.filter((row) => row.done);
    return done.length === 0 ? null : done.every((row) => row.quiet);
  }
}

function inOneUnit(rows) {
  const unit = finest(rows.map((row) => row.unit));
  return rows.map((row) => {
    const by = factor(row.unit, unit);
    return {...row, unit, points: row.points.map((point) => point * by), mean: row.mean * by, low: row.low * by, high: row.high * by};
  });
}

function rowOf({name, mode, unit, points = [], params = {}, threads = 1, done = false, quiet = false}) {
  const numbers = points.filter((point) => Number.isFinite(point)).slice(0, POINTS);
  return {
    name: String(name ?? "benchmark"),
    mode: String(mode ?? ""),
    unit: String(unit ?? ""),
    points: numbers,
    params: Object.entries(params).map(([key, value]) => [key, String(value)]),
    threads: Number(threads) || 1,
    done: done === true,
    quiet: quiet === true,
    mean: numbers.reduce((sum, point) => sum + point, 0) / numbers.length,
    low: Math.min(...numbers),
    high: Math.max(...numbers),
  };
}

/**
 * @param {Row[]} rows
 * @returns {boolean} whether the rows differ in their threads
 */
export function manyThreadCounts(rows) {
  return new Set(rows.map(({threads}) => threads)).size > 1;
}

/**
 * What tells a row from the others: `size = 1000`, `4 threads`.
 *
 * @param {Row} row
 * @param {boolean} threads whether to tell how many
 * @param {string} [without] a parameter that is told elsewhere
 * @returns {string[]}
 */
export function traits({params, threads: count}, threads, without) {
  return [
    ...params.filter(([key]) => key !== without).map(([key, value]) => `${key} = ${value}`),
    ...(threads ? [`${count} ${count === 1 ? "thread" : "threads"}`] : []),
  ];
}

/**
 * @param {string} mode
 * @returns {boolean} whether a larger score is the better one
 */
export function moreIsBetter(mode) {
  return mode === "thrpt";
}

/**
 * The parameter that a line chart has on its axis: the one with the most numbers for its values.
 *
 * @param {Row[]} rows
 * @returns {string|null} null where there is nothing to draw a line through
 */
export function numericParameter(rows) {
  const values = new Map();
  for (const [key, value] of rows.flatMap(({params}) => params)) values.set(key, (values.get(key) ?? new Set()).add(value));
  const numeric = [...values].filter(([, all]) => all.size > 1 && [...all].every((value) => value.trim() !== "" && Number.isFinite(Number(value))));
  return numeric.sort(([, a], [, b]) => b.size - a.size)[0]?.[0] ?? null;
}

/**
 * Rows put together that differ in one trait only.
 *
 * @param {Row[]} rows
 * @param {(row: Row) => string} nameOf the same for those that belong together
 * @param {(row: Row) => number} xOf
 * @returns {{name: string, rows: {x: number, row: Row}[]}[]}
 */
export function series(rows, nameOf, xOf) {
  const all = new Map();
  for (const row of rows) all.set(nameOf(row), [...(all.get(nameOf(row)) ?? []), {x: xOf(row), row}]);
  return [...all].map(([name, members]) => ({name, rows: members.sort((a, b) => a.x - b.x)}));
}
