/** What a laboratory tells of one run, from its first progress to its last figure. */

import {h} from "../dom.js";
import {visibleNodes} from "../output/visible.js";
import {download} from "../timeline/download.js";
import {BenchmarkFigure} from "./benchmark.js";
import {ExploredFigure} from "./explored.js";
import {OutcomesFigure} from "./outcomes.js";
import {Progress} from "./progress.js";
import {ScheduleFigure} from "./schedule.js";

/** The figures of one run. */
export class Lab {
  /** @readonly */
  element = h("div", {class: "labs"});
  #host;
  #stored;
  #progress = null;
  #figures = [];
  #benchmark = null;
  #outcomes = null;
  #machine = null;
  /** @type {string[]} what was said before there was a figure */
  #remarks = [];
  /** @type {Map<string, import("../stream.js").RunEvent>} what a file holds: the latest of each */
  #events = new Map();
  #frame = 0;
  #save = () => this.#download();

  /**
   * @param {import("../output/output.js").Host} host
   * @param {import("./stored.js").Counts[]} stored runs of other machines
   */
  constructor(host, stored) {
    this.#host = host;
    this.#stored = stored;
  }

  /** Shows what other machines have seen, before anything ran here. */
  showStored() {
    this.#add(new OutcomesFigure(this.#host.id, this.#stored, this.#save));
    this.#draw();
  }

  /** @param {import("../stream.js").RunEvent} event of a laboratory, or `finished` */
  show(event) {
    switch (event.type) {
      case "progress":
        return this.#advance(event);
      case "machine":
        this.#keep("machine", event);
        this.#machine = event;
        for (const figure of this.#figures) figure.on?.(event);
        break;
      case "remark":
        this.#keep(`remark ${event.text}`, event);
        this.#remark(String(event.text ?? ""));
        break;
      case "benchmark":
        this.#benchmark ??= this.#add(new BenchmarkFigure(this.#host.id, this.#save));
        this.#keep(`benchmark ${this.#benchmark.add(event)}`, event);
        break;
      case "outcomes":
        this.#outcomes ??= this.#add(new OutcomesFigure(this.#host.id, this.#stored, this.#save));
        this.#outcomes.add(event);
        this.#keep(`outcomes ${this.#figures.indexOf(this.#outcomes)}`, event);
        // A check may be followed by another, with outcomes of its own.
        if (event.done) this.#outcomes = null;
        break;
      case "schedule":
        this.#keep(`schedule ${this.#figures.length}`, event);
        this.#add(new ScheduleFigure(event, this.#host, this.#save));
        break;
      case "explored":
        this.#keep(`explored ${this.#figures.length}`, event);
        this.#add(new ExploredFigure(event, this.#host.id, this.#save));
        break;
      case "finished":
        this.#keep("finished", event);
        return this.end();
      case "end":
        return this.end();
    }
    this.#draw();
  }

  /** Nothing more comes. */
  end() {
    this.#progress?.end();
    this.#progress = null;
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    for (const figure of this.#figures) {
      figure.end?.();
      figure.draw?.();
    }
    // What was said of nothing is still said.
    if (this.#figures.length === 0 && this.#remarks.length > 0) {
      this.element.append(h("div", {class: "lab lab-remarks"}, ...this.#remarks.splice(0).map((sentence) => h("p", {}, ...visibleNodes(sentence)))));
    }
  }

  #advance(event) {
    if (!this.#progress) {
      this.#progress = new Progress(this.#host.id);
      this.element.prepend(this.#progress.element);
    }
    this.#progress.show(event);
  }

  #remark(sentence) {
    const last = this.#figures.at(-1);
    if (last) last.remark(sentence);
    else this.#remarks.push(sentence);
  }

  #add(figure) {
    const label = figure.element.getAttribute("aria-label");
    const alike = this.#figures.filter(({element}) => element.getAttribute("aria-label").startsWith(label)).length;
    if (alike > 0) figure.element.setAttribute("aria-label", `${label}, ${alike + 1}`);
    this.#figures.push(figure);
    this.element.append(figure.element);
    if (this.#machine) figure.on?.(this.#machine);
    for (const sentence of this.#remarks.splice(0)) figure.remark(sentence);
    return figure;
  }

  /** Points may come faster than anyone can see. */
  #draw() {
    this.#frame ||= requestAnimationFrame(() => {
      this.#frame = 0;
      for (const figure of this.#figures) figure.draw?.();
    });
  }

  #keep(key, event) {
    this.#events.set(key, event);
  }

  #download() {
    const {id} = this.#host;
    const result = {cell: id, saved: new Date().toISOString(), events: [...this.#events.values()]};
    download(`${id}.json`, "application/json", `${JSON.stringify(result, null, 2)}\n`);
  }
}
