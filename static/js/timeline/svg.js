/** Makes SVG elements out of plain values; text stays text. */

const SVG = "http://www.w3.org/2000/svg";

/**
 * @param {string} tag
 * @param {Record<string, string|number|boolean|null|undefined>} [attributes] false, null and undefined leave
 *     an attribute out
 * @param {...(Node|string|null)} children null is left out
 * @returns {SVGElement}
 */
export function s(tag, attributes = {}, ...children) {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== false && value !== null && value !== undefined) element.setAttribute(name, String(value));
  }
  element.append(...children.filter((child) => child !== null));
  return element;
}

/**
 * A rectangle as part of a path, to a tenth of a pixel.
 *
 * @param {number} x
 * @param {number} y
 * @param {number} width
 * @param {number} height
 * @returns {string}
 */
export function box(x, y, width, height) {
  return `M${tenth(x)} ${tenth(y)}h${tenth(width)}v${tenth(height)}h${tenth(-width)}z`;
}

/**
 * @param {number} pixels
 * @returns {number}
 */
export function tenth(pixels) {
  return Math.round(pixels * 10) / 10;
}

/**
 * A text cut to the room there is.
 *
 * @param {string} text
 * @param {number} room in pixels
 * @param {number} [each] the usual width of a character, in pixels
 * @returns {string} empty when hardly anything would fit
 */
export function fitted(text, room, each = 6.2) {
  const chars = Math.floor(room / each);
  if (text.length <= chars) return text;
  return chars < 4 ? "" : `${text.slice(0, chars - 1)}…`;
}
