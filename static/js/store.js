/** What the page remembers in this browser. Works, forgetfully, where storage is forbidden or full. */

const PREFIX = "interleave.";

/**
 * @param {string} key
 * @returns {any} what was saved under the key, or null
 */
export function load(key) {
  try {
    return JSON.parse(localStorage.getItem(PREFIX + key) ?? "null");
  } catch {
    return null;
  }
}

/**
 * @param {string} key
 * @param {() => void} changed called when another tab has saved something under the key, or forgotten it
 */
export function follow(key, changed) {
  addEventListener("storage", (event) => event.key === PREFIX + key && changed());
}

/**
 * @param {string} key
 * @param {any} value anything JSON can hold; null forgets the key
 * @returns {boolean} whether it will still be there after a reload
 */
export function save(key, value) {
  try {
    if (value === null) localStorage.removeItem(PREFIX + key);
    else localStorage.setItem(PREFIX + key, JSON.stringify(value));
    return true;
  } catch {
    return false;
  }
}
