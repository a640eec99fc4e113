/** Makes characters that would hide, reorder or repaint text visible and harmless. */

import {h} from "../dom.js";

// C0 without tab, DEL and C1; soft hyphen; zero-width and bidi marks; line and paragraph
// separators; the tag characters; lone surrogates. The zero-width joiner stays: emoji need it.
const HARMFUL =
  /[\u0000-\u0008\u000a-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]|\p{Surrogate}/gu;

const C0 = `NUL SOH STX ETX EOT ENQ ACK BEL BS HT LF VT FF CR SO SI DLE DC1 DC2 DC3 DC4 NAK SYN ETB CAN EM SUB
  ESC FS GS RS US`.split(/\s+/);

/**
 * What to show in the place of a harmful character: `ESC`, or its number where it has no short name.
 *
 * @param {string} character one code point
 * @returns {string}
 */
function nameOf(character) {
  const code = character.codePointAt(0);
  return C0[code] ?? (code === 0x7f ? "DEL" : `U+${code.toString(16).toUpperCase().padStart(4, "0")}`);
}

/**
 * The text as a string, every harmful character replaced by its name.
 *
 * @param {string} text
 * @returns {string}
 */
export function visibleText(text) {
  return text.replace(HARMFUL, (character) => `⟨${nameOf(character)}⟩`);
}

/**
 * The text as nodes: text nodes, and a marked span for each harmful character.
 *
 * @param {string} text
 * @returns {(string|HTMLElement)[]}
 */
export function visibleNodes(text) {
  const nodes = [];
  let from = 0;
  for (const match of text.matchAll(HARMFUL)) {
    if (match.index > from) nodes.push(text.slice(from, match.index));
    nodes.push(h("span", {class: "control"}, nameOf(match[0])));
    from = match.index + match[0].length;
  }
  if (from < text.length) nodes.push(text.slice(from));
  return nodes;
}
