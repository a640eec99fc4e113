/** The figure of a stress test: how often each outcome was seen, here and in runs stored by the author. */

import {counted, h} from "../dom.js";
import {icon} from "../icons.js";
import {visibleNodes} from "../output/visible.js";
import {s} from "../timeline/svg.js";
import {badge, expectation} from "./expectations.js";
import {heading, tool} from "./heading.js";
import {rate, whole} from "./numbers.js";
import {axis} from "./strip.js";
import {logScale, percent} from "./scale.js";
import {stamp} from "./stamp.js";

const BAR = 14;

/** More outcomes than these show nothing more; a file has them all. */
const ROWS = 200;

/** One stress test's outcomes. */
export class OutcomesFigure {
  /** @readonly */
  element;
  #id;
  #rows = [];
  #stored;
  #machine = null;
  #remarks = h("div", {class: "lab-remarks"});
  #head = h("div");
  #body = h("div");
  #foot = h("div");
  #began = false;
  #over = false;
  #save;

  /**
   * @param {string} id the cell's
   * @param {import("./stored.js").Counts[]} stored runs of other machines
   * @param {() => void} save hands the reader the events as a file
   */
  constructor(id, stored, save) {
    this.#id = id;
    this.#stored = stored;
    this.#save = save;
    this.element = h("section", {class: "lab lab-stress", "aria-label": `Outcomes of ${id}`}, this.#head, this.#remarks, this.#body, this.#foot);
  }

  /** @param {import("../stream.js").RunEvent} event of type `outcomes` */
  add({rows = []}) {
    this.#began = true;
    this.#rows = rows.slice(0, ROWS).map(({outcome, count, expect, description}) => ({
      outcome: String(outcome ?? ""),
      count: Math.max(0, Number(count) || 0),
      expect: expectation(expect),
      description: String(description ?? ""),
    }));
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
    const here = {machine: "", counts: new Map(this.#rows.map(({outcome, count}) => [outcome, count])), tries: this.#rows.reduce((sum, {count}) => sum + count, 0)};
    const machines = [...(this.#began ? [here] : []), ...this.#stored];
    const amount = this.#began ? `${counted(here.tries, "try", "tries")}${this.#over ? "" : " so far"}` : "not run here yet";
    const save = this.#began && this.#over && tool("JSON", `file of the outcomes of ${this.#id}`, "Save every event of this result as JSON", this.#save);
    this.#head.replaceChildren(heading("Outcomes", amount, save || null), ...(this.#began ? [this.#verdict(here.tries)] : []));
    this.#body.replaceChildren(this.#table(machines, here.tries));
    this.#foot.replaceChildren(stamp(this.#machine, null));
  }

  #verdict(tries) {
    const seen = (expect) => this.#rows.filter((row) => row.expect === expect && row.count > 0);
    const forbidden = seen("forbidden");
    const all = counted(tries, "try", "tries");
    if (forbidden.length > 0) return line("wrong", "Forbidden: ", [...listed(forbidden), ` in ${all}. Once is enough: the code is wrong.`]);
    const bounded = this.#rows.some(({expect}) => expect === "forbidden");
    const other = [
      ...(seen("interesting").length > 0 ? [" Interesting: ", ...listed(seen("interesting")), "."] : []),
      ...(seen("unknown").length > 0 ? [" Seen, but not declared: ", ...listed(seen("unknown")), "."] : []),
    ];
    if (!this.#over) return line("info", "", ["No forbidden outcome so far.", ...other]);
    const none = bounded
      ? `No forbidden outcome in ${all} on this machine. That proves nothing about the next try, or about another machine.`
      : `Nothing that was seen is forbidden. These are ${all} on this machine; another machine may show others.`;
    return line("info", "", [none, ...other]);
  }

  #table(machines, tries) {
    const outcomes = this.#all(machines);
    const most = Math.max(10, ...machines.flatMap(({counts}) => [...counts.values()]));
    const scale = logScale(1, most);
    const several = machines.length > 1 || !this.#began;
    return h(
      "div",
      {class: "lab-group"},
      h("p", {class: "lab-note"}, "The bars are logarithmic: each mark is ten times the one before it, so that what is rare can be seen."),
      h(
        "table",
        {class: "lab-table lab-outcomes", role: "table", "aria-label": `Outcomes of ${this.#id}, counted`},
        h(
          "thead",
          {role: "rowgroup"},
          h(
            "tr",
            {role: "row"},
            head("outcome"),
            ...machines.map(({machine}, index) => head(machine || (several ? "this machine" : "seen"), "lab-count-head", index === 0 && axis(scale))),
          ),
        ),
        h("tbody", {role: "rowgroup"}, ...outcomes.map((row) => this.#row(row, machines, scale, tries, several))),
      ),
    );
  }

  /** Outcomes that only another machine has seen come last. */
  #all(machines) {
    const known = new Set(this.#rows.map(({outcome}) => outcome));
    const others = new Set(machines.flatMap(({counts}) => [...counts.keys()]).filter((outcome) => !known.has(outcome)));
    return [...this.#rows, ...[...others].map((outcome) => ({outcome, expect: this.#began ? "unknown" : null, description: ""}))];
  }

  #row({outcome, expect, description}, machines, scale, tries, several) {
    return h(
      "tr",
      {role: "row", class: `lab-row-${expect ?? "unknown"}`},
      h(
        "th",
        {scope: "row", role: "rowheader"},
        h("code", {class: "lab-outcome"}, ...visibleNodes(outcome)),
        expect && badge(expect),
        description && h("span", {class: "lab-description"}, ...visibleNodes(description)),
      ),
      ...machines.map((run) => cell(outcome, run, scale, several)),
    );
  }
}

function head(text, look = "", below = false) {
  return h("th", {scope: "col", role: "columnheader", class: look}, ...visibleNodes(text), below);
}

function cell(outcome, {machine, counts, tries}, scale, several) {
  const count = counts.get(outcome) ?? 0;
  const label = several && h("span", {class: "lab-where", "aria-hidden": "true"}, ...visibleNodes(machine || "this machine"));
  if (count === 0) {
    const never = tries > 0 ? `not seen in ${counted(tries, "try", "tries")}: that proves nothing` : "not seen yet";
    return h("td", {role: "cell", class: "lab-count"}, label, h("span", {class: "lab-number"}, "0"), h("span", {class: "lab-rate"}, ` ${never}`));
  }
  return h(
    "td",
    {role: "cell", class: machine ? "lab-count lab-stored" : "lab-count"},
    label,
    h("span", {class: "lab-number"}, whole(count)),
    h("span", {class: "lab-rate"}, ` ${rate(count, tries)}`),
    bar(count, scale),
  );
}

function bar(count, scale) {
  const start = scale.at(1);
  const end = Math.max(scale.at(count), start + 1);
  return s(
    "svg",
    {class: "lab-bar", width: "100%", height: BAR + 4, "aria-hidden": "true"},
    ...scale.ticks.map(({value}) => s("line", {class: "lab-grid", x1: percent(scale.at(value)), x2: percent(scale.at(value)), y1: 0, y2: BAR + 4})),
    s("rect", {class: "lab-bar-fill", x: percent(start), y: 2, width: percent(end - start), height: BAR, rx: 2}),
  );
}

function listed(rows) {
  return rows.flatMap(({outcome, count}, index) => [
    index === 0 ? "" : index === rows.length - 1 ? " and " : ", ",
    h("code", {}, ...visibleNodes(outcome)),
    ` (${counted(count, "time")})`,
  ]);
}

function line(tone, strong, parts) {
  const signs = {wrong: "wrong", info: "done"};
  return h("p", {class: `lab-verdict lab-${tone}`}, icon(signs[tone]), h("strong", {}, strong), ...parts);
}
