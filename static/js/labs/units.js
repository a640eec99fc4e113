/** Units of scores, as JMH writes them: `ns/op`, `ops/ms`. */

const NANOS = {ns: 1, us: 1e3, ms: 1e6, s: 1e9, min: 6e10, hr: 3.6e12, day: 8.64e13};
const TIME = /^(\w+)\/op$/;
const RATE = /^ops\/(\w+)$/;

/**
 * @param {string} unit
 * @returns {string} the same for units that one axis can hold: `time`, `rate`, or a unit that nobody knows
 */
export function dimension(unit) {
  if (NANOS[TIME.exec(unit)?.[1]]) return "time";
  return NANOS[RATE.exec(unit)?.[1]] ? "rate" : unit;
}

/**
 * @param {string[]} units of one dimension, at least one
 * @returns {string} the one in which scores are the largest numbers, so that none begins with zeros
 */
export function finest(units) {
  return units.reduce((one, other) => (factor(one, other) > 1 ? other : one));
}

/**
 * @param {string} from
 * @param {string} to of the same dimension
 * @returns {number} by which a score is multiplied to be told in the other unit
 */
export function factor(from, to) {
  if (from === to) return 1;
  const time = dimension(from) === "time";
  const ratio = nanos(from) / nanos(to);
  return time ? ratio : 1 / ratio;
}

function nanos(unit) {
  return NANOS[(TIME.exec(unit) ?? RATE.exec(unit))[1]];
}
