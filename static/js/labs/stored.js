/** Runs of a stress test on other machines, which the author has stored in the page. */

/**
 * The outcomes of one machine.
 *
 * @typedef {object} Counts
 * @property {string} machine empty for this one
 * @property {Map<string, number>} counts by outcome
 * @property {number} tries
 */

/**
 * The block is JSON: `[{"machine": "Graviton 3, 64 cores, JDK 25", "rows": [{"outcome": "0, 0", "count": 12}]}]`.
 *
 * @param {HTMLElement} figure the cell's
 * @returns {Counts[]} empty where nothing is stored
 */
export function storedRuns(figure) {
  const block = figure.querySelector(':scope > script[type="application/json"][data-stored]');
  if (!block) return [];
  return JSON.parse(block.textContent).map(({machine, rows}) => ({
    machine: `${machine} (stored)`,
    counts: new Map(rows.map(({outcome, count}) => [outcome, count])),
    tries: rows.reduce((sum, {count}) => sum + count, 0),
  }));
}
