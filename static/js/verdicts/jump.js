/** A button that leads to a line of a cell. */

import {h} from "../dom.js";

/**
 * @typedef {object} Way
 * @property {string} id the cell that tells of the line
 * @property {(cell: string, line: number) => void} jump
 */

/**
 * @param {{cell?: string|null, line?: number}} at
 * @param {Way} way
 * @returns {HTMLElement|null} null where the line is not known
 */
export function lineButton({cell, line}, {id, jump}) {
  if (!(line > 0)) return null;
  const label = cell && cell !== id ? `${cell}, line ${line}` : `line ${line}`;
  return h("button", {type: "button", class: "jump", onclick: () => jump(cell || id, line)}, label);
}
