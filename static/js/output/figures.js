/** What is drawn of a run besides its lines: laboratories' results, deadlocks, what is stuck, its timeline, its processes. */

import {counted, h} from "../dom.js";
import {ProcessTree} from "../processes/tree.js";
import {deadlockFigure} from "../verdicts/deadlock.js";
import {stuckFigure} from "../verdicts/stuck.js";
import {Laboratory} from "./laboratory.js";

/** A flood of marks tells nothing more than these. */
const MARKS = 5000;

/** More circles than these are told in sentences only: a picture of each would bury the rest. */
const CIRCLES = 2;

/** The words of a mark, as far as anyone reads them. */
const CHARS = 80;

/** The figures of one cell's run. */
export class Figures {
  /** @readonly */
  element = h("div", {class: "figures"});
  #host;
  /** @type {import("./threads.js").Threads} */
  #threads;
  #marks = [];
  #run = 0;
  #tree = null;
  /** @type {import("../stream.js").RunEvent[]} */
  #told = [];
  #cores = 0;
  #awaited = false;
  #deadlocks = new Map();
  #laboratory;
  #verdicts = h("div");
  #timeline = h("div");
  #processes = h("div");
  #comparison = h("div");
  /** @type {Map<number, HTMLElement>} timelines of the runs before, by their number of cores */
  #earlier = new Map();

