/** Round times for the axis, and how times are written in a picture. */

const STEPS = [1, 2, 5];

/**
 * @param {number} from nanoseconds
 * @param {number} to
 * @param {number} most how many there is room for
 * @returns {{at: number, label: string}[]}
 */
export function ticks(from, to, most) {
  const least = (to - from) / Math.max(1, most);
  const ten = 10 ** Math.floor(Math.log10(Math.max(1, least)));
  const step = (STEPS.find((each) => each * ten >= least) ?? 10) * ten;
  const [unit, name] = unitOf(step < 1e4 ? to : Math.max(step, to / 50));
  const digits = Math.max(0, Math.ceil(-Math.log10((step / unit) * 1.0001)));
  const all = [];
  for (let at = Math.ceil(from / step) * step; at <= to; at += step) {
    all.push({at, label: at === 0 ? "0" : `${(at / unit).toFixed(digits)} ${name}`});
  }
  return all;
}

function unitOf(nanos) {
  if (nanos >= 1e9) return [1e9, "s"];
  if (nanos >= 1e6) return [1e6, "ms"];
  return [1e3, "µs"];
}

/**
 * A length of time or a point in it, with three digits: `12.3 ms`, `840 µs`, `1.20 s`.
 *
 * @param {number} nanos
 * @returns {string}
 */
export function exactly(nanos) {
  if (nanos < 1) return "0";
  const [unit, name] = unitOf(nanos);
  const value = nanos / unit;
  const digits = value >= 100 ? 0 : value >= 10 ? 1 : 2;
  return `${value.toFixed(digits)} ${name}`;
}
