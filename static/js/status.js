/** The line beside Run: waiting, running, or how the last run ended. */

import {h} from "./dom.js";
import {icon} from "./icons.js";
import {duration} from "./output/time.js";

/** One cell's status line. */
export class Status {
  /** @readonly */
  element = h("p", {class: "status"});
  #timer = 0;

  /** @returns {boolean} whether the run has not begun yet */
  get waiting() {
    return this.element.classList.contains("waiting");
  }

  /**
   * @param {string} text such as `queued, 2 ahead`
   */
  wait(text) {
    this.#set("waiting", h("span", {class: "pulse", "aria-hidden": "true"}), text);
  }

  /**
   * Counts the seconds until told otherwise.
   *
   * @param {string} [why] such as `for lost-update`
   */
  running(why = "") {
    const since = performance.now();
    const clock = h("span", {class: "elapsed"});
    const tick = () => {
      const ms = performance.now() - since;
      clock.textContent = ms < 300 ? "" : ` ${duration(Math.floor(ms / 100) * 1e8).replace(/(\.\d)\d/, "$1")}`;
    };
    this.#set("running", h("span", {class: "pulse", "aria-hidden": "true"}), `running${why ? ` ${why}` : ""}`, clock);
    this.#timer = setInterval(tick, 100);
  }

  /**
   * @param {import("./output/verdict.js").Verdict} verdict
   * @param {string} [title] what to tell on hover
   */
  ended({tone, icon: name, text}, title = "") {
    this.#set(`ended ${tone}`, icon(name), h("span", {}, text));
    this.element.title = title;
  }

  #set(state, ...children) {
    clearInterval(this.#timer);
    this.element.className = `status ${state}`;
    this.element.title = "";
    this.element.replaceChildren(...children);
  }
}
