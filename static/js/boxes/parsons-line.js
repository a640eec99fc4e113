/** One line of a Parsons problem: a button to pick it, smaller ones to move and indent it. */

import {h, unseen} from "../dom.js";
import {icon} from "../icons.js";

/** The deepest indentation a reader can give. */
export const DEEPEST = 6;

/**
 * What a line's buttons and keys do.
 *
 * @typedef {object} Move
 * @property {(line: Line) => void} across between the two lists
 * @property {(line: Line, step: -1|1) => void} by up or down in its list
 * @property {(line: Line, step: -1|1) => void} indent
 */

/** A line that can be moved. */
export class Line {
  #pick;
  #indent = 0;

  /**
   * @param {HTMLElement} code as the book renders it
   * @param {HTMLElement|null} feedback why the line is not needed, for a distractor that says so
   */
  constructor(code, feedback) {
    /** @readonly */
    this.text = code.textContent.trim();
    /** @readonly */
    this.feedback = feedback;
    const shown = h("code");
    shown.append(...[...code.cloneNode(true).childNodes]);
    if (shown.firstChild?.nodeType === Node.TEXT_NODE) shown.firstChild.data = shown.firstChild.data.trimStart();
    breakAfterBrackets(shown);
    this.#pick = h("button", {type: "button", class: "parsons-pick"}, shown);
    /** @readonly */
    this.element = h("li", {class: "parsons-line"}, h("span", {class: "grip", "aria-hidden": "true"}), this.#pick);
  }

  /** @returns {number} 0 to DEEPEST */
  get indent() {
    return this.#indent;
  }

  set indent(depth) {
    this.#indent = Math.min(Math.max(0, depth), DEEPEST);
    this.element.style.setProperty("--indent", String(this.#indent));
  }

  /** Puts the focus on the line. */
  focus() {
    this.#pick.focus();
  }

  /**
   * @param {Move} move
   * @param {() => boolean} inAnswer whether it stands in the reader's program
   */
  serve(move, inAnswer) {
    const button = (name, label, act) =>
      h(
        "button",
        {type: "button", class: "parsons-tool", title: label, onclick: act},
        icon(name),
        unseen(`${label}: ${this.text}`),
      );
    this.element.append(
      h(
        "span",
        {class: "parsons-tools"},
        button("left", "Indent less", () => move.indent(this, -1)),
        button("right", "Indent more", () => move.indent(this, 1)),
        button("up", "Move up", () => move.by(this, -1)),
        button("down", "Move down", () => move.by(this, 1)),
        button("wrong", "Take out", () => move.across(this)),
      ),
    );
    // In the program a click only picks the line out, so that a finger can reach its buttons.
    this.#pick.addEventListener("click", () => inAnswer() || move.across(this));
    this.#pick.addEventListener("keydown", (event) => {
      const act = KEYS[event.key];
      if (!act || event.ctrlKey || event.metaKey) return;
      const removes = act === KEYS.Delete;
      if (removes && !inAnswer()) return;
      event.preventDefault();
      if (!event.altKey && !removes) this.#neighbour(event.key)?.focus();
      else if (inAnswer()) act(move, this);
    });
  }

  /** Without Alt the up and down keys walk from line to line. */
  #neighbour(key) {
    const item =
      key === "ArrowUp" ? this.element.previousElementSibling : key === "ArrowDown" ? this.element.nextElementSibling : null;
    return item?.querySelector(".parsons-pick");
  }

  /** @param {"right"|"wrong"|"indent"|null} judgement */
  mark(judgement) {
    this.element.classList.remove("right", "wrong", "indent");
    this.element.querySelector(".judged")?.remove();
    if (!judgement) return;
    const words = {right: "right", wrong: "not here", indent: "indentation"};
    this.element.classList.add(judgement);
    this.#pick.append(
      h("span", {class: "judged"}, icon(judgement === "right" ? "done" : "wrong"), judgement === "right" ? unseen("right") : words[judgement]),
    );
  }
}

/** Where a line is too long for its box, it breaks where a programmer would break it. */
function breakAfterBrackets(code) {
  const texts = document.createTreeWalker(code, NodeFilter.SHOW_TEXT);
  const found = [];
  while (texts.nextNode()) found.push(texts.currentNode);
  for (const text of found) {
    const [first, ...rest] = text.data.split(/(?<=\()(?=[^)])|(?=\.[a-z])/);
    text.data = first;
    text.after(...rest.flatMap((piece) => [h("wbr"), piece]));
  }
}

function takeOut(move, line) {
  move.across(line);
}

/** @type {Record<string, (move: Move, line: Line) => void>} */
const KEYS = {
  ArrowUp: (move, line) => move.by(line, -1),
  ArrowDown: (move, line) => move.by(line, 1),
  ArrowLeft: (move, line) => move.indent(line, -1),
  ArrowRight: (move, line) => move.indent(line, 1),
  Delete: takeOut,
  Backspace: takeOut,
};
