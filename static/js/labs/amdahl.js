/** Speed-up by threads, and the parallel fraction that Amdahl's law (1967) reads out of it. */

import {moreIsBetter, series, traits} from "./measurements.js";

/** Parameters by which authors say with how many threads a benchmark does one whole job. */
const WORKERS = /^(threads|workers|parallelism)$/i;

/**
 * @typedef {object} Speedup
 * @property {string} name
 * @property {number} base the fewest threads, to which the others are compared
 * @property {{threads: number, mean: number, low: number, high: number, all: number[]}[]} points
 * @property {number|null} fraction the parallel fraction fitted, from 0 to 1; null where nothing could be fitted
 * @property {number} fittedOn how many measured counts, besides the base, the fit is made of
 */

/**
 * @param {import("./measurements.js").Row[]} rows
 * @param {number} cores of the machine; 0 where it is not known
 * @returns {Speedup[]} empty where no benchmark ran on several counts
 */
export function speedups(rows, cores) {
  const parameter = rows.flatMap(({params}) => params.map(([key]) => key)).find((key) => WORKERS.test(key));
  const threadsOf = (row) => (parameter ? Number(row.params.find(([key]) => key === parameter)?.[1]) : row.threads);
  const named = (row) => [row.name, ...traits(row, false, parameter)].join(", ");
  return series(rows, named, threadsOf)
    .filter(({rows: members}) => members.every(({x}) => x >= 1) && new Set(members.map(({x}) => x)).size > 1)
    .map(({name, rows: members}) => speedup(name, members, parameter !== undefined, cores));
}

/** Work done in the same time, as a multiple of what the fewest threads do. */
function speedup(name, members, wholeJob, cores) {
  const rateOf = ({x, row}, score) => (moreIsBetter(row.mode) ? score : (wholeJob || row.mode === "ss" ? 1 : x) / score);
  const [first] = members;
  const base = rateOf(first, first.row.mean);
  const points = members.map((member) => {
    const all = member.row.points.map((point) => rateOf(member, point) / base);
    return {threads: member.x, mean: rateOf(member, member.row.mean) / base, low: Math.min(...all), high: Math.max(...all), all};
  });
  return {name, base: first.x, points, ...fit(points, first.x, cores)};
}

/** More threads than cores take turns, of which the law says nothing; nor does it without a count of 1. */
function fit(points, base, cores) {
  const used = points.filter(({threads}) => threads > 1 && (cores === 0 || threads <= cores));
  if (base !== 1 || used.length === 0) return {fraction: null, fittedOn: 0};
  let above = 0;
  let below = 0;
  for (const {threads, mean} of used) {
    const x = 1 - 1 / threads;
    above += x * (1 - 1 / mean);
    below += x * x;
  }
  return {fraction: Math.min(1, Math.max(0, above / below)), fittedOn: used.length};
}

/**
 * @param {number} fraction that runs in parallel
 * @param {number} threads
 * @returns {number} the speed-up by Amdahl's law
 */
export function amdahl(fraction, threads) {
  return 1 / (1 - fraction + fraction / threads);
}
