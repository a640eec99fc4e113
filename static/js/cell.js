/** A cell the reader can edit and run. */

import {announce} from "./announce.js";
import {CellRun} from "./cell-run.js";
import {CellText} from "./cell-text.js";
import {copy} from "./clipboard.js";
import {showText} from "./listing.js";
import {Options} from "./options.js";
import {Output} from "./output/output.js";
import {Toolbar} from "./toolbar.js";

/** One runnable figure of the page. */
export class Cell {
  /**
   * Brings the editor; set by whoever mounts it.
   *
   * @type {() => Promise<import("./editor.js").Editor|null>}
   */
  mount = async () => null;
  #session;
  #text;
  #editor = null;
  #toolbar;
  #output;
  #options;
  #gate = null;
  #replay = null;
  /** @readonly the cell's runs */
  runs;

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
    /** @readonly */
    this.kind = kind;
    /** @readonly whether it runs in the chapter's session, and leaves there what it declares */
    this.inSession = kind === "run" || kind === "exercise";
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
      figure,
      jump: (id, line) => session.cell(id)?.jump(line),
      input: (input) => this.runs.send("/api/input", input),
      stop: () => this.runs.stop(),
      spot: (id, line) => session.cell(id)?.spot(line),
      text: (id) => session.cell(id)?.text,
      edited: () => this.edited,
      replay: (schedule) => this.replay(schedule),
    });
    this.#options = new Options(session.chapter, figure);
    this.#toolbar = new Toolbar(figure.querySelector(":scope > figcaption"), cell, kind, {
      run: () => this.run(),
      stop: () => this.runs.stop(),
      skip: () => this.#skip(),
      reset: () => this.reset(),
      copy: () => this.#copy(),
    });
    this.#toolbar.bar.append(this.#options.element);
    this.runs = new CellRun(this, session, this.#output, this.#toolbar);
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
    if (this.edited) showText(this.listing, this.text);
    if (!this.readonly) this.#text.follow(() => this.#show());
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
    if (text === this.text) return;
    this.#text.change(text);
    this.#toolbar.edited(this.edited);
    this.showRan();
  }

  /** Returns to the author's text. */
  reset() {
    const {author} = this.#text;
    this.changeText(author);
    this.#show();
    this.underline([]);
    announce(`${this.id} is back to the author's text.`);
    this.#toolbar.focus();
  }

  /** Brings what is seen in line with the text. */
  #show() {
    if (this.#editor) this.#editor.replace(this.text);
    else showText(this.listing, this.text);
    this.#toolbar.edited(this.edited);
    this.showRan();
  }

  async #copy() {
    const done = await copy(this.text);
    announce(done ? "Copied." : "The browser did not allow the copy.");
    return done;
  }

  /** @param {import("./editor.js").Editor} editor that now shows the text */
  use(editor) {
    this.#editor = editor;
    editor.problems(this.runs.problems);
  }

  /** @param {import("./stream.js").RunEvent[]} problems to be underlined, in place of any earlier */
  underline(problems) {
    this.#editor?.problems(problems);
  }

  /** @returns {object} the fields that a request of the next run needs besides its text */
  get options() {
    return {...this.#options.request, ...(this.#replay !== null && {replay: this.#replay})};
  }

  /** @param {number} line 1-based, lit up softly where it is in sight; 0 puts the light out */
  spot(line) {
    this.#editor?.spot(line);
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
    if (!this.#gate) return this.runs.start();
    this.#gate();
    return Promise.resolve("failed");
  }

  /**
   * Takes a schedule again, once.
   *
   * @param {string} schedule as the explorer told it
   * @returns {Promise<string>} the outcome, as of {@link run}
   */
  replay(schedule) {
    this.#replay = schedule;
    const outcome = this.run();
    // The request was made before the run first had to wait.
    this.#replay = null;
    return outcome;
  }

  /**
   * Tells the reader something of the cell, until it runs.
   *
   * @param {"info"|"warn"|"wrong"|"good"} tone
   * @param {string} sentence
   * @param {...HTMLElement} actions
   */
  say(tone, sentence, ...actions) {
    this.#output.say(tone, sentence, ...actions);
  }

  /** The page is left: nothing typed may be lost, and nobody will read what comes. */
  leave() {
    this.#text.keep();
    this.runs.leave();
  }

  /** Shows whether what its text declares is in the session. */
  showRan() {
    this.#toolbar.ran(this.#session.hasRun(this));
  }
}
