/** The figure of a benchmark: every point measured, what it was measured on, and what that says. */

import {counted, h} from "../dom.js";
import {visibleNodes, visibleText} from "../output/visible.js";
import {heading, tool} from "./heading.js";
import {manyThreadCounts, Measurements, moreIsBetter, numericParameter, series, traits} from "./measurements.js";
import {chart} from "./chart.js";
import {pointsTable} from "./points-table.js";
import {scaleOf} from "./scale.js";
import {speedupFigure} from "./speedup.js";
import {speedups} from "./amdahl.js";
import {stamp} from "./stamp.js";

/** What a score of each of JMH's modes is. */
const MODES = {
  avgt: "Time per call",
  thrpt: "Calls per time",
  sample: "Time per call, of sampled calls",
  ss: "Time of one call, from a cold start",
};

/** One run's measurements. */
export class BenchmarkFigure {
  /** @readonly */
  element;
  #id;
  #measured = new Measurements();
  #machine = null;
  #remarks = h("div", {class: "lab-remarks"});
  #head = h("div");
  #body = h("div");
  #foot = h("div");
  #close = false;
  #over = false;
  #save;

  /**
   * @param {string} id the cell's
   * @param {() => void} save hands the reader the events as a file
   */
  constructor(id, save) {
    this.#id = id;
    this.#save = save;
    this.element = h("section", {class: "lab lab-benchmark", "aria-label": `Benchmark of ${id}`}, this.#head, this.#remarks, this.#body, this.#foot);
  }

  /**
   * @param {import("../stream.js").RunEvent} event of type `benchmark`
   * @returns {string} what a later event of the same row has, too
   */
  add(event) {
    return this.#measured.add(event);
  }

  /** @param {import("../stream.js").RunEvent} event of type `machine` */
  on(event) {
    this.#machine = event;
  }

  /** @param {string} sentence */
  remark(sentence) {
    this.#remarks.append(h("p", {}, ...visibleNodes(sentence)));
  }

  /** Nothing more comes. */
  end() {
    this.#over = true;
  }

  /** Shows what is known by now. */
  draw() {
    const {rows, groups} = this.#measured;
    const points = rows.reduce((sum, row) => sum + row.points.length, 0);
    const names = new Set(rows.map(({name}) => name)).size;
    const settings = rows.length > names ? ` in ${counted(rows.length, "setting")}` : "";
    const amount = rows.length === 0 ? "nothing measured yet" : `${counted(names, "benchmark")}${settings}, ${counted(points, "point")}${this.#over ? "" : " so far"}`;
    const save = this.#over && tool("JSON", `file of the benchmark of ${this.#id}`, "Save every event of this result as JSON", this.#save);
    const focused = this.#body.contains(document.activeElement) && document.activeElement.localName;
    this.#head.replaceChildren(heading("Benchmark", amount, save || null));
    this.#body.replaceChildren(...groups.flatMap((group) => this.#group(group, groups.length > 1)));
    if (focused) this.#body.querySelector(focused)?.focus();
    this.#foot.replaceChildren(stamp(this.#machine, this.#over ? this.#measured.quiet : null));
  }

  #group(rows, several) {
    const cores = Number(this.#machine?.cores) || 0;
    const speed = speedups(rows, cores);
    const parameter = speed.length > 0 ? null : numericParameter(rows);
    const pictures = [...speed.map((each, number) => speedupFigure(each, cores, number)), ...(parameter ? [lineChart(rows, parameter)] : [])];
    const table = this.#points(rows, several);
    if (pictures.length === 0) return [table];
    const open = this.#body.querySelector("details.lab-points")?.open ?? false;
    return [...pictures, h("details", {class: "lab-points", open}, h("summary", {}, "Every setting, point by point"), table)];
  }

  #points(rows, several) {
    const all = rows.flatMap(({points}) => points);
    const spread = Math.max(...all) / Math.min(...all);
    // What is compared is compared from 0; noise alone is better seen from near.
    const zero = rows.length > 1 !== this.#close;
    const scale = scaleOf(all, {zero});
    const {mode, unit} = rows[0];
    const better = moreIsBetter(mode) ? "Further right is faster." : "Further left is faster.";
    const title = `${MODES[mode] ?? "Score"}, ${visibleText(unit)}`;
    const near = !scale.log && spread > 1 && h("button", {type: "button", class: "jump", onclick: () => this.#zoom()}, scale.from === 0 ? "Look closer" : "From 0");
    return h(
      "div",
      {class: "lab-group"},
      h("p", {class: "lab-note"}, `${title}. ${better} ${axisWords(scale)} `, near),
      pointsTable(rows, scale, `${several ? `${title}, ` : ""}benchmark of ${this.#id}`, manyThreadCounts(rows), this.#over),
    );
  }

  #zoom() {
    this.#close = !this.#close;
    this.draw();
  }
}

function axisWords({log, from, ticks}) {
  if (log) return "The axis is logarithmic: each power of ten takes the same room.";
  return from === 0 ? "The axis starts at 0." : `The axis starts at ${ticks[0].label}, not at 0.`;
}

/** Scores by a parameter, a line for each of the other traits. */
function lineChart(rows, parameter) {
  const threads = manyThreadCounts(rows);
  const names = new Set(rows.map(({name}) => name));
  const nameOf = (row) => [...(names.size > 1 || row.params.length < 2 ? [row.name] : []), ...traits(row, threads, parameter)].join(", ");
  const lines = series(rows, nameOf, ({params}) => Number(params.find(([key]) => key === parameter)?.[1]));
  const {mode, unit} = rows[0];
  const counts = [...new Set(lines.flatMap(({rows: members}) => members.map(({x}) => x)))];
  const x = scaleOf(counts);
  const y = scaleOf(rows.flatMap(({points}) => points), {zero: true});
  return h(
    "div",
    {class: "lab-group"},
    h(
      "p",
      {class: "lab-note"},
      `${MODES[mode] ?? "Score"} by ${visibleText(parameter)}. ${moreIsBetter(mode) ? "Higher" : "Lower"} is faster. `,
      logWords(x.log, y.log),
    ),
    chart({
      label: `${MODES[mode] ?? "Score"} by ${visibleText(parameter)}, ${counted(lines.length, "line")}; the table below has the numbers`,
      x,
      y,
      xTitle: `${visibleText(parameter)}${x.log ? " (log)" : ""}`,
      yTitle: `${visibleText(unit)}${y.log ? " (log)" : ""}`,
      lines: lines.map(({name, rows: members}, number) => ({
        name: visibleText(name),
        look: "measured",
        number,
        path: members.map(({x: at, row}) => [at, row.mean]),
        dots: members.flatMap(({x: at, row}) => row.points.map((point) => [at, point])),
        ranges: members.map(({x: at, row}) => ({x: at, low: row.low, high: row.high})),
      })),
    }),
  );
}

function logWords(x, y) {
  if (x && y) return "Both axes are logarithmic: a straight line is a power of the parameter.";
  if (x) return "The axis of the parameter is logarithmic.";
  return y ? "The axis of the scores is logarithmic." : "";
}
