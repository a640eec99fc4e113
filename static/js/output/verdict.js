/** Says how a run ended, in words. */

import {counted} from "../dom.js";
import {duration} from "./time.js";

/**
 * @typedef {object} Verdict
 * @property {"good"|"warn"|"wrong"} tone
 * @property {"done"|"wrong"|"clock"|"stop"|"exit"|"warn"} icon
 * @property {string} text
 */

/**
 * @param {{outcome: string, wallNanos?: number, cores?: number, exit?: number, threads?: number}} finished
 * @param {{problems: number, feedback: boolean}} told how many errors the compiler told, and whether the
 *     check of an exercise has said what is still wrong
 * @param {number} limit seconds the cell may run
 * @returns {Verdict}
 */
export function verdict(finished, {problems, feedback}, limit) {
  const {outcome, wallNanos, cores, exit, threads} = finished;
  const took = typeof wallNanos === "number" ? duration(wallNanos) : null;
  const after = took ? ` after ${took}` : "";
  switch (outcome) {
    case "completed": {
      const on = cores ? ` on ${counted(cores, "core")}` : "";
      const by = threads > 1 ? `, ${counted(threads, "thread")}` : "";
      return {tone: "good", icon: "done", text: `done${took ? ` in ${took}` : ""}${on}${by}`};
    }
    case "rejected":
      return {
        tone: "wrong",
        icon: "wrong",
        text: problems > 0 ? `not run: the compiler found ${counted(problems, "problem")}` : "not run",
      };
    case "threw":
      if (feedback) return {tone: "warn", icon: "warn", text: "not there yet"};
      return {tone: "wrong", icon: "wrong", text: `ended by an exception${after}`};
    case "timeout":
      return {tone: "warn", icon: "clock", text: `ran out of time after ${limit} s`};
    case "stopped":
      return {tone: "warn", icon: "stop", text: `stopped${after}`};
    case "exited":
      return {tone: "warn", icon: "exit", text: `left by System.exit(${exit ?? ""})${after}`};
    case "died":
      return {tone: "wrong", icon: "warn", text: `its JVM died${after}`};
    case "too-much-output":
      return {tone: "warn", icon: "stop", text: `stopped: too much output${after}`};
    default:
      // An older page under a newer server.
      return {tone: "warn", icon: "warn", text: `ended: ${String(outcome)}${after}`};
  }
}
