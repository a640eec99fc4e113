/** The variables that threads share, above the steps: their values by now, and what has just changed. */

import {h} from "../dom.js";
import {visibleNodes} from "../output/visible.js";

/**
 * @param {string} id the cell's
 * @param {import("./trace.js").Step[]} steps
 * @returns {{element: HTMLElement, show: (step: import("./trace.js").Step|null, at: number) => void}}
 */
export function variables(id, steps) {
  const names = [...(steps.at(-1)?.values.keys() ?? [])];
  const title = h("p", {class: "lab-small-head"});
  const list = h("dl", {class: "lab-values"});
  const element = h("div", {class: "lab-variables", role: "group", "aria-label": `Shared variables of ${id}`, hidden: names.length === 0}, title, list);
  return {
    element,
    show(step, at) {
      title.textContent = at === 0 ? "Shared, before the first step" : `Shared, after step ${at}`;
      const before = steps[at - 2]?.values ?? new Map();
      list.replaceChildren(...names.map((name) => entry(name, step, before)));
    },
  };
}

function entry(name, step, before) {
  const value = step?.values.get(name);
  const changed = step?.changed.has(name) ?? false;
  const was = before.get(name);
  return h(
    "div",
    {class: changed ? "lab-changed" : ""},
    h("dt", {}, h("code", {}, ...visibleNodes(name))),
    h(
      "dd",
      {},
      value === undefined ? h("span", {class: "lab-idle"}, "not touched yet") : h("code", {}, ...visibleNodes(value)),
      changed && was !== undefined && h("span", {class: "lab-was"}, " was ", h("code", {}, ...visibleNodes(was))),
      changed && was === undefined && h("span", {class: "lab-was"}, " first seen"),
    ),
  );
}