  /** @param {import("./output.js").Host} host */
  constructor(host) {
    this.#host = host;
    this.#laboratory = new Laboratory(host);
    this.element.append(this.#laboratory.element, this.#verdicts, this.#timeline, this.#processes, this.#comparison);
  }

  /** @param {import("./threads.js").Threads} threads of the run that begins */
  clear(threads) {
    this.#threads = threads;
    this.#keepTimeline();
    this.#run++;
    this.#marks = [];
    this.#told = [];
    this.#cores = 0;
    this.#awaited = false;
    this.close();
    this.#tree = null;
    this.#deadlocks.clear();
    this.#host.spot(this.#host.id, 0);
    for (const part of this.element.children) part.replaceChildren();
    this.#laboratory.clear();
  }

  /** @returns {import("./finding.js").Finding|null} what a laboratory has found so far */
  get finding() {
    return this.#laboratory.finding;
  }

  /** @returns {Promise<boolean>} whether there is anything to see before a run */
  async beforeRun() {
    return this.#host.figure.querySelector(":scope > script[data-stored]") !== null && (await this.#laboratory.showStored());
  }

  /** @returns {number} deadlocks told so far */
  get circles() {
    return this.#deadlocks.size;
  }

  /** Nothing more comes. */
  close() {
    this.#tree?.close();
    this.#laboratory.close();
    if (this.#awaited) this.#timeline.replaceChildren();
    this.#awaited = false;
  }

  /** A run begins. */
  begin() {
    this.#laboratory.expect();
  }

  /** A timeline will come when the run is done. */
  await() {
    this.#awaited = true;
    // Whoever draws is told of a failure; who only expects is not.
    this.#load().catch(() => {});
  }

  /**
   * The run is done, and an awaited timeline is being made.
   *
   * @param {import("../stream.js").RunEvent} event of type `finished`
   * @returns {boolean} whether the reader is told so
   */
  finished(event) {
    const {cores, outcome} = event;
    this.#laboratory.finished(event);
    this.#cores = cores ?? 0;
    if (!this.#awaited || outcome === "rejected" || this.#timeline.hasChildNodes()) return false;
    this.#timeline.replaceChildren(noTimeline([], "being drawn …"));
    return true;
  }

  /**
   * Remembers who printed or threw when, for the marks of a timeline.
   *
   * @param {import("../stream.js").RunEvent} event
   */
  heard({type, stream, thread, threadId, text, nanos, exception}) {
    if (this.#marks.length === MARKS) return;
    const threw = type === "threw";
    if (!threw && String(text ?? "").trim() === "") return;
    this.#marks.push({
      threadId: threadId ?? 0,
      thread: thread ?? "",
      what: threw ? "threw" : stream === "err" ? "err" : "out",
      at: nanos ?? null,
      text: (threw ? String(exception ?? "an exception").replace(/^.*\./, "") : String(text).trim()).slice(0, CHARS),
    });
  }

  /**
   * @param {import("../stream.js").RunEvent} event
   * @returns {boolean} whether it is drawn here
   */
  show(event) {
    const threadOf = (id, name) => this.#threads.known(id, name);
    switch (event.type) {
      case "timeline":
        this.#awaited = false;
        this.#draw(event, threadOf);
        return true;
      case "deadlock":
        this.#told.push(event);
        this.#showDeadlock(event, threadOf);
        return true;
      case "stuck":
        this.#told.push(event);
        this.#verdicts.append(stuckFigure(event, threadOf, this.#host));
        return true;
      case "process-started":
        this.#processesOf().started(event);
        return true;
      case "process-ended":
        this.#processesOf().ended(event);
        return true;
      default:
        return this.#laboratory.show(event);
    }
  }

  /** A circle that has become hopeless is told again, and drawn in place of the first. */
  #showDeadlock(event, threadOf) {
    const key = (event.cycle ?? []).map(({threadId}) => threadId).sort().join(" ");
    const drawn = [...this.#deadlocks.keys()].indexOf(key);
    const figure = deadlockFigure(event, threadOf, this.#host, (drawn < 0 ? this.#deadlocks.size : drawn) < CIRCLES);
    const before = this.#deadlocks.get(key);
    if (before) before.replaceWith(figure);
    else this.#verdicts.append(figure);
    this.#deadlocks.set(key, figure);
  }

  #processesOf() {
    if (!this.#tree) {
      this.#tree = new ProcessTree(this.#host.id);
      this.#processes.append(this.#tree.element);
    }
    return this.#tree;
  }

  /** Most runs draw no timeline, so its modules come only when one does, or is expected. */
  #load() {
    return Promise.all([import("../timeline/timeline.js"), import("../timeline/model.js")]);
  }

  async #draw(event, threadOf) {
    const run = this.#run;
    try {
      const [{Timeline}, {modelOf}] = await this.#load();
      if (run !== this.#run) return;
      const known = {id: this.#host.id, threadOf, said: this.#marks, verdicts: this.#told, cores: this.#cores};
      const model = modelOf(event, known);
      this.#timeline.replaceChildren(model.lanes.length > 0 ? new Timeline(model, this.#host).element : noTimeline(model.notes));
    } catch (error) {
      console.warn("No timeline for", this.#host.id, error);
      if (run === this.#run) this.#timeline.replaceChildren(noTimeline(["The timeline could not be drawn."]));
    }
  }

  /**
   * Shows, when a run is done, how it compares with runs on other numbers of cores, and their timelines.
   *
   * @param {HTMLElement|null} block null where the runs before were of another text
   */
  compare(block) {
    if (!block) return this.#earlier.clear();
    this.#earlier.delete(this.#cores);
    const timelines = [...this.#earlier].map(([cores, timeline]) =>
      h("details", {class: "comparison-earlier", open: true}, h("summary", {}, `The timeline on ${counted(cores, "core")}`), timeline),
    );
    this.#comparison.replaceChildren(block, ...timelines);
  }

  #keepTimeline() {
    const timeline = this.#timeline.querySelector(".timeline:has(.tl-picture)");
    if (!timeline || this.#cores === 0) return;
    timeline.setAttribute("aria-label", `Timeline of ${this.#host.id} on ${counted(this.#cores, "core")}`);
    this.#earlier.set(this.#cores, timeline);
  }
}

/** What stands in the place of a timeline that is not there, or not yet. */
function noTimeline(sentences, state = "not drawn") {
  return h(
    "section",
    {class: "timeline"},
    h("p", {class: "tl-heading"}, "Timeline", h("span", {}, state)),
    ...sentences.map((sentence) => h("p", {class: "tl-note"}, sentence)),
  );
}
