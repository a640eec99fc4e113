/** How a cell is to be run: whether its timeline is drawn, on how many cores, with which arguments. */

import {Arguments} from "./arguments.js";
import {h, unseen} from "./dom.js";
import {load, save} from "./store.js";

/** Laboratories record no timeline: that would be part of what they measure. */
const TIMELINE = new Set(["run", "program", "exercise"]);

/** The explorer lets one thread go on at a time, so cores are nothing to it; a measurement takes what it is given. */
const CORES = new Set(["run", "program", "exercise"]);

let dials = 0;

/** One cell's options, which outlive a reload. */
export class Options {
  /** @readonly */
  element;
  #keys;
  #timeline;
  #all = Number(document.documentElement.dataset.cores) || 1;
  #given;
  #cores;
  #arguments;

  /**
   * @param {string} chapter
   * @param {HTMLElement} figure the cell's, whose author may ask for a timeline or for cores
   */
  constructor(chapter, figure) {
    const {cell, kind = "run", timeline, cores} = figure.dataset;
    this.#keys = {timeline: `timeline.${chapter}/${cell}`, cores: `cores.${chapter}/${cell}`};
    const saved = load(this.#keys.timeline);
    this.#timeline = typeof saved === "boolean" ? saved : timeline !== undefined;
    this.#given = Math.min(Number(cores) || this.#all, this.#all);
    const chosen = load(this.#keys.cores);
    this.#cores = this.#choices().includes(chosen) ? chosen : this.#given;
    this.#arguments = kind === "program" ? new Arguments(chapter, cell, figure.dataset.arguments ?? "") : null;
    this.element = h(
      "div",
      {class: "run-options"},
      this.#arguments?.element,
      TIMELINE.has(kind) && this.#switch(cell),
      CORES.has(kind) && this.#dial(cell, cores !== undefined),
    );
  }

  /** @returns {{timeline?: true, cores?: number, arguments?: string[]}} the fields that a request needs besides */
  get request() {
    return {
      ...(this.#timeline && {timeline: true}),
      ...(this.#cores !== this.#given && {cores: this.#cores}),
      ...this.#arguments?.request,
    };
  }

  #choices() {
    return [...new Set([1, 2, this.#all])].filter((count) => count <= this.#all);
  }

  #switch(cell) {
    const input = h("input", {
      type: "checkbox",
      role: "switch",
      checked: this.#timeline,
      onchange: () => {
        this.#timeline = input.checked;
        save(this.#keys.timeline, input.checked);
      },
    });
    return h(
      "label",
      {class: "switch", title: "Record what the threads do, and draw it after the run"},
      input,
      h("span", {class: "switch-knob", "aria-hidden": "true"}),
      h("span", {}, "Timeline"),
      unseen(` of ${cell}`),
    );
  }

  /** Where there is one core, there is nothing to choose; where the author speaks of cores, it stands open. */
  #dial(cell, open) {
    if (this.#all < 2) return null;
    const group = `cores-${++dials}`;
    const name = (count) => (count === this.#all ? `all ${count}` : String(count));
    const summary = h("summary", {}, `Cores: ${name(this.#cores)}`, unseen(` for ${cell}`));
    const choose = (count) => {
      this.#cores = count;
      save(this.#keys.cores, count === this.#given ? null : count);
      summary.firstChild.data = `Cores: ${name(count)}`;
    };
    const dial = h(
      "fieldset",
      {class: "dial"},
      h("legend", {class: open ? "" : "unseen"}, "Cores", unseen(` for ${cell}`)),
      ...this.#choices().map((count) =>
        h(
          "label",
          {},
          h("input", {type: "radio", name: group, checked: count === this.#cores, onchange: () => choose(count)}),
          h("span", {}, name(count)),
        ),
      ),
    );
    return open ? dial : h("details", {class: "cores-menu"}, summary, dial);
  }
}
