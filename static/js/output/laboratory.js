/** Brings the figures of laboratories when a run tells of one: most runs need none of their modules. */

import {h} from "../dom.js";
import {finding} from "./finding.js";

/** What laboratories tell. */
const TOLD = new Set(["progress", "machine", "benchmark", "remark", "outcomes", "schedule", "explored"]);

const KINDS = new Set(["benchmark", "stress", "explore"]);

/** The place of one cell's laboratory figures, from one run to the next. */
export class Laboratory {
  /** @readonly */
  element = h("div");
  #host;
  #run = 0;
  /** @type {import("../stream.js").RunEvent[]} what has come before the modules did */
  #waiting = [];
  #lab = null;
  #asked = false;
  #finding = null;

  /** @param {import("./output.js").Host} host */
  constructor(host) {
    this.#host = host;
  }

  /** @returns {import("./finding.js").Finding|null} what was found in this run */
  get finding() {
    return this.#finding;
  }

  /** A run begins: the modules of a laboratory come while the server is at work. */
  expect() {
    // Whoever draws is told of a failure; who only expects is not.
    if (KINDS.has(this.#host.figure.dataset.kind)) this.#load().catch(() => {});
  }

  /** Makes room for a new run. */
  clear() {
    this.#run++;
    this.#waiting = [];
    this.#lab = this.#finding = null;
    this.#asked = false;
    this.element.replaceChildren();
  }

  /**
   * @param {import("../stream.js").RunEvent} event
   * @returns {boolean} whether it is drawn here
   */
  show(event) {
    if (!TOLD.has(event.type)) return false;
    this.#finding = finding(this.#finding, event);
    this.#take(event);
    return true;
  }

  /** @param {import("../stream.js").RunEvent} event of type `finished` */
  finished(event) {
    if (this.#asked) this.#take(event);
  }

  /** Nothing more comes, whether the run has finished or not. */
  close() {
    if (this.#asked) this.#take({type: "end"});
  }

  /** Shows what the author has stored of other machines, where nothing ran yet. */
  async showStored() {
    const run = this.#run;
    const lab = await this.#make();
    if (run !== this.#run || this.#asked || !lab) return false;
    lab.showStored();
    this.element.replaceChildren(lab.element);
    return true;
  }

  #take(event) {
    if (this.#lab) return this.#lab.show(event);
    this.#waiting.push(event);
    if (!this.#asked) this.#bring();
    this.#asked = true;
  }

  async #bring() {
    const run = this.#run;
    const lab = await this.#make();
    if (run !== this.#run) return;
    if (!lab) return this.element.replaceChildren(h("p", {class: "lab"}, "The result could not be drawn."));
    this.#lab = lab;
    this.element.replaceChildren(lab.element);
    for (const event of this.#waiting.splice(0)) lab.show(event);
  }

  #load() {
    return Promise.all([import("../labs/lab.js"), import("../labs/stored.js")]);
  }

  async #make() {
    try {
      const [{Lab}, {storedRuns}] = await this.#load();
      return new Lab(this.#host, storedRuns(this.#host.figure));
    } catch (error) {
      console.warn("No laboratory for", this.#host.id, error);
      return null;
    }
  }
}
