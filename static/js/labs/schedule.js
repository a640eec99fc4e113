/** The figure of a failing schedule: what goes wrong, step by step, there and back. */

import {announce} from "../announce.js";
import {counted, h} from "../dom.js";
import {icon} from "../icons.js";
import {visibleNodes, visibleText} from "../output/visible.js";
import {heading, tool} from "./heading.js";
import {whole} from "./numbers.js";
import {scheduleTable} from "./schedule-table.js";
import {shareBox} from "./share.js";
import {stepper} from "./stepper.js";
import {racing, traceOf} from "./trace.js";
import {variables} from "./variables.js";

const VERDICTS = {
  assertion: "An assertion fails",
  exception: "An exception",
  deadlock: "Deadlock",
  "lost-wakeup": "A lost wake-up",
  "no-progress": "No progress",
  "data-race": "A data race",
  "not-linearizable": "Not linearizable",
};

/** Nobody follows more steps than these; a file has them all. */
const STEPS = 500;

/** One failing schedule. */
export class ScheduleFigure {
  /** @readonly */
  element;
  #host;
  #trace;
  #at;
  #texts = new Map();
  #now = h("p", {class: "lab-now"});
  #variables;
  #table;
  #stepper;
  #remarks = h("div", {class: "lab-remarks"});

  /**
   * @param {import("../stream.js").RunEvent} event of type `schedule`
   * @param {import("../output/output.js").Host} host
   * @param {() => void} save hands the reader the events as a file
   */
  constructor(event, host, save) {
    this.#host = host;
    const told = event.steps ?? [];
    // What goes wrong, goes wrong at the end.
    this.#trace = traceOf(told.slice(-STEPS));
    const {steps, strands} = this.#trace;
    // The reader may change the text after the run, and the lines must be those that ran.
    for (const {cell} of steps) this.#texts.set(cell, (host.text(cell || host.id) ?? "").split("\n"));
    this.#at = steps.length;
    const race = event.verdict === "data-race" ? racing(steps, String(event.text ?? "")) : [];
    this.#stepper = stepper(host.id, steps.length, (to) => this.#go(to));
    this.#variables = variables(host.id, steps);
    this.#table = scheduleTable({id: host.id, strands, steps, race}, {
      go: (to) => this.#go(to),
      jump: (cell, line) => host.jump(cell || host.id, line),
    });
    // The check of an exercise explores, too, but only an explore cell takes a schedule.
    const share = shareBox(host, host.figure.dataset.kind === "explore" ? String(event.replay ?? "") : "");
    this.element = h(
      "section",
      {class: "lab lab-schedule", "aria-label": `Failing schedule of ${host.id}`},
      heading("Schedule", `${counted(steps.length, "step")}, ${counted(strands.length, "thread")}`, ...share.buttons, tool("JSON", `file of the schedule of ${host.id}`, "Save every event of this result as JSON", save)),
      share.element,
      ...verdict(event),
      this.#remarks,
      ...(steps.length > 0
        ? [
            this.#stepper.element,
            h("div", {class: "lab-walk"}, this.#now, this.#variables.element, this.#table.element),
            h(
              "p",
              {class: "lab-note"},
              h("span", {class: "lab-keys"}, "Arrow keys step, Home and End go to the ends. "),
              "A line across the table is a switch to another thread.",
            ),
          ]
        : []),
    );
    if (told.length > STEPS) this.remark(`The last ${counted(STEPS, "step")} of ${whole(told.length)} are shown.`);
    for (const remark of event.remarks ?? []) this.remark(String(remark));
    this.#listen();
    if (steps.length > 0) this.#show();
  }

  /** The figure is in the page by now, so what is looked at can be brought into view. */
  draw() {
    this.#table.show(this.#at);
  }

  /** @param {string} sentence */
  remark(sentence) {
    this.#remarks.append(h("p", {}, ...visibleNodes(sentence)));
  }

  #listen() {
    this.#table.element.addEventListener("keydown", (event) => {
      const to = this.#target(event);
      if (to === null || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      this.#go(to);
    });
    this.element.addEventListener("focusout", ({relatedTarget}) => {
      if (!this.element.contains(relatedTarget)) this.#host.spot(this.#host.id, 0);
    });
  }

  #target({key}) {
    const {length} = this.#trace.steps;
    if (key === "ArrowRight" || key === "ArrowDown") return Math.min(length, this.#at + 1);
    if (key === "ArrowLeft" || key === "ArrowUp") return Math.max(0, this.#at - 1);
    if (key === "Home") return 0;
    return key === "End" ? length : null;
  }

  /** @param {number} to 0 for before the first step */
  #go(to) {
    this.#at = to;
    const words = this.#show();
    announce(words);
    const step = this.#trace.steps[to - 1];
    this.#host.spot(step?.cell || this.#host.id, step?.line ?? 0);
  }

  #show() {
    const step = this.#trace.steps[this.#at - 1] ?? null;
    const words = this.#words(step);
    this.#stepper.show(this.#at, words);
    this.#table.show(this.#at);
    this.#variables.show(step, this.#at);
    this.#now.replaceChildren(...this.#sentence(step));
    return words;
  }

  #words(step) {
    if (!step) return "Before the first step";
    const where = step.line > 0 ? `, line ${step.line}` : "";
    return visibleText(`Step ${step.index} of ${this.#trace.steps.length}: ${step.strand.name}${where}: ${step.text}`);
  }

  /** The line's own text is told, since the editor may be out of sight. */
  #sentence(step) {
    if (!step) return [h("span", {class: "lab-idle"}, "Before the first step.")];
    const line = this.#texts.get(step.cell)?.[step.line - 1]?.trim();
    return [
      h("strong", {class: `thread-name ${step.strand.colour}`}, ...visibleNodes(step.strand.name)),
      line ? h("code", {class: "lab-line-text"}, ...visibleNodes(line)) : null,
      h("span", {class: "lab-deed"}, ...visibleNodes(step.text)),
    ].filter(Boolean);
  }
}

function verdict({verdict: kind, text, schedules, preemptions}) {
  const found = Number(schedules) === 1 ? "Found in the first schedule tried" : `The shortest one found in ${counted(Number(schedules) || 0, "schedule")}`;
  const taken = Number(preemptions) > 0 ? `with ${counted(Number(preemptions), "preemption")}` : "without a preemption";
  return [
    h("p", {class: "lab-verdict lab-wrong"}, icon("wrong"), h("strong", {}, `${VERDICTS[kind] ?? "A failure"}: `), ...visibleNodes(String(text ?? ""))),
    h("p", {class: "lab-found"}, `${found}, ${taken}.`),
  ];
}
