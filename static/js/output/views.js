/** The switch between the three ways to look at a run's lines. */

import {h} from "../dom.js";
import {load, save} from "../store.js";

/** @typedef {"printed"|"lanes"|"plain"} View */

/** @type {[View, string][]} */
const VIEWS = [
  ["printed", "As printed"],
  ["lanes", "By lane"],
  ["plain", "Plain"],
];

let groups = 0;

/**
 * The view a reader chose last, in any cell.
 *
 * @returns {View}
 */
export function chosenView() {
  const view = load("view");
  return VIEWS.some(([name]) => name === view) ? view : "printed";
}

/**
 * @param {string} cell the cell's id, for the name of the group
 * @param {View} current
 * @param {(view: View) => void} choose
 * @returns {HTMLElement}
 */
export function viewSwitch(cell, current, choose) {
  const group = `view-${++groups}`;
  return h(
    "fieldset",
    {class: "views"},
    h("legend", {class: "unseen"}, `How to show the output of ${cell}`),
    ...VIEWS.map(([name, label]) =>
      h(
        "label",
        {},
        h("input", {
          type: "radio",
          name: group,
          value: name,
          checked: name === current,
          onchange: () => {
            save("view", name);
            choose(name);
          },
        }),
        h("span", {}, label),
      ),
    ),
  );
}
