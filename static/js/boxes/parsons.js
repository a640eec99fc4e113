/** A two-dimensional Parsons problem: put the lines in order and indent them. */

import {announce} from "../announce.js";
import {h} from "../dom.js";
import {isDone} from "../progress.js";
import {makeDraggable} from "./drag.js";
import {Line} from "./parsons-line.js";
import {judge} from "./parsons-judge.js";
import {shuffled} from "./shuffle.js";

/**
 * @param {HTMLElement} section
 * @param {string} chapter
 */
export function parsons(section, chapter) {
  const solutionList = section.querySelector(".solution-lines");
  const solution = [...solutionList.children].map((item) => ({
    text: item.textContent.trim(),
    indent: Number(item.dataset.indent ?? 0),
  }));
  const lines = [
    ...[...solutionList.children].map((item) => new Line(item.querySelector("code") ?? item, null)),
    ...[...section.querySelectorAll(".distractors > li")].map(
      (item) => new Line(item.querySelector("code") ?? item, item.querySelector(".feedback")),
    ),
  ];
  const bank = h("ol", {class: "parsons-list bank", "aria-label": "Lines to choose from"});
  const answer = h("ol", {class: "parsons-list answer", "aria-label": "Your program"});
  const check = h("button", {type: "button", class: "button primary", onclick: () => checked()}, "Check");
  const again = h("button", {type: "button", class: "button quiet", onclick: () => start()}, "Start again");
  const word = h("p", {class: "box-word"});
  const told = h("div", {class: "parsons-told"});
  const board = h(
    "div",
    {class: "parsons-board"},
    h("div", {}, h("p", {class: "parsons-name"}, "Lines"), bank),
    h("div", {}, h("p", {class: "parsons-name"}, "Your program"), answer),
  );
  const help = h(
    "p",
    {class: "parsons-help"},
    "Pick a line to bring it over, or drag it. In your program its buttons move and indent it, and so does Alt with the arrow keys; Delete takes it out.",
    lines.length > solution.length ? " Some lines are not needed." : null,
  );
  const kept = section.querySelector("details") ?? h("details", {class: "explanation"}, h("summary", {}, "Answer"), solutionList);
  section.querySelector(":scope > .distractors")?.remove();
  section.append(help, board, h("div", {class: "box-foot"}, check, again, word), told, kept);
  kept.hidden = true;

  const move = {
    across(line) {
      const into = line.element.parentElement === bank ? answer : bank;
      line.indent = 0;
      into.append(line.element);
      moved(line);
      line.focus();
    },
    by(line, step) {
      const {element} = line;
      const other = step < 0 ? element.previousElementSibling : element.nextElementSibling;
      if (!other) return;
      if (step < 0) other.before(element);
      else other.after(element);
      moved(line);
      line.focus();
    },
    indent(line, step) {
      if (line.element.parentElement !== answer) return;
      line.indent += step;
      moved(line);
    },
  };
  for (const line of lines) line.serve(move, () => line.element.parentElement === answer);
  answer.addEventListener("focusin", (event) => {
    for (const item of answer.children) item.classList.toggle("current", item.contains(event.target));
  });
  makeDraggable(board, lines, {bank, answer, moved});

  function moved(line) {
    clear();
    if (line.element.parentElement === bank) announce("Back among the lines.");
    else announce(`Line ${placed().indexOf(line) + 1} of ${placed().length}, indented ${line.indent}.`);
  }

  function placed() {
    return [...answer.children].map((element) => lines.find((line) => line.element === element));
  }

  function clear() {
    word.textContent = "";
    told.replaceChildren();
    section.classList.remove("solved");
    for (const line of lines) line.mark(null);
  }

  function start() {
    clear();
    for (const line of lines) line.indent = 0;
    answer.replaceChildren();
    bank.replaceChildren(...shuffled(lines, section.id).map((line) => line.element));
  }

  function checked() {
    clear();
    const all = placed();
    const verdict = judge(all, solution);
    verdict.marks.forEach((mark, index) => all[index].mark(mark));
    word.textContent = verdict.text;
    for (const line of all) if (line.feedback) told.append(line.feedback.cloneNode(true));
    announce(verdict.text);
    kept.hidden = false;
    if (!verdict.right) return;
    section.classList.add("solved");
    section.dispatchEvent(new CustomEvent("task-done", {bubbles: true}));
  }

  start();
  if (isDone(chapter, section.id)) {
    word.textContent = "You have solved this one.";
    kept.hidden = false;
  }
}
