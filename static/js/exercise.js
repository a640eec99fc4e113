/** Exercises: hints that open one after another, and the mark of a solved one. */

import {announce} from "./announce.js";
import {h} from "./dom.js";
import {icon} from "./icons.js";
import {isDone} from "./progress.js";

/** Starts every exercise of the page. */
export function startExercises() {
  const chapter = document.documentElement.dataset.chapter ?? "";
  for (const figure of document.querySelectorAll("figure.cell[data-kind='exercise']")) {
    oneByOne(figure.querySelectorAll(":scope > details.hint"));
    if (isDone(chapter, figure.id)) markSolved(figure);
    figure.addEventListener("cell-finished", ({detail}) => {
      if (detail.outcome !== "completed") return;
      markSolved(figure);
      announce("The check passed: solved.");
      figure.dispatchEvent(new CustomEvent("task-done", {bubbles: true}));
    });
  }
}

/** The next hint shows up once the one before it was opened. */
function oneByOne(hints) {
  hints.forEach((hint, index) => {
    const next = hints[index + 1];
    if (!next) return;
    next.hidden = true;
    hint.addEventListener("toggle", () => (next.hidden = false), {once: true});
  });
}

function markSolved(figure) {
  const marks = figure.querySelector(".marks");
  if (!marks || marks.querySelector(".solved")) return;
  marks.prepend(h("span", {class: "mark solved"}, icon("done"), "solved"));
}
