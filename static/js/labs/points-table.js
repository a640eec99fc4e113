/** The rows of a benchmark as a table, with each row's points drawn in a cell of it. */

import {h} from "../dom.js";
import {visibleNodes} from "../output/visible.js";
import {figure} from "./numbers.js";
import {axis, strip} from "./strip.js";
import {traits} from "./measurements.js";

/**
 * @param {import("./measurements.js").Row[]} rows
 * @param {import("./scale.js").Scale} scale
 * @param {string} label
 * @param {boolean} threads whether rows differ in their threads
 * @param {boolean} over whether nothing more comes
 * @returns {HTMLElement}
 */
export function pointsTable(rows, scale, label, threads, over) {
  return h(
    "table",
    {class: "lab-table lab-points-table", role: "table", "aria-label": label},
    h(
      "thead",
      {role: "rowgroup"},
      h("tr", {role: "row"}, head("benchmark"), head("points"), head("mean", "number"), head("lowest to highest", "number")),
      h("tr", {class: "lab-axis-row", "aria-hidden": "true"}, h("td"), h("td", {class: "lab-strip-cell"}, axis(scale)), h("td"), h("td")),
    ),
    h("tbody", {role: "rowgroup"}, ...rows.map((row) => line(row, scale, threads, over))),
  );
}

function head(text, look = "") {
  return h("th", {scope: "col", role: "columnheader", class: look}, text);
}

function line(row, scale, threads, over) {
  const {name, points, mean, low, high, unit, done} = row;
  return h(
    "tr",
    {role: "row", class: done || over ? "" : "lab-live"},
    h(
      "th",
      {scope: "row", role: "rowheader"},
      h("code", {}, ...visibleNodes(name)),
      ...[...traits(row, threads || row.threads > 1), ...(over && !done ? ["not measured to its end"] : [])].map((trait) => h("span", {class: "lab-trait"}, ...visibleNodes(trait))),
    ),
    h("td", {role: "cell", class: "lab-strip-cell"}, h("span", {class: "unseen"}, points.map(figure).join(", ")), strip(row, scale)),
    h("td", {role: "cell", class: "number lab-score"}, h("strong", {}, figure(mean)), h("span", {class: "lab-unit"}, ...visibleNodes(` ${unit}`))),
    h("td", {role: "cell", class: "number lab-span"}, points.length === 1 ? "one point" : `${figure(low)} to ${figure(high)}`),
  );
}
