/** The timeline as a table: for screen readers, for reading exact times, for copying. */

import {copy} from "../clipboard.js";
import {counted, h} from "../dom.js";
import {STATES} from "./states.js";
import {exactly} from "./ticks.js";

/** A table of more rows is slow to lay out; a copy has them all. */
const ROWS = 1000;

const HEADS = ["thread", "state", "from", "for", "on", "held by", "at"];

/** @typedef {{name: string, state: string, from: number, to: number, on: string, heldBy: string, cell: string, line: number, place: string}} Fact */

/**
 * @param {import("./model.js").Model} model
 * @returns {Fact[]}
 */
function facts({lanes, locks, pauses}) {
  return [
    ...lanes.flatMap(({name, spans}) => spans.map((span) => ({...span, name, state: STATES[span.state].word}))),
    ...locks.flatMap(({holdings}) => holdings.map((held) => ({...held, state: "holds", on: held.lock, heldBy: ""}))),
    ...pauses.map(({from, to, what}) => ({name: "all", state: what, from, to, on: "", heldBy: "", cell: "", line: 0, place: ""})),
  ];
}

/**
 * @param {import("./model.js").Model} model
 * @param {string} id the cell's
 * @param {(cell: string, line: number) => void} jump
 * @returns {HTMLElement} a closed `details`, whose table is made when it is opened
 */
export function timelineTable(model, id, jump) {
  const details = h("details", {class: "tl-details"}, h("summary", {}, "As a table"));
  details.addEventListener(
    "toggle",
    () => {
      const all = facts(model);
      details.append(copyButton(all), tableOf(all.slice(0, ROWS), id, jump));
      if (all.length > ROWS) details.append(h("p", {}, `${counted(all.length - ROWS, "more row")} in the copy.`));
    },
    {once: true},
  );
  return details;
}

function tableOf(rows, id, jump) {
  return h(
    "div",
    {class: "tl-table", tabindex: "0", role: "region", "aria-label": `Table of the timeline of ${id}`},
    h(
      "table",
      {},
      h("thead", {}, h("tr", {}, ...HEADS.map((head) => h("th", {scope: "col"}, head)))),
      h("tbody", {}, ...rows.map((fact) => row(fact, id, jump))),
    ),
  );
}

function row({name, state, from, to, on, heldBy, cell, line, place}, id, jump) {
  const at = line > 0 ? h("button", {type: "button", class: "jump", onclick: () => jump(cell || id, line)}, place) : "";
  return h(
    "tr",
    {},
    h("th", {scope: "row"}, name),
    h("td", {}, state),
    h("td", {class: "number"}, exactly(from)),
    h("td", {class: "number"}, exactly(to - from)),
    h("td", {}, on),
    h("td", {}, heldBy),
    h("td", {}, at),
  );
}

function copyButton(all) {
  const button = h("button", {type: "button", class: "button small"}, "Copy the table");
  button.addEventListener("click", async () => {
    const lines = all.map(({name, state, from, to, on, heldBy, place}) =>
      [name, state, exactly(from), exactly(to - from), on, heldBy, place].join("\t"),
    );
    button.textContent = (await copy([HEADS.join("\t"), ...lines].join("\n"))) ? "Copied" : "Not copied";
    setTimeout(() => (button.textContent = "Copy the table"), 1600);
  });
  return button;
}
