/** A cell the reader can edit and run: its text, its buttons, its state. */

import {announce} from "./announce.js";
import {post} from "./api.js";
import {copy} from "./clipboard.js";
import {counted, h, unseen} from "./dom.js";
import {loadEdit, saveEdit} from "./edits.js";
import {icon} from "./icons.js";
import {Output} from "./output/output.js";
import {verdict} from "./output/verdict.js";
import {duration} from "./output/time.js";
import {run} from "./run.js";
import {Status} from "./status.js";

/** How long Stop waits for the server's word before the page stops listening by itself. */
const STOP_PATIENCE_MS = 4000;

/**
 * Dispatched on the cell's figure when its own code is done.
 *
 * @typedef {CustomEvent<{outcome: string, edited: boolean}>} FinishedEvent type `cell-finished`
 */

/** One runnable figure of the page. */
export class Cell {
  #session;
  #listing;
  #author;
  #text;
  #editor = null;
  #status = new Status();
  #output;
  #run;
  #stop;
  #skip;
  #reset;
  #marks = h("span", {class: "marks"});
  #ran = h("span", {class: "mark ran", hidden: true, title: "Has run in this session"}, "ran");
  #edited = h("span", {class: "mark edited", hidden: true}, "edited");
  #abort = null;
  #running = false;
  #gate = null;
  #settle = null;
  #saving = 0;

