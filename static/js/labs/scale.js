/** Places numbers along an axis, evenly or by their logarithm. */

import {tickLabel} from "./numbers.js";

/** A span of more than this makes an axis logarithmic. */
const DECADE = 10;

/** Room kept free at both ends, in percent, so that no dot is cut. */
const EDGE = 2;

const STEPS = [1, 2, 2.5, 5, 10];

/**
 * @typedef {object} Scale
 * @property {boolean} log
 * @property {number} from where the axis starts
 * @property {number} to
 * @property {(value: number) => number} at the place of a number, in percent of the room
 * @property {{value: number, label: string, minor: boolean}[]} ticks minor ones give way where room is short
 */

/**
 * The usual choice: by logarithm where the numbers span more than a decade.
 *
 * @param {number[]} values
 * @param {{zero?: boolean, ticks?: number}} [wish] whether an even axis starts at 0, and about how many ticks it has
 * @returns {Scale}
 */
export function scaleOf(values, wish = {}) {
  const low = Math.min(...values);
  const high = Math.max(...values);
  return low > 0 && high / low > DECADE ? logScale(low, high) : evenScale(wish.zero ? Math.min(0, low) : low, high, wish.ticks);
}

/**
 * @param {number} low
 * @param {number} high
 * @param {number} [about] how many ticks
 * @returns {Scale}
 */
export function evenScale(low, high, about = 5) {
  const length = high - low || Math.abs(high) || 1;
  const rough = length / about;
  const ten = 10 ** Math.floor(Math.log10(rough));
  const step = ten * STEPS.find((each) => each * ten >= rough * 0.999);
  const from = Math.floor(low / step + 1e-9) * step;
  let to = Math.ceil(high / step - 1e-9) * step;
  if (to <= from) to = from + step;
  const count = Math.round((to - from) / step);
  const ticks = Array.from({length: count + 1}, (_, index) => {
    const value = from + index * step;
    return {value, label: tickLabel(Math.abs(value) < step / 1e6 ? 0 : value), minor: index % 2 === 1 && count > 3};
  });
  return {log: false, from, to, ticks, at: (value) => place((value - from) / (to - from))};
}

/**
 * @param {number} low above 0
 * @param {number} high
 * @returns {Scale}
 */
export function logScale(low, high) {
  const first = Math.floor(Math.log10(low) + 1e-9);
  const last = Math.max(first + 1, Math.ceil(Math.log10(high) - 1e-9));
  const decades = last - first;
  const every = Math.ceil(decades / 8);
  const between = decades <= 2 ? [1, 2, 5] : [1];
  const ticks = [];
  for (let power = first; power <= last; power++) {
    for (const factor of between) {
      const value = factor * 10 ** power;
      if (value > 10 ** last * 1.0001 || (power - first) % every !== 0) continue;
      ticks.push({value, label: tickLabel(Number(value.toPrecision(3))), minor: factor !== 1 || (decades > 4 && (power - first) % 2 === 1)});
    }
  }
  const at = (value) => place((Math.log10(value) - first) / decades);
  return {log: true, from: 10 ** first, to: 10 ** last, ticks, at};
}

/**
 * @param {number} percent
 * @returns {string} as an SVG attribute says it
 */
export function percent(percent) {
  return `${Math.round(percent * 100) / 100}%`;
}

function place(share) {
  return EDGE + Math.min(1, Math.max(0, share)) * (100 - 2 * EDGE);
}
