/** Makes elements out of plain values; text stays text. */

/**
 * Makes an HTML element. Strings among the children become text nodes, so nothing a run sends can
 * become markup. A `style` attribute is refused by the page's CSP: set `element.style.x` instead.
 *
 * @param {string} tag
 * @param {Record<string, string|number|boolean|EventListener|null|undefined>} [attributes]
 *     `onclick` and the like add listeners; false, null and undefined leave an attribute out
 * @param {...(Node|string|null|undefined|false)} children null, undefined and false are left out
 * @returns {HTMLElement}
 */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === false || value === null || value === undefined) continue;
    if (typeof value === "function") element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : String(value));
  }
  element.append(...children.filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

/**
 * Text for screen readers only.
 *
 * @param {string} text
 * @returns {HTMLElement}
 */
export function unseen(text) {
  return h("span", {class: "unseen"}, text);
}

// Made once: a flood of lines is counted often.
const NUMBERS = new Intl.NumberFormat("en");

/**
 * "1 line", "2,304 lines".
 *
 * @param {number} count
 * @param {string} one
 * @param {string} [many] what to say for any other count, by default `one` with an s
 * @returns {string}
 */
export function counted(count, one, many = one + "s") {
  return `${NUMBERS.format(count)} ${count === 1 ? one : many}`;
}
