/** The timeline of a run: its picture, the words for what is pointed at, its table and its files. */

import {announce} from "../announce.js";
import {counted, h} from "../dom.js";
import {Cursor} from "./cursor.js";
import {download} from "./download.js";
import {svgOf} from "./export-svg.js";
import {traceOf} from "./export-trace.js";
import {gestures} from "./gestures.js";
import {grouped} from "./groups.js";
import {HINT, keys} from "./keys.js";
import {rowsOf} from "./layout.js";
import {legend} from "./legend.js";
import {Picture} from "./picture.js";
import {probe, wordsFor} from "./probe.js";
import {timelineTable} from "./table.js";
import {quietEnd} from "./quiet.js";
import {exactly} from "./ticks.js";
import {head} from "./tools.js";
import {View} from "./view.js";

let pictures = 0;

/**
 * What a timeline asks of its cell.
 *
 * @typedef {object} Host
 * @property {string} id
 * @property {(cell: string, line: number) => void} jump
 * @property {(cell: string, line: number) => void} spot lights a line up; line 0 puts the light out
 */

/** One run's timeline. */
export class Timeline {
  /** @readonly */
  element;
  #model;
  #host;
  #items;
  #view;
  #picture;
  #cursor = new Cursor();
  #words = h("p", {class: "tl-words"});
  #thicket = h("p", {class: "tl-thicket", hidden: true});
  #hot = null;
  #frame = 0;
  #prefix = `tl-${++pictures}`;
  #title;

