/** The live picture: an axis that stays, rows that scroll, and the strip of the cores below. */

import {h} from "../dom.js";
import {drawBody, drawLabels} from "./draw-body.js";
import {AXIS, drawAxis, drawCores, STRIP} from "./draw-scale.js";
import {place, rowsOf} from "./layout.js";
import {patterns} from "./patterns.js";
import {BAR} from "./states.js";
import {s} from "./svg.js";
import {exactly} from "./ticks.js";

/** Rows drawn above and below those in sight, in pixels. */
const MARGIN = 200;

/** Draws a model as it is looked at. */
export class Picture {
  /** @readonly */
  element;
  /** @readonly the axis, which takes keys and wheels of its own */
  axis = s("svg", {class: "tl-axis", tabindex: 0, role: "slider", "aria-label": "Time shown", "aria-valuemin": 0, "aria-valuemax": 100, "aria-valuenow": 0});
  /** @readonly */
  body = s("svg", {class: "tl-body", role: "group"});
  /** @readonly */
  strip = s("svg", {class: "tl-strip", "aria-hidden": "true"});
  /** @readonly the place that has the keyboard's focus */
  cursor = s("rect", {class: "tl-cursor", role: "img", tabindex: 0, "aria-label": "Spans of the threads", rx: 2});
  /** @readonly */
  scroller;
  /** @type {import("./layout.js").Row[]} */
  rows = [];
  /** @type {import("./layout.js").Place} */
  place;
  /** Arrows that are too many to be shown. */
  hidden = 0;
  #model;
  #items;
  #view;
  #prefix;
  #layer = s("g");
  #labels = s("g");
  #labelled = "";
  #glow = s("rect", {class: "tl-glow", rx: 2});
  #clip = s("rect", {y: 0});
  #needle = s("path", {class: "tl-needle"});

  /**
   * @param {import("./model.js").Model} model
   * @param {(import("./model.js").Lane|import("./groups.js").Group)[]} items
   * @param {import("./view.js").View} view
   * @param {{label: string, prefix: string}} names
   */
  constructor(model, items, view, {label, prefix}) {
    this.#model = model;
    this.#items = items;
    this.#view = view;
    this.#prefix = prefix;
    this.body.setAttribute("aria-label", label);
    const defs = patterns(prefix);
    defs.append(s("clipPath", {id: `${prefix}-time`}, this.#clip));
    this.body.append(defs, this.#layer, this.#labels, this.#needle, this.#glow, this.cursor);
    this.scroller = h("div", {class: "tl-scroll"}, this.body);
    this.element = h("div", {class: "tl-picture"}, this.axis, this.scroller, this.strip);
    this.strip.toggleAttribute("hidden", model.cores.length === 0);
    this.place = place(720, view, []);
  }

  /** @returns {string[]} what is written beside the rows */
  get labels() {
    return [...this.#items.map(({name, lanes}) => (lanes ? `${name}   ` : name)), ...this.#model.locks.map(({name}) => name)];
  }

  /**
   * @param {import("./model.js").Lane|null} hot
   * @param {boolean} all whether rows out of sight are drawn, too
   */
  draw(hot, all) {
    const width = this.scroller.clientWidth || 720;
    this.place = place(width, this.#view, this.labels);
    const {rows, height} = rowsOf(this.#items, this.#model.locks, this.place.narrow);
    this.rows = rows;
    size(this.body, width, height);
    size(this.axis, width, AXIS);
    size(this.strip, width, STRIP);
    const {left, right, view} = this.place;
    for (const [name, value] of Object.entries({x: left, width: Math.max(1, right - left), height})) this.#clip.setAttribute(name, value);
    const {scrollTop, clientHeight} = this.scroller;
    const inSight = ({top, height: tall}) =>
      all || (top + tall > scrollTop - MARGIN && top < scrollTop + clientHeight + MARGIN);
    const model = this.#model;
    const scene = {model, rows, height, place: this.place, prefix: this.#prefix, hot};
    const {nodes, hidden} = drawBody(scene, inSight);
    this.hidden = hidden;
    this.#layer.replaceChildren(...nodes);
    this.#label(scene, inSight, [width, height, all || Math.round(scrollTop / MARGIN)].join());
    this.axis.replaceChildren(...drawAxis(this.place, model.pauses));
    this.axis.setAttribute("aria-valuenow", String(Math.round((view.from / model.nanos) * 100)));
    this.axis.setAttribute("aria-valuetext", `${exactly(view.from)} to ${exactly(view.to)} of ${exactly(model.nanos)}`);
    this.strip.replaceChildren(...drawCores(this.place, model));
  }

  /** Names are drawn anew only when they have moved, so that the focus stays on a group's button. */
  #label(scene, inSight, state) {
    if (state === this.#labelled) return;
    this.#labelled = state;
    const focused = document.activeElement?.closest(".tl-fold");
    const key = this.#labels.contains(focused) ? focused.dataset.key : null;
    this.#labels.replaceChildren(...drawLabels(scene, inSight));
    const again = [...this.#labels.querySelectorAll(".tl-fold")].find(({dataset}) => dataset.key === key);
    again?.focus({preventScroll: true});
  }

  /**
   * @param {import("./layout.js").Row|null} row
   * @param {{from: number, to: number}} [item]
   */
  glow(row, item) {
    frame(this.#glow, this.place, row, item);
  }

  /**
   * @param {import("./layout.js").Row|null} row
   * @param {{from: number, to: number}} [item]
   */
  point(row, item) {
    frame(this.cursor, this.place, row, item);
  }

  /** @param {number|null} x where the pointer is, to compare the lanes at one time */
  needle(x) {
    const {left, right} = this.place;
    const shown = x !== null && x >= left && x <= right;
    this.#needle.setAttribute("d", shown ? `M${Math.round(x) + 0.5} 0V${this.body.getAttribute("height")}` : "");
  }
}

function size(svg, width, height) {
  svg.setAttribute("width", width);
  svg.setAttribute("height", height);
  svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
}

/** Frames what is in view of an item; without an item, the row. */
function frame(rect, {x, left, right}, row, item) {
  const start = item ? Math.max(left, Math.min(right - 3, x(item.from))) : left;
  const end = item ? Math.min(right, Math.max(start + 3, x(item.to))) : right;
  const tall = row?.group ? row.height - 8 : BAR + 4;
  const box = row ? {x: start - 1, y: row.bar - 2, width: Math.max(3, end - start + 2), height: tall} : {x: left, y: 4, width: 0, height: 0};
  for (const [name, value] of Object.entries(box)) rect.setAttribute(name, String(Math.round(value * 10) / 10));
}
