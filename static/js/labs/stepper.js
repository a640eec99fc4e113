/** Steps through a schedule: a slider, and a button for each way. */

import {h, unseen} from "../dom.js";
import {icon} from "../icons.js";

/**
 * @param {string} id the cell's
 * @param {number} last the number of the last step; 0 stands for before the first
 * @param {(to: number) => void} go
 * @returns {{element: HTMLElement, show: (at: number, words: string) => void}}
 */
export function stepper(id, last, go) {
  let now = last;
  const button = (name, label, target) =>
    h("button", {type: "button", class: "button small", title: label, onclick: () => go(Math.min(last, Math.max(0, target())))}, icon(name), unseen(`${label}, schedule of ${id}`));
  const start = button("first", "To the start", () => 0);
  const back = button("left", "A step back", () => now - 1);
  const on = button("right", "A step on", () => now + 1);
  const end = button("last", "To the end", () => last);
  const slider = h("input", {type: "range", min: 0, max: last, step: 1, "aria-label": `Step of the schedule of ${id}`, oninput: () => go(Number(slider.value))});
  const count = h("span", {class: "lab-count-of"});
  return {
    element: h("div", {class: "lab-stepper"}, start, back, on, end, slider, count),
    show(at, words) {
      now = at;
      slider.value = String(at);
      slider.setAttribute("aria-valuetext", words);
      count.textContent = at === 0 ? `start of ${last}` : `step ${at} of ${last}`;
      // Focus must not fall off a button that has nothing left to do, so it stays enabled.
      for (const each of [start, back]) each.setAttribute("aria-disabled", String(at === 0));
      for (const each of [on, end]) each.setAttribute("aria-disabled", String(at === last));
    },
  };
}
