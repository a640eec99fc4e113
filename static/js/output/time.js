/** Times as a reader would say them. */

/**
 * Time since the cell's code began, for the margin of a line: `0.4 ms`, `12 ms`, `1.204 s`.
 *
 * @param {number} nanos
 * @returns {string}
 */
export function sinceStart(nanos) {
  const ms = nanos / 1e6;
  if (ms < 10) return `${ms.toFixed(1)} ms`;
  if (ms < 1000) return `${ms.toFixed(0)} ms`;
  return `${(ms / 1000).toFixed(3)} s`;
}

/**
 * How long a run took: `4.1 ms`, `0.21 s`, `12.4 s`, `2 min 5 s`.
 *
 * @param {number} nanos
 * @returns {string}
 */
export function duration(nanos) {
  const seconds = nanos / 1e9;
  if (seconds < 0.01) return `${Math.max(0.1, nanos / 1e6).toFixed(1)} ms`;
  if (seconds < 0.1) return `${(nanos / 1e6).toFixed(0)} ms`;
  if (seconds < 10) return `${seconds.toFixed(2)} s`;
  if (seconds < 60) return `${seconds.toFixed(1)} s`;
  return `${Math.floor(seconds / 60)} min ${Math.floor(seconds % 60)} s`;
}
