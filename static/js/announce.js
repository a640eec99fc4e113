/** Says short sentences to screen readers: verdicts and moves, never each line of output. */

import {h} from "./dom.js";

const region = h("div", {class: "unseen", role: "status", "aria-live": "polite"});
document.body.append(region);

/** @param {string} sentence */
export function announce(sentence) {
  // The same sentence twice in a row would not be a change, so it would not be read again.
  region.textContent = region.textContent === sentence ? sentence + "\u00a0" : sentence;
}
