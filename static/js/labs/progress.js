/** Tells how far a laboratory has come. */

import {h} from "../dom.js";
import {visibleText} from "../output/visible.js";

/** A bar and a sentence, which go when the run is over. */
export class Progress {
  /** @readonly */
  element;
  #bar;
  #text = h("p");

  /** @param {string} id the cell's */
  constructor(id) {
    this.#bar = h("progress", {"aria-label": `Progress of ${id}`});
    this.element = h("div", {class: "lab-progress"}, this.#bar, this.#text);
  }

  /** @param {{done?: number, total?: number, text?: string}} event `total` is 0 where it is not known */
  show({done = 0, total = 0, text = ""}) {
    if (total > 0) {
      this.#bar.max = total;
      this.#bar.value = Math.min(done, total);
    } else {
      this.#bar.removeAttribute("value");
    }
    const words = visibleText(String(text));
    this.#bar.setAttribute("aria-valuetext", words);
    this.#text.textContent = words;
  }

  /** Nothing more comes. */
  end() {
    this.element.remove();
  }
}
