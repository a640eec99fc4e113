/** A schedule as a table: a column a thread, a row a step, a line wherever another thread goes on. */

import {h, unseen} from "../dom.js";
import {visibleNodes} from "../output/visible.js";

/** With more threads than these, columns would be too many to see: each step says whose it is instead. */
const COLUMNS = 12;

/**
 * @param {{id: string, strands: import("./trace.js").Strand[], steps: import("./trace.js").Step[],
 *     race: import("./trace.js").Step[]}} schedule
 * @param {{go: (to: number) => void, jump: (cell: string, line: number) => void}} way
 * @returns {{element: HTMLElement, show: (at: number) => void}}
 */
export function scheduleTable({id, strands, steps, race}, {go, jump}) {
  const columns = strands.length > COLUMNS ? null : strands;
  const rows = steps.map((step) => row(step, columns, race, id, jump));
  const table = h(
    "table",
    {class: columns ? "lab-steps" : "lab-steps lab-tagged", role: "table", "aria-label": `The failing schedule of ${id}`},
    h(
      "thead",
      {role: "rowgroup"},
      h(
        "tr",
        {role: "row"},
        h("th", {scope: "col", role: "columnheader"}, unseen("step")),
        ...(columns?.map(({name, colour}) => h("th", {scope: "col", role: "columnheader", class: `thread-name ${colour}`}, ...visibleNodes(name))) ?? [
          h("th", {scope: "col", role: "columnheader"}, "thread and what it does"),
        ]),
      ),
    ),
    h("tbody", {role: "rowgroup"}, ...rows),
  );
  const element = h("div", {class: "lab-steps-box", tabindex: "0", role: "group", "aria-label": `Steps of the schedule of ${id}`}, table);
  let shown = rows.length;
  table.style.setProperty("--digits", String(String(rows.length).length));
  table.style.setProperty("--strands", String(columns?.length ?? 1));
  element.addEventListener("click", ({target}) => {
    const at = rows.indexOf(target.closest("tr"));
    if (at >= 0 && !target.closest("button")) go(at + 1);
  });
  return {
    element,
    show(at) {
      rows[shown - 1]?.removeAttribute("aria-current");
      // Only what lies between is touched: a schedule may be long, and a key may be held down.
      for (let index = Math.min(shown, at); index < Math.max(shown, at); index++) rows[index].classList.toggle("lab-ahead", index >= at);
      rows[at - 1]?.setAttribute("aria-current", "step");
      shown = at;
      reveal(element, rows[at - 1]);
    },
  };
}

/** Scrolls the box, and never the page. */
function reveal(box, row) {
  if (!row) return void (box.scrollTop = 0);
  const head = box.querySelector("thead").offsetHeight;
  const top = row.offsetTop - head;
  const below = row.offsetTop + row.offsetHeight - box.clientHeight;
  if (top < box.scrollTop) box.scrollTop = top;
  else if (below > box.scrollTop) box.scrollTop = below;
  const {offsetLeft, offsetWidth} = row.querySelector(".lab-step");
  const side = row.firstChild.offsetWidth;
  if (offsetLeft - side < box.scrollLeft) box.scrollLeft = offsetLeft - side;
  else if (offsetLeft + offsetWidth > box.scrollLeft + box.clientWidth) box.scrollLeft = offsetLeft + offsetWidth - box.clientWidth;
}

function row(step, columns, race, id, jump) {
  const {index, strand, switched} = step;
  const side = race.indexOf(step);
  const looks = [strand.colour, switched && "lab-switched", side >= 0 && "lab-racing"].filter(Boolean).join(" ");
  return h(
    "tr",
    {role: "row", class: looks},
    h("th", {scope: "row", role: "rowheader", class: "number"}, String(index), switched && unseen(", another thread goes on")),
    ...(columns ?? [strand]).map((each) => (each === strand ? deed(step, side, !columns, id, jump) : h("td", {role: "cell", class: "lab-idle-cell"}))),
  );
}

function deed({strand, cell, line, text, preempts}, side, tagged, id, jump) {
  const where = cell && cell !== id ? `${cell}, line ${line}` : `line ${line}`;
  return h(
    "td",
    {role: "cell", class: "lab-step"},
    h("span", {class: `lab-tag thread-name ${strand.colour}`, "aria-hidden": tagged ? null : "true"}, ...visibleNodes(strand.name)),
    line > 0 && h("button", {type: "button", class: "jump lab-at", onclick: () => jump(cell, line)}, where),
    h("span", {class: "lab-did"}, ...visibleNodes(text)),
    preempts && h("span", {class: "lab-preempts"}, ...visibleNodes(`preempts ${preempts}`)),
    side >= 0 && h("span", {class: "lab-side"}, side === 0 ? "first access" : "second access"),
  );
}
