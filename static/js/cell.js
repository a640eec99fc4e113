/** A cell the reader can edit and run. */

import {announce} from "./announce.js";
import {post} from "./api.js";
import {CellText} from "./cell-text.js";
import {copy} from "./clipboard.js";
import {counted, h} from "./dom.js";
import {Output} from "./output/output.js";
import {verdict} from "./output/verdict.js";
import {duration} from "./output/time.js";
import {run} from "./run.js";
import {Toolbar} from "./toolbar.js";

/** How long Stop waits for the server's word before the page stops listening by itself. */
const STOP_PATIENCE_MS = 4000;

/**
 * Dispatched on the cell's figure when its own code is done.
 *
 * @typedef {CustomEvent<{outcome: string}>} FinishedEvent type `cell-finished`
 */

/** One runnable figure of the page. */
export class Cell {
  /** Brings the editor; replaced by whoever mounts it. @type {() => Promise<import("./editor.js").Editor|null>} */
  mount = async () => null;
  #session;
  #text;
  #editor = null;
  #toolbar;
  #output;
  #problems = [];
  #abort = null;
  #running = false;
  #stopping = false;
  #gate = null;
  #settle = null;

  /**
   * @param {HTMLElement} figure as the book renders it
   * @param {import("./session.js").Session} session
   */
  constructor(figure, session) {
    const {cell, kind = "run", needs = "", timeout} = figure.dataset;
    /** @readonly */
    this.figure = figure;
    /** @readonly */
    this.id = cell;
    /** @readonly */
    this.needs = needs.split(/\s+/).filter(Boolean);
    /** @readonly whether it runs in the chapter's session, and leaves there what it declares */
    this.inSession = kind !== "program";
    /** @readonly seconds */
    this.limit = parseFloat(timeout) || 10;
    /** @readonly */
    this.readonly = "readonly" in figure.dataset;
    /** @readonly the server's listing, whose place an editor may take */
    this.listing = figure.querySelector(":scope > pre.listing");
    this.#session = session;
    const author = this.listing.textContent.replace(/\n$/, "");
    this.#text = new CellText(session.chapter, cell, author, !this.readonly);
    this.#output = new Output({
      id: cell,
      exercise: kind === "exercise",
      jump: (id, line) => session.cell(id)?.jump(line),
      input: (input) => this.#send("/api/input", input),
      stop: () => this.stop(),
    });
    this.#toolbar = new Toolbar(figure.querySelector(":scope > figcaption"), cell, kind, {
      run: () => this.run(),
      stop: () => this.stop(),
      skip: () => this.#skip(),
      reset: () => this.reset(),
      copy: () => this.#copy(),
    });
    this.#place();
    session.add(this);
  }

  #place() {
    // Hidden lines that come after the listing belong to the code; hints and solutions do not.
    let code = this.listing;
    while (code.nextElementSibling?.matches(".hidden-lines")) code = code.nextElementSibling;
    code.after(this.#toolbar.bar, this.#output.element);
    this.figure.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.defaultPrevented) return;
      event.preventDefault();
      this.run();
    });
    this.figure.classList.add("live");
    this.#toolbar.edited(this.edited);
    if (this.edited) this.#list(this.text);
    if (this.#text.outdated) {
      this.#output.say("info", "The author has changed this cell since you edited it. Your edit is kept; Reset shows the new text.");
    }
  }

  /** @returns {string} the text as it stands */
  get text() {
    return this.#text.now;
  }

  /** @returns {boolean} whether the text is not the author's */
  get edited() {
    return this.#text.edited;
  }

  /** @param {string} text the reader's */
  changeText(text) {
    this.#text.change(text);
    this.#toolbar.edited(this.edited);
    this.showRan();
  }

  /** Returns to the author's text. */
  reset() {
    const {author} = this.#text;
    if (this.#editor) this.#editor.replace(author);
    else this.#list(author);
    this.changeText(author);
    this.#editor?.problems([]);
    announce(`${this.id} is back to the author's text.`);
    this.#toolbar.focus();
  }

  #list(text) {
    this.listing.querySelector("code").textContent = text + "\n";
  }

  async #copy() {
    const done = await copy(this.text);
    announce(done ? "Copied." : "The browser did not allow the copy.");
    return done;
  }

  /** @param {import("./editor.js").Editor} editor that now shows the text */
  use(editor) {
    this.#editor = editor;
    editor.problems(this.#problems);
  }

  /** @param {number} line 1-based; brings it into view and puts the cursor there */
  async jump(line) {
    const editor = await this.mount();
    if (editor) editor.jump(line);
    else this.figure.scrollIntoView({block: "nearest"});
  }

  /**
   * Holds Run back until {@link release}.
   *
   * @param {() => void} show shows what has to be done first
   */
  hold(show) {
    this.#gate = show;
    this.#toolbar.gate(true);
  }

  /** Offers Run. */
  release() {
    this.#gate = null;
    this.#toolbar.gate(false);
  }

  /** Puts the focus on Run. */
  focusRun() {
    this.#toolbar.focus();
  }

  #skip() {
    this.release();
    this.focusRun();
  }

  /** @returns {Promise<string>} the outcome, once the cell's own code is done; `failed` if it never ran */
  run() {
    if (this.#gate) {
      this.#gate();
      return Promise.resolve("failed");
    }
    if (this.#running) return Promise.resolve("failed");
    this.#abort?.abort();
    const abort = (this.#abort = new AbortController());
    this.#stopping = false;
    this.#clear();
    this.#show(true);
    this.#toolbar.status.running();
    const settled = new Promise((resolve) => (this.#settle = resolve));
    run(this.#session, this, abort.signal).finally(() => {
      if (this.#abort !== abort) return;
      this.#abort = null;
      this.#output.close();
      if (this.#running) this.#end("failed");
    });
    return settled;
  }

  /** Asks the server to end the run and every thread it left behind. */
  async stop() {
    const abort = this.#abort;
    this.#stopping = true;
    if (this.#running) this.#toolbar.status.wait("stopping");
    this.#send("/api/stop", {});
    await new Promise((resolve) => setTimeout(resolve, STOP_PATIENCE_MS));
    if (this.#abort !== abort || !this.#running) return;
    this.#toolbar.status.ended({tone: "warn", icon: "stop", text: "no word from the server: stopped listening"});
    abort.abort();
  }

  /** The page is left: nobody will read what comes. */
  leave() {
    this.#text.keep();
    if (this.#running) this.#toolbar.status.ended({tone: "warn", icon: "stop", text: "stopped: the page was left"});
    this.#abort?.abort();
  }

  /**
   * Takes an event of its run.
   *
   * @param {import("./stream.js").RunEvent} event
   */
  accept(event) {
    const {status} = this.#toolbar;
    if (event.type === "queued" && event.ahead > 0) return status.wait(`queued, ${event.ahead} ahead`);
    if (status.waiting && event.type !== "heartbeat" && this.#running && !this.#stopping) status.running();
    if (event.type === "problem" && typeof event.start === "number") {
      this.#problems.push(event);
      this.#editor?.problems(this.#problems);
    }
    this.#output.show(event);
    if (event.type === "finished") this.#finished(event);
  }

  #finished(event) {
    const said = verdict(event, this.#output, this.limit);
    this.#toolbar.status.ended(said, event.cpuNanos ? `${duration(event.cpuNanos)} of processor time` : "");
    const lines = this.#output.count > 0 ? ` ${counted(this.#output.count, "line")} of output.` : "";
    announce(`${this.id}: ${said.text}.${lines}`);
    this.#end(event.outcome);
    this.figure.dispatchEvent(new CustomEvent("cell-finished", {bubbles: true, detail: {outcome: event.outcome}}));
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
    this.#editor?.problems([]);
    this.#output.clear();
  }

  /** @param {Cell} other needs this cell, so it runs first */
  beginFor(other) {
    this.#clear();
    this.#toolbar.status.running(`for ${other.id}`);
  }

  /**
   * @param {Cell} other
   * @param {boolean} whole whether it ran to its end
   */
  endFor(other, whole) {
    this.#output.close();
    this.#toolbar.status.ended(
      whole
        ? {tone: "good", icon: "done", text: `done, for ${other.id}`}
        : {tone: "wrong", icon: "wrong", text: "did not run to its end"},
    );
  }

  /** Shows whether what its text declares is in the session. */
  showRan() {
    this.#toolbar.ran(this.#session.hasRun(this));
  }

  /**
   * @param {string} reason
   * @param {Cell[]} above cells that had run, to run again
   */
  sayRestarted(reason, above) {
    const why = reason ? ` ${reason.replace(/[^.!?]$/, "$&.")}` : "";
    if (above.length === 0) return this.#output.say("warn", `The session was restarted.${why}`);
    const again = h("button", {type: "button", class: "button small"}, `Run the ${above.length === 1 ? "cell" : "cells"} above again`);
    again.addEventListener("click", async () => {
      again.disabled = true;
      for (const cell of above) if ((await cell.run()) !== "completed") break;
      again.closest(".say")?.remove();
      this.focusRun();
    });
    this.#output.say("warn", `The session was restarted.${why} What the cells above declared is gone.`, again);
  }

  /**
   * @param {string} sentence
   * @param {boolean} finished whether the cell's own code was done by then
   */
  sayFailed(sentence, finished) {
    const again = h("button", {type: "button", class: "button small", onclick: () => this.run()}, "Run again");
    this.#output.say("wrong", sentence, again);
    if (!finished) this.#toolbar.status.ended({tone: "wrong", icon: "wrong", text: "no result"});
    announce(sentence);
  }

  #send(path, body) {
    post(path, {chapter: this.#session.chapter, cell: this.id, ...body}).catch((error) =>
      this.#output.say("wrong", error.message),
    );
  }
}
