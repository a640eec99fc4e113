/** Asks the reader to commit to an answer before a cell may run. */

import {announce} from "../announce.js";
import {h} from "../dom.js";
import {load, save} from "../store.js";
import {Options} from "./options.js";

/**
 * @param {HTMLElement} section
 * @param {string} chapter
 * @param {import("../cell.js").Cell|undefined} cell the one the prediction is about
 */
export function predict(section, chapter, cell) {
  const key = `predict.${chapter}/${section.id}`;
  const explanation = section.querySelector(".explanation");
  const options = new Options(section, () => (commit.disabled = options.picked.length === 0));
  const commit = h("button", {type: "button", class: "button primary", disabled: true, onclick: committed}, "Commit");
  const word = h("p", {class: "box-word"});
  const foot = h("div", {class: "box-foot"}, commit, word);
  explanation.before(foot);
  explanation.hidden = true;

  function committed() {
    save(key, {picked: options.picked, run: false});
    lock();
    announce("Committed. Now run the cell.");
    cell?.focusRun();
  }

  function lock() {
    options.lock(true);
    commit.hidden = true;
    cell?.release();
    if (cell) word.replaceChildren("Committed. Now run ", h("a", {href: `#${cell.figure.id}`}, cell.id), " and see.");
    else reveal();
  }

  function reveal() {
    const predicted = options.picked.length > 0;
    options.lock(true);
    options.judge(true);
    commit.hidden = true;
    section.classList.add("revealed");
    const said = !predicted ? "" : options.right ? "You predicted it." : "Not what you predicted: that is where learning starts.";
    word.textContent = said;
    explanation.hidden = false;
    explanation.open = true;
    if (said) announce(`${said} The explanation is above the cell.`);
    if (predicted) section.dispatchEvent(new CustomEvent("task-done", {bubbles: true}));
  }

  const kept = load(key);
  if (Array.isArray(kept?.picked)) {
    options.picked = kept.picked;
    lock();
    if (kept.run) reveal();
  } else {
    cell?.hold(() => {
      section.scrollIntoView({block: "center"});
      section.querySelector("input").focus({preventScroll: true});
      announce("Predict first: pick an answer and commit to it.");
    });
  }

  cell?.figure.addEventListener("cell-finished", ({detail}) => {
    // What did not compile has shown nothing yet; what was changed first answers another question.
    if (detail.outcome === "rejected" || explanation.open) return;
    save(key, {picked: options.picked, run: true});
    reveal();
  });
}
