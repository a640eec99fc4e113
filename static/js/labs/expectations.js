/** What an author says of an outcome: each with a sign and a word, so that none is told by colour alone. */

import {h} from "../dom.js";
import {icon} from "../icons.js";

const ALL = {
  acceptable: {word: "allowed", icon: "done", tone: "good"},
  interesting: {word: "interesting", icon: "star", tone: "warn"},
  forbidden: {word: "forbidden", icon: "wrong", tone: "wrong"},
  unknown: {word: "not declared", icon: "unknown", tone: "plain"},
};

/**
 * @param {string} expect
 * @returns {keyof typeof ALL}
 */
export function expectation(expect) {
  return expect in ALL ? expect : "unknown";
}

/**
 * @param {string} expect
 * @returns {HTMLElement}
 */
export function badge(expect) {
  const {word, icon: sign, tone} = ALL[expectation(expect)];
  return h("span", {class: `lab-badge lab-${tone}`}, icon(sign), word);
}
