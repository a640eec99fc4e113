/** Tells on what a result was measured, without which its numbers mean nothing. */

import {counted, h} from "../dom.js";
import {icon} from "../icons.js";
import {visibleNodes} from "../output/visible.js";

/**
 * @param {import("../stream.js").RunEvent|null} machine of type `machine`, if any came
 * @param {boolean|null} quiet whether nothing else ran meanwhile; null where that is not known
 * @returns {HTMLElement}
 */
export function stamp(machine, quiet) {
  const facts = machine
    ? [
        Number(machine.cores) > 0 && counted(machine.cores, "core"),
        machine.processor,
        machine.jdk && `JDK ${machine.jdk}`,
        machine.load >= 0 && `load ${Number(machine.load).toFixed(2)} before`,
      ].filter(Boolean)
    : [];
  return h(
    "ul",
    {class: "lab-stamp", "aria-label": "Measured on"},
    ...facts.map((fact) => h("li", {}, ...visibleNodes(String(fact)))),
    quiet === true && h("li", {class: "lab-quiet"}, icon("done"), "nothing else ran meanwhile"),
    quiet === false && h("li", {class: "lab-loud"}, icon("warn"), "something else ran meanwhile: these numbers may be too slow"),
  );
}
