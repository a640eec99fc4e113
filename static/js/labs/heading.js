/** The head of a laboratory's figure: what it is, how much of it there is, and its buttons. */

import {h, unseen} from "../dom.js";

/**
 * @param {string} title
 * @param {string} amount such as `3 benchmarks`
 * @param {...(HTMLElement|null)} tools
 * @returns {HTMLElement}
 */
export function heading(title, amount, ...tools) {
  return h(
    "div",
    {class: "tl-head"},
    h("p", {class: "tl-heading"}, title, h("span", {}, amount)),
    h("div", {class: "tl-tools"}, ...tools),
  );
}

/**
 * @param {string} label
 * @param {string} rest for screen readers, so that buttons of different cells have different names
 * @param {string} title
 * @param {() => void} act
 * @returns {HTMLElement}
 */
export function tool(label, rest, title, act) {
  return h("button", {type: "button", class: "button small quiet", title, onclick: act}, label, unseen(` ${rest}`));
}