  /**
   * @param {import("./model.js").Model} model
   * @param {Host} host
   */
  constructor(model, host) {
    this.#model = model;
    this.#host = host;
    this.#items = grouped(model.lanes);
    this.#view = new View(model.nanos);
    this.#title = `Timeline of ${host.id}: ${counted(model.lanes.length, "thread")}, ${exactly(model.nanos)}`;
    this.#picture = new Picture(model, this.#items, this.#view, {label: this.#title, prefix: this.#prefix});
    this.element = h(
      "section",
      {class: "timeline", "aria-label": `Timeline of ${host.id}`},
      this.#head(),
      legend(model, this.#prefix),
      this.#picture.element,
      this.#words,
      this.#thicket,
      ...this.#beginning(),
      ...model.notes.map((note) => h("p", {class: "tl-note"}, note)),
      h("div", {class: "tl-more"}, timelineTable(model, host.id, host.jump), help()),
    );
    this.#rest();
    this.#listen();
  }

  #head() {
    return head(this.#host.id, this.#model, {
      zoom: (factor) => this.#zoom(factor),
      all: () => this.#all(),
      saveSvg: () => this.#saveSvg(),
      saveTrace: () => this.#saveTrace(),
    });
  }

  /** A run that only waits in the end is shown from its beginning, since all that matters is there. */
  #beginning() {
    const quiet = quietEnd(this.#model);
    if (!quiet) return [];
    this.#view.begin(quiet.shown);
    const all = h("button", {type: "button", class: "jump", onclick: () => this.#all()}, "show the whole run");
    const told = `Nothing changes after ${exactly(quiet.since)}, so the picture opens on what comes before: `;
    return [h("p", {class: "tl-note"}, told, all, ".")];
  }

  #listen() {
    const {element, axis, scroller, body, cursor} = this.#picture;
    gestures(element, {
      zoom: (factor, x) => this.#zoom(factor, this.#picture.place.time(x)),
      pan: (pixels) => this.#pan(pixels),
      hover: (event) => this.#hover(event),
      leave: () => this.#rest(),
      press: (event) => this.#press(event),
      fit: (event) => this.#fit(event),
    });
    keys(cursor, axis, {
      along: (spans) => this.#move(() => this.#cursor.along(this.#picture.rows, spans)),
      across: (lanes) => this.#move(() => this.#cursor.across(this.#picture.rows, lanes)),
      zoom: (factor) => this.#zoom(factor),
      pan: (share) => this.#pan(share * (this.#picture.place.right - this.#picture.place.left)),
      all: () => this.#all(),
      enter: () => this.#enter(),
    });
    cursor.addEventListener("focus", () => this.#move(() => this.#cursor.item ?? this.#cursor.first(this.#picture.rows)));
    this.element.addEventListener("focusout", ({relatedTarget}) => {
      if (!this.element.contains(relatedTarget)) this.#host.spot(this.#host.id, 0);
    });
    body.addEventListener("keydown", (event) => {
      const fold = event.target.closest(".tl-fold");
      if (!fold || (event.key !== "Enter" && event.key !== " ")) return;
      event.preventDefault();
      this.#toggle(fold.dataset.key);
    });
    scroller.addEventListener("scroll", () => this.#draw(), {passive: true});
    new ResizeObserver(() => this.#draw()).observe(scroller);
    const paper = matchMedia("print");
    paper.addEventListener("change", () => this.element.isConnected && this.#drawNow(paper.matches));
  }

  #zoom(factor, at) {
    this.#view.zoom(factor, at ?? this.#middle());
    this.#draw();
  }

  #middle() {
    const {item} = this.#cursor;
    return item && item.from <= this.#view.to && item.to >= this.#view.from
      ? (Math.max(item.from, this.#view.from) + Math.min(item.to, this.#view.to)) / 2
      : undefined;
  }

  #pan(pixels) {
    if (this.#view.whole) return false;
    const {place} = this.#picture;
    this.#view.pan((pixels / (place.right - place.left)) * this.#view.length);
    this.#draw();
    return true;
  }

  #all() {
    this.#view.all();
    this.#draw();
  }

  #hover(event) {
    const found = probe(this.#model, this.#picture, event);
    this.#picture.needle(event.clientX - this.#picture.element.getBoundingClientRect().left);
    if (!found) return this.#rest();
    this.#tell(found);
    this.#picture.glow(found.item ? found.row : null, found.item);
  }

  #press(event) {
    const fold = event.target.closest(".tl-fold");
    if (fold) return this.#toggle(fold.dataset.key);
    const found = probe(this.#model, this.#picture, event);
    if (!found) return this.#rest();
    if (found.item) {
      this.#cursor.put(found.row, found.item);
      this.#picture.cursor.focus({preventScroll: true});
      this.#draw();
    }
    this.#tell(found);
  }

  #fit(event) {
    const {item} = probe(this.#model, this.#picture, event) ?? {};
    if (!item) return;
    this.#view.fit(item.from, item.to);
    this.#draw();
  }

  #move(step) {
    step();
    const row = this.#cursor.row(this.#picture.rows);
    if (!row) return;
    const {item} = this.#cursor;
    if (!row.group) this.#view.reach(item.from, item.to);
    this.#reveal(row);
    const found = wordsFor(row, item);
    this.#picture.cursor.setAttribute("aria-label", found.words);
    announce(found.words);
    this.#tell(found);
    this.#draw();
  }

  /** Scrolls the rows, and never the page, to where the keyboard is. */
  #reveal({top, height}) {
    const {scroller} = this.#picture;
    if (top < scroller.scrollTop) scroller.scrollTop = top - 8;
    const below = top + height - scroller.clientHeight;
    if (below > scroller.scrollTop) scroller.scrollTop = below + 8;
  }

  #enter() {
    const row = this.#cursor.row(this.#picture.rows);
    if (row?.group) return this.#toggle(row.group.key);
    const {cell, line} = this.#cursor.item ?? {};
    if (row && line > 0) this.#host.jump(cell || this.#host.id, line);
  }

  #toggle(key) {
    const group = this.#items.find((item) => item.key === key && item.lanes);
    if (!group) return;
    group.open = !group.open;
    announce(`${group.name} ${group.open ? "unfolded" : "folded"}.`);
    this.#drawNow(false);
  }

  #tell({words, cell, line, place, row}) {
    const jump = line > 0 && h("button", {type: "button", class: "jump", onclick: () => this.#host.jump(cell || this.#host.id, line)}, `Go to ${place}`);
    this.#words.replaceChildren(h("span", {}, `${words}.`), ...(jump ? [" ", jump] : []));
    this.#host.spot(cell || this.#host.id, line ?? 0);
    const lane = row?.lane ?? null;
    if (lane === this.#hot) return;
    this.#hot = lane;
    if (this.#picture.hidden > 0) this.#draw();
  }

  /** Nothing is pointed at: the keyboard's place is told, if it has one. */
  #rest() {
    const row = this.#cursor.row(this.#picture.rows);
    this.#picture.glow(null);
    this.#picture.needle(null);
    if (row && this.#cursor.item) return this.#tell(wordsFor(row, this.#cursor.item));
    this.#host.spot(this.#host.id, 0);
    const idle = `${matchMedia("(hover: none)").matches ? "Tap" : "Point at"} a lane, or use the keyboard, to read what its thread does there.`;
    this.#words.replaceChildren(h("span", {class: "tl-idle"}, idle));
  }

  #draw() {
    this.#frame ||= requestAnimationFrame(() => this.#drawNow(false));
  }

  #drawNow(all) {
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    this.#picture.draw(this.#hot, all);
    this.#picture.glow(null);
    this.#picture.point(this.#cursor.row(this.#picture.rows), this.#cursor.item ?? undefined);
    const {hidden} = this.#picture;
    this.#thicket.hidden = hidden === 0;
    this.#thicket.textContent = `${counted(hidden, "arrow")} not shown, since they would cover the lanes: zoom in, or point at a lane to see its own.`;
  }

  #saveSvg() {
    const {place} = this.#picture;
    const {rows, height} = rowsOf(this.#items, this.#model.locks, place.narrow);
    const scene = {model: this.#model, rows, height, place, prefix: this.#prefix, hot: this.#hot};
    download(`${this.#host.id}-timeline.svg`, "image/svg+xml", svgOf(scene, this.#title, this.element));
  }

  #saveTrace() {
    download(`${this.#host.id}-trace.json`, "application/json", traceOf(this.#model, this.#host.id));
  }
}

function help() {
  return h("details", {class: "tl-details"}, h("summary", {}, "Keys and gestures"), h("p", {}, HINT));
}
