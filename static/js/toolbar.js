/** A cell's buttons and marks: above its code what it is, below its code what to do with it. */

import {h, unseen} from "./dom.js";
import {icon} from "./icons.js";
import {Status} from "./status.js";

/**
 * @typedef {object} Actions
 * @property {() => void} run
 * @property {() => void} stop
 * @property {() => void} skip runs without a prediction
 * @property {() => void} reset
 * @property {() => Promise<boolean>} copy
 */

/** The parts of a cell around its code. */
export class Toolbar {
  /** @readonly */
  status = new Status();
  /** @readonly the bar below the code */
  bar;
  #run;
  #stop;
  #skip;
  #reset;
  #ran = h("span", {class: "mark ran", hidden: true, title: "Has run in this session"}, "ran");
  #edited = h("span", {class: "mark edited", hidden: true}, "edited");

  /**
   * @param {HTMLElement} head the cell's caption
   * @param {string} id
   * @param {string} kind
   * @param {Actions} actions
   */
  constructor(head, id, kind, actions) {
    // Every button says which cell it is for, since a page has many alike.
    const button = (name, look, label, act) =>
      h("button", {type: "button", class: `button ${look}`, onclick: act}, name && icon(name), h("span", {}, label), unseen(` ${id}`));
    this.#run = button("run", "run", "Run", actions.run);
    this.#stop = button("stop", "stop", "Stop", actions.stop);
    this.#skip = button(null, "quiet small", "Skip the prediction", actions.skip);
    this.#reset = button("reset", "quiet small", "Reset", actions.reset);
    const copy = button("copy", "quiet small", "Copy", async () => {
      const label = copy.querySelector("span");
      label.textContent = (await actions.copy()) ? "Copied" : "Not copied";
      setTimeout(() => (label.textContent = "Copy"), 1600);
    });
    if (kind !== "run") head.prepend(h("span", {class: "kind"}, kind));
    head.append(
      h("span", {class: "marks"}, this.#edited, this.#ran),
      h("span", {class: "tools"}, this.#reset, copy),
    );
    this.bar = h("div", {class: "bar"}, this.#run, this.#stop, this.#skip, this.status.element);
    this.#stop.hidden = true;
    this.gate(false);
    this.edited(false);
  }

  /** @param {boolean} shut whether something has to be done before the cell may run */
  gate(shut) {
    this.#run.classList.toggle("gated", shut);
    this.#run.querySelector("span").textContent = shut ? "Predict first" : "Run";
    this.#run.title = shut ? "" : "Ctrl+Enter or ⌘+Enter";
    this.#skip.hidden = !shut;
  }

  /** @param {boolean} running decides between Run and Stop */
  running(running) {
    const focused = document.activeElement === this.#run || document.activeElement === this.#stop;
    this.#run.hidden = running;
    this.#stop.hidden = !running;
    if (focused) (running ? this.#stop : this.#run).focus();
  }

  /** @param {boolean} edited whether the text is the reader's own */
  edited(edited) {
    this.#edited.hidden = this.#reset.hidden = !edited;
  }

  /** @param {boolean} ran whether what the cell declares is in the session */
  ran(ran) {
    this.#ran.hidden = !ran;
  }

  /** Puts the focus on Run. */
  focus() {
    this.#run.focus();
  }
}
