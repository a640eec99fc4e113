/** Shuffles the same way at every visit, so that a reload does not change the puzzle. */

/**
 * @template T
 * @param {T[]} items
 * @param {string} seed
 * @returns {T[]} a new array, never in the old order when there are two or more
 */
export function shuffled(items, seed) {
  let state = [...seed].reduce((hash, character) => (Math.imul(hash, 31) + character.codePointAt(0)) >>> 0, 7);
  const random = () => {
    // A linear congruential generator, good enough to mix a dozen lines.
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  const result = [...items];
  for (let i = result.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [result[i], result[j]] = [result[j], result[i]];
  }
  if (result.every((item, index) => item === items[index])) result.reverse();
  return result;
}