  /**
   * @param {HTMLElement} figure as the book renders it
   * @param {import("./session.js").Session} session
   */
  constructor(figure, session) {
    /** @readonly */
    this.figure = figure;
    /** @readonly */
    this.id = figure.dataset.cell;
    /** @readonly */
    this.kind = figure.dataset.kind ?? "run";
    /** @readonly */
    this.needs = (figure.dataset.needs ?? "").split(/\s+/).filter(Boolean);
    /** @readonly seconds */
    this.limit = parseFloat(figure.dataset.timeout) || 10;
    this.readonly = "readonly" in figure.dataset;
    this.#session = session;
    this.#listing = figure.querySelector(":scope > pre.listing");
    this.#author = this.#listing.textContent.replace(/\n$/, "");
    this.#text = this.#author;
    this.#output = new Output({
      id: this.id,
      exercise: this.kind === "exercise",
      jump: (cell, line) => session.cell(cell)?.jump(line),
      input: (input) => this.#send("/api/input", input),
      stop: () => this.stop(),
    });
    this.#build();
    this.#restore();
    session.add(this);
  }

  /** @returns {string} the text as it stands */
  get text() {
    return this.#text;
  }

  /** @returns {boolean} whether the text is not the author's */
  get edited() {
    return this.#text !== this.#author;
  }

  /** @returns {HTMLElement} the server's listing, which an editor may replace */
  get listing() {
    return this.#listing;
  }

  #build() {
    const {id} = this;
    const named = (word) => [word, unseen(` ${id}`)];
    this.#run = h("button", {type: "button", class: "button run", onclick: () => this.run()});
    this.#stop = h(
      "button",
      {type: "button", class: "button stop", hidden: true, onclick: () => this.stop()},
      icon("stop"),
      ...named("Stop"),
    );
    this.#skip = h(
      "button",
      {type: "button", class: "button quiet small", hidden: true, onclick: () => this.#openGate()},
      ...named("Skip the prediction"),
    );
    this.#reset = h(
      "button",
      {type: "button", class: "button quiet small", hidden: true, onclick: () => this.reset()},
      icon("reset"),
      h("span", {}, "Reset"),
      unseen(` ${id}`),
    );
    const copyButton = h(
      "button",
      {type: "button", class: "button quiet small", onclick: () => this.#copy(copyButton)},
      icon("copy"),
      h("span", {}, "Copy"),
      unseen(` ${id}`),
    );
    this.#labelRun();
    this.#marks.append(this.#edited, this.#ran);
    const head = this.figure.querySelector(":scope > figcaption") ?? h("figcaption", {class: "cell-head"});
    if (this.kind !== "run") head.prepend(h("span", {class: "kind"}, this.kind));
    head.append(this.#marks, h("span", {class: "tools"}, this.#reset, copyButton));
    const bar = h("div", {class: "bar"}, this.#run, this.#stop, this.#skip, this.#status.element);
    // Hidden lines that come after the listing belong to the code; hints and solutions do not.
    let anchor = this.#listing;
    while (anchor.nextElementSibling?.matches(".hidden-lines")) anchor = anchor.nextElementSibling;
    anchor.after(bar, this.#output.element);
    this.figure.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.defaultPrevented) return;
      event.preventDefault();
      this.run();
    });
    this.figure.classList.add("live");
  }

  #labelRun() {
    const word = this.#gate ? "Predict first" : "Run";
    this.#run.classList.toggle("gated", Boolean(this.#gate));
    this.#run.replaceChildren(...(this.#gate ? [] : [icon("run")]), h("span", {}, word), unseen(` ${this.id}`));
    this.#run.title = this.#gate ? "" : "Ctrl+Enter or ⌘+Enter";
    this.#skip.hidden = !this.#gate;
  }

  // The text

  #restore() {
    const edit = loadEdit(this.#session.chapter, this.id);
    if (!edit || edit.text === this.#author || this.readonly) return;
    this.changeText(edit.text, edit.base);
    this.#listing.querySelector("code").textContent = edit.text + "\n";
    if (edit.base !== this.#author) {
      this.#output.say("info", "The author has changed this cell since you edited it. Your edit is kept; Reset shows the new text.");
    }
  }

  /**
   * Takes the reader's text, and remembers it.
   *
   * @param {string} text
   * @param {string} [base] the author's text it started from
   */
  changeText(text, base = this.#author) {
    this.#text = text;
    this.#edited.hidden = this.#reset.hidden = !this.edited;
    clearTimeout(this.#saving);
    const keep = () => saveEdit(this.#session.chapter, this.id, this.edited ? {text, base} : null);
    this.#saving = setTimeout(keep, 250);
    this.keepNow = keep;
  }

  /** Saves what the reader typed a moment ago; for a page about to be left. */
  keepNow() {}

  /** Returns to the author's text. */
  reset() {
    if (this.#editor) this.#editor.replace(this.#author);
    else this.#listing.querySelector("code").textContent = this.#author + "\n";
    this.changeText(this.#author);
    this.#editor?.problems([]);
    announce(`${this.id} is back to the author's text.`);
    this.#run.focus();
  }

  /** @param {import("./editor.js").Editor} editor that now shows the text */
  use(editor) {
    this.#editor = editor;
  }

  /** @param {number} line 1-based; brings it into view and puts the cursor there */
  jump(line) {
    if (this.#editor) this.#editor.jump(line);
    else this.figure.scrollIntoView({block: "nearest"});
  }

  async #copy(button) {
    const done = await copy(this.#text);
    const label = button.querySelector("span");
    label.textContent = done ? "Copied" : "Not copied";
    announce(done ? "Copied." : "The browser did not allow the copy.");
    setTimeout(() => (label.textContent = "Copy"), 1600);
  }

  // The run

  /**
   * Holds Run back until {@link release}.
   *
   * @param {() => void} show shows what has to be done first
   */
  hold(show) {
    this.#gate = show;
    this.#labelRun();
  }

  /** Offers Run. */
  release() {
    this.#gate = null;
    this.#labelRun();
  }

  #openGate() {
    this.release();
    this.figure.dispatchEvent(new CustomEvent("cell-skipped", {bubbles: true}));
    this.#run.focus();
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
    this.#begin();
    this.#status.wait("starting");
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
    if (this.#running) this.#status.wait("stopping");
    this.#send("/api/stop", {});
    await new Promise((resolve) => setTimeout(resolve, STOP_PATIENCE_MS));
    if (this.#abort !== abort || !this.#running) return;
    abort.abort();
    this.#status.ended({tone: "warn", icon: "stop", text: "stopped listening: the server has not answered"});
    this.#end("failed");
  }

  /** The page is left: nobody will read what comes. */
  leave() {
    this.keepNow();
    if (!this.#abort) return;
    this.#abort.abort();
    if (this.#running) this.#status.ended({tone: "warn", icon: "stop", text: "stopped: the page was left"});
  }

  #begin() {
    this.#running = true;
    this.#output.clear();
    this.#editor?.problems([]);
    this.#problems = [];
    this.#buttons();
  }

  #problems = [];

  #end(outcome) {
    this.#running = false;
    this.#buttons();
    this.#settle?.(outcome);
    this.#settle = null;
  }

  #buttons() {
    const hadFocus = document.activeElement === this.#run || document.activeElement === this.#stop;
    this.#run.hidden = this.#running;
    this.#stop.hidden = !this.#running;
    if (hadFocus) (this.#running ? this.#stop : this.#run).focus();
    this.figure.setAttribute("aria-busy", String(this.#running));
  }

  /**
   * Takes an event of its run.
   *
   * @param {import("./stream.js").RunEvent} event
   */
  accept(event) {
    if (event.type === "queued") {
      this.#status.wait(event.ahead > 0 ? `queued, ${event.ahead} ahead` : "queued, next");
      return;
    }
    if (this.#status.element.classList.contains("waiting") && event.type !== "heartbeat" && this.#running) {
      this.#status.running();
    }
    if (event.type === "problem" && typeof event.start === "number") {
      this.#problems.push(event);
      this.#editor?.problems(this.#problems);
    }
    this.#output.show(event);
    if (event.type === "finished") this.#finished(event);
  }

  #finished(event) {
    const said = verdict(event, this.#output.problems, this.limit);
    const cpu = event.cpuNanos ? `${duration(event.cpuNanos)} of processor time` : "";
    this.#status.ended(said, cpu);
    const lines = this.#output.count > 0 ? ` ${counted(this.#output.count, "line")} of output.` : "";
    announce(`${this.id}: ${said.text}.${lines}`);
    this.#end(event.outcome);
    this.figure.dispatchEvent(
      new CustomEvent("cell-finished", {bubbles: true, detail: {outcome: event.outcome, edited: this.edited}}),
    );
  }

  /** @param {Cell} other needs this cell, so it runs first */
  beginFor(other) {
    this.#output.clear();
    this.#problems = [];
    this.#editor?.problems([]);
    this.#status.running(`for ${other.id}`);
  }

  /**
   * @param {Cell} other
   * @param {boolean} whole whether it ran to its end
   */
  endFor(other, whole) {
    this.#output.close();
    this.#status.ended(
      whole
        ? {tone: "good", icon: "done", text: `done, for ${other.id}`}
        : {tone: "wrong", icon: "wrong", text: "did not run to its end"},
    );
  }

  /** @param {boolean} ran whether what it declares is in the session */
  showRan(ran) {
    this.#ran.hidden = !ran;
  }

  /**
   * @param {string} reason
   * @param {Cell[]} above cells that had run, to run again
   */
  sayRestarted(reason, above) {
    const why = reason ? `: ${reason.replace(/\.$/, "")}` : "";
    const again = h(
      "button",
      {
        type: "button",
        class: "button small",
        onclick: async () => {
          again.disabled = true;
          for (const cell of above) if ((await cell.run()) !== "completed") break;
          again.closest(".say")?.remove();
        },
      },
      above.length === 1 ? "Run the cell above again" : "Run the cells above again",
    );
    const lost = above.length > 0 ? " What the cells above declared is gone." : "";
    this.#output.say("warn", `The session was restarted${why}.${lost}`, ...(above.length > 0 ? [again] : []));
  }

  /**
   * @param {string} sentence
   * @param {boolean} finished whether the cell's own code was done by then
   */
  sayFailed(sentence, finished) {
    const again = h("button", {type: "button", class: "button small", onclick: () => this.run()}, "Run again");
    this.#output.say("wrong", sentence, again);
    if (!finished) this.#status.ended({tone: "wrong", icon: "wrong", text: "no result"});
    announce(sentence);
  }

  #send(path, body) {
    post(path, {chapter: this.#session.chapter, cell: this.id, ...body}).catch((error) =>
      this.#output.say("wrong", error.message),
    );
  }
}
