/** The figure of a search that found no failure, which claims no more than was tried. */

import {counted, h} from "../dom.js";
import {icon} from "../icons.js";
import {visibleNodes} from "../output/visible.js";
import {heading, tool} from "./heading.js";

/** One search without a find. */
export class ExploredFigure {
  /** @readonly */
  element;
  #remarks = h("div", {class: "lab-remarks"});

  /**
   * @param {import("../stream.js").RunEvent} event of type `explored`
   * @param {string} id the cell's
   * @param {() => void} save hands the reader the events as a file
   */
  constructor(event, id, save) {
    const {text = "No failure was found.", schedules = 0, exhausted, unmodelled = []} = event;
    this.element = h(
      "section",
      {class: "lab lab-explored", "aria-label": `Exploration of ${id}`},
      heading("Exploration", counted(Number(schedules), "schedule"), tool("JSON", `file of the exploration of ${id}`, "Save every event of this result as JSON", save)),
      h("p", {class: "lab-verdict lab-info"}, icon(exhausted ? "done" : "clock"), h("strong", {}, ...visibleNodes(String(text))), ` ${beyond(event)}`),
      this.#remarks,
      unmodelled.length > 0 && h("p", {class: "lab-small-head"}, "What the explorer does not see here, so that a failure may hide in it:"),
      unmodelled.length > 0 && h("ul", {class: "lab-unmodelled"}, ...unmodelled.map((each) => h("li", {}, ...visibleNodes(String(each))))),
    );
  }

  /** @param {string} sentence */
  remark(sentence) {
    this.#remarks.append(h("p", {}, ...visibleNodes(sentence)));
  }
}

/** What was not tried, since nothing here claims that the code is correct. */
function beyond({exhausted}) {
  return exhausted ? "Other inputs, or one more thread, may still fail." : "A schedule that was not tried may still fail.";
}
