/** Draws the small things a run says beside its lines: values, displays, compiler problems, notes. */

import {counted, h} from "../dom.js";
import {icon} from "../icons.js";
import {visibleNodes} from "./visible.js";

const CHARS = 20_000;

/** A text of several lines as nodes, cut where it would swamp the page. */
function clipped(text) {
  const all = String(text ?? "");
  const nodes = all
    .slice(0, CHARS)
    .split("\n")
    .flatMap((line, index) => (index === 0 ? visibleNodes(line) : ["\n", ...visibleNodes(line)]));
  return all.length > CHARS ? [...nodes, ` … ${counted(all.length - CHARS, "more character")}`] : nodes;
}

/**
 * `⇒ n = 42`, and its type.
 *
 * @param {{name?: string, javaType?: string, text?: string}} event
 * @returns {HTMLElement}
 */
export function valueBlock({name, javaType, text}) {
  // JShell's own names ($1, $2) tell the reader nothing.
  const named = name && !name.startsWith("$");
  return h(
    "div",
    {class: "block value"},
    h("span", {class: "value-mark", "aria-hidden": "true"}, "⇒"),
    h("span", {class: "unseen"}, "value "),
    named ? h("span", {class: "value-name"}, ...visibleNodes(name), " = ") : null,
    h("span", {class: "value-text"}, ...clipped(text)),
    javaType ? h("span", {class: "value-type"}, ...visibleNodes(javaType)) : null,
  );
}

/**
 * Only plain text is known today; anything else is shown as its text.
 *
 * @param {{mime?: string, data?: string}} event
 * @returns {HTMLElement}
 */
export function displayBlock({data}) {
  return h("pre", {class: "block display"}, ...clipped(data));
}

/**
 * @param {{severity?: string, line?: number, message?: string}} event
 * @param {() => void} jump
 * @returns {HTMLElement}
 */
export function problemBlock({severity, line, message}, jump) {
  const warning = severity === "warning";
  return h(
    "div",
    {class: `block problem ${warning ? "warning" : "error"}`},
    icon(warning ? "warn" : "wrong"),
    h(
      "div",
      {},
      line
        ? h("button", {type: "button", class: "jump", onclick: jump}, `Line ${line}`)
        : h("strong", {}, warning ? "Warning" : "Error"),
      h("span", {class: "problem-text"}, " ", ...clipped(message)),
    ),
  );
}

/**
 * A sentence of ours, with what the reader can do about it.
 *
 * @param {"info"|"warn"|"wrong"|"good"} tone
 * @param {string} sentence may hold words that came from a run
 * @param {...HTMLElement} actions
 * @returns {HTMLElement}
 */
export function noteBlock(tone, sentence, ...actions) {
  const icons = {info: "exit", warn: "warn", wrong: "wrong", good: "done"};
  return h("div", {class: `block say ${tone}`}, icon(icons[tone]), h("p", {}, ...visibleNodes(sentence)), ...actions);
}

/**
 * A line across the output.
 *
 * @param {string} text
 * @returns {HTMLElement}
 */
export function ruleBlock(text) {
  return h("p", {class: "block rule"}, h("span", {}, text));
}
