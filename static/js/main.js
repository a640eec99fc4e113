/** Starts the page's features, each of which can be missing without harm to the rest. */

import {Cell} from "./cell.js";
import {mountNearby} from "./mount.js";
import {Session} from "./session.js";
import {startContents} from "./contents.js";
import {startExercises} from "./exercise.js";
import {startOverflow} from "./overflow.js";
import {startProgress} from "./progress.js";
import {startThemeToggle} from "./theme-toggle.js";
import {startToc} from "./toc.js";
import {parsons} from "./boxes/parsons.js";
import {predict} from "./boxes/predict.js";
import {quiz} from "./boxes/quiz.js";

const root = document.documentElement;
root.dataset.js = "";

const chapter = root.dataset.chapter ?? "";
startThemeToggle();
startContents();
startToc();
startOverflow();

const session = new Session(chapter);
const cells = [...document.querySelectorAll("figure.cell[data-cell]")].map((figure) => new Cell(figure, session));
addEventListener("pagehide", () => cells.forEach((cell) => cell.leave()));
mountNearby(cells, session);

startProgress(chapter);
for (const box of document.querySelectorAll("section.predict")) predict(box, chapter, session.cell(box.dataset.for));
for (const box of document.querySelectorAll("section.quiz")) quiz(box, chapter);
for (const box of document.querySelectorAll("section.parsons")) parsons(box, chapter);
startExercises();

const followLink = async () => {
  if (location.hash.includes("?schedule=")) (await import("./labs/link.js")).offer(location.hash, session);
};
addEventListener("hashchange", followLink);
followLink();

if ("dev" in root.dataset) import("./reload.js");
root.dataset.ready = "";
