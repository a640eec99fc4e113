/** Makes characters that would hide, reorder or repaint text visible and harmless. */

import {h} from "../dom.js";

// C0 without tab, DEL and C1; soft hyphen; zero-width and bidi marks; line and paragraph
// separators; the tag characters; lone surrogates. The zero-width joiner stays: emoji need it.
const HARMFUL =
  /[\u0000-\u0008\u000a-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]|\p{Surrogate}/gu;

const NAMES = {
  0x00: "null character",
  0x07: "bell",
  0x08: "backspace",
  0x0d: "carriage return",
  0x1b: "escape",
  0x200b: "zero-width space",
  0x202d: "left-to-right override",
  0x202e: "right-to-left override",
  0xfeff: "byte order mark",
};

/**
 * @param {string} character one code point
 * @returns {string} a printable stand-in
 */
function symbol(character) {
  const code = character.codePointAt(0);
  if (code < 0x20) return String.fromCodePoint(0x2400 + code);
  if (code === 0x7f) return "\u2421";
  return `\u27e8${code.toString(16).toUpperCase().padStart(4, "0")}\u27e9`;
}

/**
 * The text as a string, every harmful character replaced by a stand-in.
 *
 * @param {string} text
 * @returns {string}
 */
export function visibleText(text) {
  return text.replace(HARMFUL, symbol);
}

/**
 * The text as nodes: text nodes, and a marked, titled span for each harmful character.
 *
 * @param {string} text
 * @returns {(string|HTMLElement)[]}
 */
export function visibleNodes(text) {
  const nodes = [];
  let from = 0;
  for (const match of text.matchAll(HARMFUL)) {
    if (match.index > from) nodes.push(text.slice(from, match.index));
    const code = match[0].codePointAt(0);
    const title = `U+${code.toString(16).toUpperCase().padStart(4, "0")} ${NAMES[code] ?? "control character"}`;
    nodes.push(h("span", {class: "control", title}, symbol(match[0])));
    from = match.index + match[0].length;
  }
  if (from < text.length) nodes.push(text.slice(from));
  return nodes;
}
