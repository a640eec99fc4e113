/** A question with its answers, checked in the page. */

import {announce} from "../announce.js";
import {h} from "../dom.js";
import {load, save} from "../store.js";
import {isDone} from "../progress.js";
import {Options} from "./options.js";

/**
 * @param {HTMLElement} section
 * @param {string} chapter
 */
export function quiz(section, chapter) {
  const key = `quiz.${chapter}/${section.id}`;
  const explanation = section.querySelector(".explanation");
  const options = new Options(section, () => {
    options.clear();
    word.textContent = "";
    check.hidden = false;
    check.disabled = options.picked.length === 0;
  });
  const check = h("button", {type: "button", class: "button primary", disabled: true, onclick: () => judge(true)}, "Check");
  const word = h("p", {class: "box-word"});
  explanation?.before(h("div", {class: "box-foot"}, check, word));
  if (explanation) explanation.hidden = true;

  function judge(fresh) {
    const {right, picked} = options;
    options.judge(false);
    const some = options.picked.length > 1 || "multiple" in section.dataset;
    word.textContent = right ? "Right." : some ? "Not all of it yet: look again." : "Not this one: try again.";
    if (explanation) {
      explanation.hidden = false;
      explanation.open = right;
    }
    section.classList.toggle("solved", right);
    check.hidden = right;
    if (!fresh) return;
    announce(word.textContent);
    if (!right) return;
    save(key, picked);
    section.dispatchEvent(new CustomEvent("task-done", {bubbles: true}));
  }

  const kept = load(key);
  if (isDone(chapter, section.id) && Array.isArray(kept)) {
    options.picked = kept;
    judge(false);
  }
}
