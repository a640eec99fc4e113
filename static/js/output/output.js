/** The panel under a cell: hands each event of a run to the one function that draws it. */

import {h} from "../dom.js";
import {displayBlock, noteBlock, problemBlock, ruleBlock, valueBlock} from "./blocks.js";
import {Figures} from "./figures.js";
import {Follow} from "./follow.js";
import {inputLine} from "./input.js";
import {lingeringChip} from "./lingering.js";
import {Lines} from "./lines.js";
import {Plain} from "./plain.js";
import {LANES, READER, Threads} from "./threads.js";
import {threwBlock} from "./threw.js";
import {chosenView, viewSwitch} from "./views.js";
import {visibleNodes} from "./visible.js";

/**
 * What the panel asks of its cell.
 *
 * @typedef {object} Host
 * @property {string} id
 * @property {boolean} exercise
 * @property {HTMLElement} figure the cell's
 * @property {(cell: string, line: number) => void} jump
 * @property {(input: {text?: string, eof?: boolean}) => void} input
 * @property {() => void} stop
 * @property {(cell: string, line: number) => void} spot lights a line of a cell up; line 0 puts the light out
 * @property {(cell: string) => string|undefined} text of a cell, as it stands
 * @property {() => boolean} edited whether the cell's text is not the author's
 * @property {(schedule: string) => void} replay takes a schedule again
 */

/** One cell's output, from one run to the next. */
export class Output {
  /** @readonly */
  element;
  #host;
  #scroller;
  #lanes = h("div", {class: "lanes", "aria-hidden": "true"});
  #foot = h("div", {class: "output-foot"});
  #figures;
  #switch = null;
  #threads = new Threads();
  #lines;
  #plain;
  #input = null;
  #chip = null;
  #view = chosenView();
  #ended = false;
  #late = false;
  #follow;

