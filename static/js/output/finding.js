/** Says in a clause what a laboratory has found, for the line beside Run. */

import {counted} from "../dom.js";

/**
 * @typedef {object} Finding
 * @property {"neutral"|"wrong"} tone
 * @property {string} text
 * @property {boolean} [told] whether the figure says in a sentence what is wrong
 */

/** What the explorer can find. */
const FOUND = {
  assertion: "an assertion fails in a schedule",
  exception: "a schedule ends by an exception",
  deadlock: "a schedule ends in a deadlock",
  "lost-wakeup": "a schedule loses a wake-up",
  "no-progress": "a schedule makes no progress",
  "data-race": "a data race",
  "not-linearizable": "a schedule is not linearizable",
};

/**
 * @param {Finding|null} before what was found in the run so far
 * @param {import("../stream.js").RunEvent} event
 * @returns {Finding|null} the same, if this event tells of nothing
 */
export function finding(before, {type, verdict, rows}) {
  switch (type) {
    case "schedule":
      return {tone: "wrong", text: `found: ${FOUND[verdict] ?? "a schedule fails"}`, told: true};
    case "explored":
      return before?.tone === "wrong" ? before : {tone: "neutral", text: "no failure found"};
    case "outcomes": {
      const forbidden = (rows ?? []).some(({expect, count}) => expect === "forbidden" && count > 0);
      if (forbidden) return {tone: "wrong", text: "a forbidden outcome was seen"};
      if (before?.tone === "wrong") return before;
      const seen = (rows ?? []).filter(({count}) => count > 0).length;
      const bounded = (rows ?? []).some(({expect}) => expect === "forbidden");
      return {tone: "neutral", text: bounded ? "no forbidden outcome seen" : `${counted(seen, "outcome")} seen`};
    }
    default:
      return before;
  }
}
