/** The run side of a cell: from the click to the verdict, and what the reader is told on the way. */

import {announce} from "./announce.js";
import {post} from "./api.js";
import {counted, h} from "./dom.js";
import {Comparison} from "./output/comparison.js";
import {countLeft, leftSentence} from "./output/lingering.js";
import {verdict} from "./output/verdict.js";
import {duration} from "./output/time.js";
import {run} from "./run.js";

/** How long Stop waits for the server's word before the page stops listening by itself. */
const STOP_PATIENCE_MS = 4000;

/**
 * Dispatched on the cell's figure when its own code is done.
 *
 * @typedef {CustomEvent<{outcome: string}>} FinishedEvent type `cell-finished`
 */

/** The runs of one cell, of which one at a time is under way. */
export class CellRun {
  #cell;
  #session;
  #output;
  #toolbar;
  #problems = [];
  #abort = null;
  #running = false;
  #stopping = false;
  #taken = false;
  #settle = null;
  #text = "";
  #comparison = new Comparison();

  /**
   * @param {import("./cell.js").Cell} cell
   * @param {import("./session.js").Session} session
   * @param {import("./output/output.js").Output} output
   * @param {import("./toolbar.js").Toolbar} toolbar
   */
  constructor(cell, session, output, toolbar) {
    this.#cell = cell;
    this.#session = session;
    this.#output = output;
    this.#toolbar = toolbar;
  }

  /** @returns {import("./stream.js").RunEvent[]} what the compiler said of the last run */
  get problems() {
    return this.#problems;
  }

