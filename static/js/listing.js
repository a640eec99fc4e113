/** Shows a reader's text in a cell's listing, as long as no editor stands in its place. */

import {h} from "./dom.js";
import {javaTokens} from "./java-tokens.js";

/**
 * @param {HTMLElement} listing whose `code` is to show the text
 * @param {string} text
 */
export function showText(listing, text) {
  const nodes = [];
  let end = 0;
  for (const {kind, from, to} of javaTokens(text)) {
    nodes.push(text.slice(end, from), h("span", {class: `tok-${kind}`}, text.slice(from, to)));
    end = to;
  }
  listing.querySelector("code").replaceChildren(...nodes, text.slice(end), "\n");
}
