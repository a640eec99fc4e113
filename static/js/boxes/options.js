/** The answers of a quiz or a prediction, as radio buttons or check boxes. */

import {h, unseen} from "../dom.js";
import {icon} from "../icons.js";

/** The options of one box. */
export class Options {
  #inputs = [];
  #right;

  /**
   * @param {HTMLElement} section with `ol.options`, `data-answer` and perhaps `data-multiple`
   * @param {() => void} changed called when the reader has picked or unpicked one
   */
  constructor(section, changed) {
    const list = section.querySelector("ol.options");
    this.#right = new Set((section.dataset.answer ?? "").split(/\s+/).filter(Boolean).map(Number));
    const type = "multiple" in section.dataset || this.#right.size > 1 ? "checkbox" : "radio";
    list.setAttribute("role", type === "radio" ? "radiogroup" : "group");
    list.setAttribute("aria-label", type === "radio" ? "Answers, one is right" : "Answers, several may be right");
    for (const [index, item] of [...list.children].entries()) {
      const feedback = item.querySelector(":scope > .feedback");
      const input = h("input", {type, name: `${section.id}-option`, value: index + 1, onchange: changed});
      const text = h("span", {class: "option-text"});
      text.append(...[...item.childNodes].filter((node) => node !== feedback));
      item.setAttribute("role", "presentation");
      item.prepend(h("label", {}, input, text));
      this.#inputs.push(input);
    }
  }

  /** @returns {number[]} 1-based numbers of the picked ones */
  get picked() {
    return this.#inputs.filter((input) => input.checked).map((input) => Number(input.value));
  }

  /** @param {number[]} numbers to be picked */
  set picked(numbers) {
    for (const input of this.#inputs) input.checked = numbers.includes(Number(input.value));
  }

  /** @returns {boolean} whether exactly the right ones are picked */
  get right() {
    const {picked} = this;
    return picked.length === this.#right.size && picked.every((number) => this.#right.has(number));
  }

  /** @param {boolean} locked whether the answer can no longer be changed */
  lock(locked) {
    for (const input of this.#inputs) input.disabled = locked;
  }

  /**
   * Marks picked options as right or wrong, and shows what is said about them.
   *
   * @param {boolean} all whether to mark right ones that were not picked, too
   */
  judge(all) {
    this.clear();
    for (const input of this.#inputs) {
      const right = this.#right.has(Number(input.value));
      if (!input.checked && !(all && right)) continue;
      const item = input.closest("li");
      item.classList.add(right ? "right" : "wrong");
      if (input.checked) item.classList.add("told");
      item
        .querySelector("label")
        .append(h("span", {class: "judged"}, icon(right ? "done" : "wrong"), unseen(right ? "right" : "wrong")));
    }
  }

  /** Takes every mark away. */
  clear() {
    for (const input of this.#inputs) {
      const item = input.closest("li");
      item.classList.remove("right", "wrong", "told");
      item.querySelector(".judged")?.remove();
    }
  }
}