  /** @returns {Promise<string>} the outcome, once the cell's own code is done; `failed` if it never ran */
  start() {
    if (this.#running) return Promise.resolve("failed");
    // Threads of an earlier run may still be talking.
    this.#abort?.abort();
    const abort = (this.#abort = new AbortController());
    this.#stopping = this.#taken = false;
    this.#clear();
    this.#show(true);
    this.#session.starting(this.#cell);
    this.#session.leftBehind(this.#cell, countLeft({}));
    this.#text = this.#cell.text;
    this.#output.begin();
    if (this.#cell.options.timeline) this.#output.awaitTimeline();
    this.#toolbar.status.running();
    const settled = new Promise((resolve) => (this.#settle = resolve));
    run(this.#session, this.#cell, abort.signal).finally(() => {
      if (this.#abort !== abort) return;
      this.#abort = null;
      this.#output.close();
      this.#session.leftBehind(this.#cell, countLeft({}));
      if (this.#running) this.#end("failed");
    });
    return settled;
  }

  /** Asks the server to end the run and every thread it left behind. */
  async stop() {
    const abort = this.#abort;
    this.#stopping = true;
    if (this.#running) this.#toolbar.status.wait("stopping");
    this.send("/api/stop", {});
    await new Promise((resolve) => setTimeout(resolve, STOP_PATIENCE_MS));
    if (this.#abort !== abort || !this.#running) return;
    this.#toolbar.status.ended({tone: "warn", icon: "stop", text: "no word from the server: stopped listening"});
    abort.abort();
  }

  /** Another tab runs this cell, of which the session knows one run at a time. */
  takenOver() {
    this.#taken = true;
  }

  /** The page is left: nobody will read what comes. */
  leave() {
    if (this.#running) this.#toolbar.status.ended({tone: "warn", icon: "stop", text: "stopped: the page was left"});
    this.#abort?.abort();
  }

  /**
   * Takes an event of the run.
   *
   * @param {import("./stream.js").RunEvent} event
   */
  accept(event) {
    const {status} = this.#toolbar;
    if (event.type === "queued" && event.ahead > 0) return status.wait(`queued, ${event.ahead} ahead`);
    if (status.waiting && event.type !== "heartbeat" && this.#running && !this.#stopping) status.running();
    if (event.type === "problem" && typeof event.start === "number") {
      this.#problems = [...this.#problems, event];
      this.#cell.underline(this.#problems);
    }
    this.#output.show(event);
    if (event.type === "still-running") this.#session.leftBehind(this.#cell, countLeft(event));
    if (event.type === "finished") this.#finished(event);
  }

  #finished(event) {
    const said = verdict(event, this.#output, this.#cell.limit, this.#cell.kind === "program");
    if (event.outcome === "stopped" && this.#taken) said.text += ": another tab ran this cell";
    said.text += leftSentence(this.#session.leftByOthers(this.#cell));
    if (!event.blockedBy) this.#output.compare(this.#comparison.add(this.#text, event));
    if (said.rest) this.#output.say("info", said.rest);
    // A restart may have given the same reason.
    else if (event.message) this.#output.unsay(event.message);
    this.#toolbar.status.ended(said, event.cpuNanos ? `${duration(event.cpuNanos)} of processor time` : "");
    const lines = this.#output.count > 0 ? ` ${counted(this.#output.count, "line")} of output.` : "";
    announce(`${this.#cell.id}: ${said.text}.${lines}`);
    this.#end(event.outcome);
    if (event.blockedBy) return;
    const detail = {outcome: event.outcome};
    this.#cell.figure.dispatchEvent(new CustomEvent("cell-finished", {bubbles: true, detail}));
  }

  #end(outcome) {
    this.#show(false);
    this.#settle?.(outcome);
    this.#settle = null;
  }

  #show(running) {
    this.#running = running;
    this.#toolbar.running(running);
    this.#output.element.setAttribute("aria-busy", String(running));
  }

  #clear() {
    this.#problems = [];
    this.#cell.underline([]);
    this.#output.clear();
  }

  /** @param {import("./cell.js").Cell} other needs this cell, so it runs first */
  beginFor(other) {
    this.#clear();
    this.#toolbar.status.running(`for ${other.id}`);
  }

  /** @param {import("./cell.js").Cell} other */
  endFor(other) {
    this.#output.close();
    this.#toolbar.status.ended({tone: "good", icon: "done", text: `done, for ${other.id}`});
  }

  /** The stream of another cell's run has ended, which told of this one, too. */
  overFor() {
    if (this.#abort) return;
    this.#output.close();
    this.#session.leftBehind(this.#cell, countLeft({}));
  }

  /** @param {import("./stream.js").RunEvent} [finished] how it ended before it was done, where that is known */
  breakOff(finished) {
    this.#output.close();
    this.#toolbar.status.ended(
      finished
        ? verdict({...finished, message: undefined}, this.#output, this.#cell.limit)
        : {tone: "wrong", icon: "wrong", text: "did not run to its end"},
    );
  }

  /**
   * @param {string} reason a sentence, or nothing
   * @param {import("./cell.js").Cell[]} above cells that had run, to run again
   */
  restarted(reason, above) {
    const why = reason ? `${reason} ` : "";
    if (above.length === 0) return this.#output.say("warn", `${why}The session starts afresh.`);
    const label = `Run the ${above.length === 1 ? "cell" : "cells"} above again`;
    const again = h("button", {type: "button", class: "button small"}, label);
    again.addEventListener("click", async () => {
      again.disabled = true;
      for (const cell of above) if ((await cell.run()) !== "completed") break;
      again.closest(".say")?.remove();
      this.#cell.focusRun();
    });
    this.#output.say("warn", `${why}The session starts afresh: what the cells above declared is gone.`, again);
  }

  /**
   * @param {string} sentence
   * @param {boolean} finished whether the cell's own code was done by then
   */
  failed(sentence, finished) {
    const again = h("button", {type: "button", class: "button small", onclick: () => this.#cell.run()}, "Run again");
    this.#output.say("wrong", sentence, again);
    if (!finished) this.#toolbar.status.ended({tone: "wrong", icon: "wrong", text: "no result"});
    announce(sentence);
  }

  /**
   * @param {string} path
   * @param {object} body what to say besides which cell it is about
   */
  send(path, body) {
    post(path, {chapter: this.#session.chapter, cell: this.#cell.id, ...body}).catch((error) =>
      this.#output.say("wrong", error.message),
    );
  }
}