  /** @param {Host} host */
  constructor(host) {
    this.#host = host;
    this.#scroller = h("div", {
      class: "scroll",
      tabindex: "0",
      role: "group",
      "aria-label": `Output of ${host.id}`,
    });
    this.#follow = new Follow(this.#scroller);
    this.#figures = new Figures(host);
    this.element = h("div", {class: "output", hidden: true}, this.#scroller, this.#figures.element, this.#foot);
    this.clear();
    this.#figures.beforeRun().then((seen) => seen && (this.element.hidden = false));
  }

  /** @returns {number} errors the compiler told in this run */
  problems = 0;

  /** @returns {boolean} whether the exercise's check has said what is still wrong */
  feedback = false;

  /** @returns {number} lines of this run so far */
  get count() {
    return this.#lines.count;
  }

  /** @returns {number} deadlocks told in this run so far */
  get circles() {
    return this.#figures.circles;
  }

  /** @returns {import("./finding.js").Finding|null} what a laboratory has found in this run */
  get finding() {
    return this.#figures.finding;
  }

  /** Makes the panel ready for a new run. */
  clear() {
    this.#threads = new Threads();
    this.#lines?.abandon();
    this.#lines = new Lines(() => this.#drawn());
    this.#plain = new Plain();
    this.#ended = this.#late = false;
    this.problems = 0;
    this.feedback = false;
    this.#input = this.#chip = null;
    this.#switch?.remove();
    this.#switch = null;
    this.#lanes.replaceChildren();
    this.#figures.clear(this.#threads);
    this.#foot.replaceChildren();
    this.#scroller.replaceChildren(this.#lanes, this.#lines.element, this.#plain.element);
    this.#follow.restart();
    this.element.hidden = true;
    this.#look(chosenView());
  }

  /**
   * Draws one event. Events it does not know are passed over.
   *
   * @param {import("../stream.js").RunEvent} event
   */
  show(event) {
    switch (event.type) {
      case "output":
        return this.#output(event);
      case "value":
        return this.#block(valueBlock(event));
      case "display":
        return this.#block(displayBlock(event));
      case "problem":
        return this.#problem(event);
      case "threw":
        return this.#threw(event);
      case "input-wanted":
        return this.#inputWanted();
      case "finished":
        return this.#finished(event);
      case "still-running":
        return this.#lingering(event);
      case "cut-off":
        return this.say("warn", String(event.reason ?? ""));
    }
    if (this.#figures.show(event)) this.element.hidden = false;
  }

  /**
   * Adds a sentence of ours, outside of what the run said, unless it stands there already.
   *
   * @param {"info"|"warn"|"wrong"|"good"} tone
   * @param {string} sentence
   * @param {...HTMLElement} actions
   */
  say(tone, sentence, ...actions) {
    if (this.#foot.textContent.includes(sentence)) return;
    this.element.hidden = false;
    this.#foot.append(noteBlock(tone, sentence, ...actions));
  }

  /** @param {string} sentence said before, that something else says better now */
  unsay(sentence) {
    for (const said of this.#foot.querySelectorAll(".say > p")) {
      said.textContent = said.textContent.replace(sentence, "").trimStart();
    }
  }

  /** The stream has ended: nobody listens to input or stops threads any more. */
  close() {
    this.#lines.flush();
    this.#input?.remove();
    this.#chip?.remove();
    this.#input = this.#chip = null;
    this.#figures.close();
  }

  /** A run begins. */
  begin() {
    this.#figures.begin();
  }

  /** A timeline will come. */
  awaitTimeline() {
    this.#figures.await();
  }

  /** @param {HTMLElement|null} block shown with the figures of this run; null where nothing is to be compared */
  compare(block) {
    if (block) this.element.hidden = false;
    this.#figures.compare(block);
  }

  #output(event) {
    const {stream, thread, threadId, text, nanos} = event;
    const from = this.#threads.of(threadId, thread);
    this.#figures.heard(event);
    this.#print(from, stream === "err" ? "err" : "out", String(text ?? ""), nanos ?? null);
  }

  #problem(event) {
    if (event.severity !== "warning") this.problems++;
    this.#block(problemBlock(event, () => this.#host.jump(event.cell ?? this.#host.id, event.line)));
  }

  #threw(event) {
    this.#figures.heard(event);
    // A check speaks through AssertionError: its message is for the reader, its stack is not.
    const feedback = this.#host.exercise && /(^|\.)AssertionError$/.test(event.exception) && event.message;
    this.feedback ||= Boolean(feedback);
    if (feedback) this.#block(noteBlock("warn", String(event.message)));
    else this.#block(threwBlock(event, this.#host.id, this.#host.jump));
  }

  #inputWanted() {
    if (this.#input?.isConnected) return;
    this.#input = inputLine(this.#host.id, (input) => {
      if (input.text) this.#print(READER, "in", input.text, null);
      this.#lines.breakLines();
      this.#host.input(input);
    });
    this.element.hidden = false;
    this.#foot.append(this.#input);
  }

  #finished(event) {
    this.#ended = true;
    if (this.#figures.finished(event)) this.element.hidden = false;
    this.#input?.remove();
    this.#lines.flush();
  }

  #lingering(event) {
    const before = this.#chip;
    const focused = before?.contains(document.activeElement);
    this.#chip = lingeringChip(event, this.#host);
    if (!this.#chip) return before?.remove();
    this.element.hidden = false;
    if (before?.isConnected) before.replaceWith(this.#chip);
    else this.#foot.append(this.#chip);
    if (focused) this.#chip.querySelector(".button").focus();
  }

  #print(thread, stream, text, nanos) {
    if (text === "") return;
    this.#markLate();
    this.element.hidden = false;
    this.#lines.add(thread, stream, text, nanos);
    this.#plain.add(text);
  }

  #block(block) {
    this.#markLate();
    this.element.hidden = false;
    this.#lines.block(block);
  }

  #markLate() {
    if (!this.#ended || this.#late) return;
    this.#late = true;
    this.#lines.block(ruleBlock("after the cell ended"));
  }

  #drawn() {
    this.#meetThreads();
    if (this.#view === "plain") this.#plain.draw();
    this.#follow.advance();
  }

  /** Who wrote a line is what this book is about, so it is told also where only one thread did. */
  #meetThreads() {
    if (this.#threads.size === 0) return;
    if (!this.#switch) {
      this.#switch = viewSwitch(this.#host.id, this.#view, (view) => this.#look(view));
      this.element.prepend(this.#switch);
    }
    const wanted = Math.min(this.#threads.size, LANES);
    if (this.#lanes.childElementCount === wanted && this.#threads.size <= LANES) return;
    const threads = [...this.#threads];
    this.#scroller.style.setProperty("--lanes", String(wanted));
    this.#scroller.style.setProperty("--tag", `${Math.max(READER.tag.length, ...threads.map(({tag}) => tag.length))}ch`);
    this.#lanes.replaceChildren(
      ...threads.slice(0, wanted).map((thread, index) => {
        const others = index === LANES - 1 && threads.length > LANES;
        return h(
          "span",
          {class: `lane ${others ? "th-0" : thread.colour}`},
          ...visibleNodes(others ? `${threads.length - LANES + 1} others` : thread.name),
        );
      }),
    );
  }

  #look(view) {
    this.#view = view;
    this.element.dataset.view = view;
    if (view === "plain") this.#plain.draw();
  }
}
