/** Says how a run ended: in one clause beside the buttons, so that nothing has to be said twice. */

import {counted} from "../dom.js";
import {duration} from "./time.js";

/**
 * @typedef {object} Verdict
 * @property {"good"|"neutral"|"warn"|"wrong"} tone
 * @property {"done"|"wrong"|"clock"|"stop"|"exit"|"warn"} icon
 * @property {string} text
 * @property {string} [rest] what the server said that the text does not; a sentence
 */

/** What to say when the server does not say how much. */
const TOO_MUCH = {
  "too-much-output": "It printed too much",
  "too-much-memory": "It used too much memory",
  "too-many-processes": "It had too many processes",
  "too-much-cpu": "It used too much processor time",
};

/**
 * @param {{outcome: string, wallNanos?: number, cores?: number, exit?: number, threads?: number, message?: string,
 *     blockedBy?: string}} finished `blockedBy` is the cell it needs that did not run to its end
 * @param {{problems: number, feedback: boolean, circles: number, finding: import("./finding.js").Finding|null}} told
 *     how many errors the compiler told, whether the check of an exercise has said what is still wrong, how many
 *     deadlocks are told already, and what a laboratory has found
 * @param {number} limit seconds the cell may run
 * @param {boolean} [program] whether it is a whole program, for which exiting is nothing special
 * @returns {Verdict}
 */
export function verdict(finished, {problems, feedback, circles, finding}, limit, program = false) {
  const {outcome, wallNanos, cores, exit, threads, message, blockedBy} = finished;
  const took = wallNanos > 0 ? duration(wallNanos) : null;
  const after = took ? ` after ${took}` : "";
  if (blockedBy) return {tone: "wrong", icon: "wrong", text: `not run: ${blockedBy}, which it builds on, did not complete`};
  switch (outcome) {
    case "completed": {
      const on = cores ? ` on ${counted(cores, "core")}` : "";
      const by = threads > 1 ? `, ${counted(threads, "thread")}` : "";
      const status = exit === undefined ? "" : `, exit status ${exit}`;
      const spent = `${took ? ` in ${took}` : ""}${on}${by}${status}`;
      if (!finding) return {tone: "good", icon: "done", text: `done${spent}`, rest: message};
      return {tone: finding.tone, icon: finding.tone === "wrong" ? "wrong" : "done", text: `${finding.text}${spent && `,${spent}`}`, rest: message};
    }
    case "rejected": {
      const why = problems > 0 ? `: the compiler found ${counted(problems, "problem")}` : "";
      return {tone: "wrong", icon: "wrong", text: `not run${why}`, rest: message};
    }
    case "failed":
      return {tone: "warn", icon: "warn", text: "not there yet", rest: finding?.told ? undefined : message};
    case "threw":
      if (feedback) return {tone: "warn", icon: "warn", text: "not there yet", rest: message};
      return {tone: "wrong", icon: "wrong", text: `ended by an exception${after}`, rest: message};
    case "timeout":
      return {tone: "warn", icon: "clock", text: `stopped: ${clause(message ?? `It was still running after ${limit} s`)}`};
    case "stopped":
      if (!took && message) return {tone: "warn", icon: "stop", text: clause(message)};
      return {tone: "warn", icon: "stop", text: `stopped${after}`, rest: message};
    case "exited":
      if (program) return {tone: exit === 0 ? "good" : "warn", icon: "exit", text: `exit status ${exit ?? "unknown"}${after}`};
      return {tone: "warn", icon: "exit", text: `ended its JVM with exit status ${exit ?? "unknown"}${after}`};
    case "died":
      // Without a status it was not the cell's JVM that failed.
      return {tone: "wrong", icon: "warn", text: `${exit === undefined ? "broke off" : "its JVM died"}${after}`, rest: message};
    case "deadlock":
      return {tone: "wrong", icon: "wrong", text: `stopped${after}: deadlock`, rest: circles > 0 ? undefined : message};
    case "too-much-output":
    case "too-much-memory":
    case "too-many-processes":
    case "too-much-cpu":
      return {tone: "warn", icon: "stop", text: `stopped${after}: ${clause(message ?? TOO_MUCH[outcome])}`};
    default:
      // An older page under a newer server.
      return {tone: "warn", icon: "warn", text: `ended: ${String(outcome)}${after}`, rest: message};
  }
}

/** A sentence as part of another: `It printed more than 8 MB.` becomes `it printed more than 8 MB`. */
function clause(sentence) {
  const text = String(sentence).trim().replace(/\.$/, "");
  return text.charAt(0).toLowerCase() + text.slice(1);
}
