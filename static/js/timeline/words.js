/** Says in words what a place in the picture shows. */

import {counted} from "../dom.js";
import {STATES} from "./states.js";
import {exactly} from "./ticks.js";

/** Printed words beyond these only lengthen the sentence. */
const QUOTED = 40;

/**
 * A span and what its thread said meanwhile: `worker-1 waits 12.3 ms for Object@1, which main holds, at line 7`.
 *
 * @param {import("./model.js").Span} span
 * @returns {string}
 */
export function spanWords(span) {
  const {lane, from, to, place} = span;
  const where = place && `, at ${place}`;
  return `${lane.name} ${doing(span)}${where} (from ${exactly(from)} to ${exactly(to)})${said(lane, from, to)}`;
}

function doing({state, from, to, on, heldBy}) {
  const long = exactly(to - from);
  const holder = heldBy ? `, which ${heldBy} holds` : "";
  const of = on || heldBy ? `${on || "a lock"}${holder}` : "";
  switch (state) {
    case "runnable":
      return `could run, but finds no free core for ${long}`;
    case "sleeping":
      return `sleeps ${long}`;
    case "parked":
      return `is parked ${long}${of && ` at ${of}`}`;
    case "waiting":
      return `waits ${long}${of && ` for ${of}`}`;
    case "blocked":
      return `is blocked ${long} at the entry of ${of || "a monitor"}`;
    case "io":
      return `reads or writes for ${long}${on && ` (${on})`}`;
    case "pinned":
      return `waits ${long} and keeps its carrier${of && `, for ${of}`}`;
    default:
      return `runs ${long}`;
  }
}

function said({marks}, from, to) {
  const within = marks.filter(({at}) => at >= from && at <= to);
  const printed = within.filter(({what}) => what !== "threw");
  const parts = [];
  if (printed.length === 1) parts.push(`prints “${short(printed[0].text)}”`);
  if (printed.length > 1) parts.push(`prints ${counted(printed.length, "time")}`);
  for (const {what, text} of within) if (what === "threw") parts.push(`ends by ${text}`);
  return parts.length === 0 ? "" : `; ${parts.join(", ")}`;
}

/**
 * @param {import("./model.js").Lane} lane
 * @param {import("./model.js").Mark} mark
 * @returns {string}
 */
export function markWords(lane, {what, at, text}) {
  const deed = what === "threw" ? `ends by ${text}` : `prints “${short(text)}”${what === "err" ? " to System.err" : ""}`;
  return `${lane.name} ${deed}, at ${exactly(at)}`;
}

function short(text) {
  const line = text.replace(/\s+/g, " ").trim();
  return line.length > QUOTED ? `${line.slice(0, QUOTED)}…` : line;
}

/**
 * @param {import("./model.js").Arrow} arrow
 * @returns {string}
 */
export function arrowWords({deed, from, fromNanos, to}) {
  const at = `at ${exactly(fromNanos)}`;
  switch (deed) {
    case "start":
      return `${from.name} starts ${to.name}, ${at}`;
    case "join":
      return `${from.name} ends, so ${to.name}'s join returns, ${at}`;
    case "notify":
      return `${from.name} notifies ${to.name}, ${at}`;
    default:
      return `${from.name} ${deed}s ${to.name}, ${at}`;
  }
}

/**
 * @param {import("./model.js").Holding} holding
 * @returns {string}
 */
export function holdingWords({lock, name, from, to, place}) {
  const where = place && `, taken at ${place}`;
  return `${name} holds ${lock} for ${exactly(to - from)}${where} (from ${exactly(from)} to ${exactly(to)})`;
}

/**
 * @param {import("./groups.js").Group} group
 * @param {number} time
 * @returns {string} how many of the group do what at a time
 */
export function groupWords({name, lanes}, time) {
  const counts = new Map();
  for (const {spans, from, to} of lanes) {
    if (time < from || time > to) continue;
    const span = spans.find((each) => each.to >= time);
    if (span) counts.set(span.state, (counts.get(span.state) ?? 0) + 1);
  }
  const parts = [...counts].sort((a, b) => b[1] - a[1]).map(([state, count]) => `${count} ${STATES[state].word}`);
  return `${name}, at ${exactly(time)}: ${parts.join(", ") || "none alive"}`;
}

/**
 * @param {import("./model.js").Pause} pause
 * @returns {string}
 */
export function pauseWords({what, from, to}) {
  return `no thread runs for ${exactly(to - from)}: ${what} (from ${exactly(from)})`;
}

/**
 * @param {import("./model.js").CoreUse} use
 * @returns {string}
 */
export function coreWords({from, to, percent}) {
  return `the run keeps ${(percent / 100).toFixed(1)} cores busy (from ${exactly(from)} to ${exactly(to)})`;
}
