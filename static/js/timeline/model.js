/** Reads a run's timeline event into what the picture, its table and its exports need. */

import {visibleText} from "../output/visible.js";
import {knownNames} from "./known-names.js";
import {stateOf} from "./states.js";

/**
 * @typedef {object} Span
 * @property {Lane} lane
 * @property {string} state a key of STATES
 * @property {number} from nanoseconds since the cell's code began
 * @property {number} to
 * @property {string} on what it waits for; empty where that is not known
 * @property {string} heldBy who held that
 * @property {string} cell whose line led to it
 * @property {number} line from 1; 0 where it is not known
 * @property {string} place that line in words, `line 3` or `line 3 of kitchen`; empty where it is not known
 */

/**
 * What a thread said or threw.
 *
 * @typedef {object} Mark
 * @property {"out"|"err"|"threw"} what
 * @property {number} at nanoseconds
 * @property {string} text
 */

/**
 * @typedef {object} Lane
 * @property {number} id the thread's
 * @property {string} name
 * @property {string} colour class of the thread's colour
 * @property {boolean} again whether an earlier thread has the same colour
 * @property {"platform"|"virtual"} kind
 * @property {number} from
 * @property {number} to
 * @property {boolean} ended within the recording
 * @property {Span[]} spans in order, without gaps
 * @property {Mark[]} marks in order
 */

/** @typedef {{deed: string, from: Lane, fromNanos: number, to: Lane, toNanos: number}} Arrow */
/** @typedef {{lock: string, name: string, colour: string, from: number, to: number, cell: string, line: number, place: string}} Holding */
/** @typedef {{name: string, holdings: Holding[]}} Lock */
/** @typedef {{from: number, to: number, what: string}} Pause */
/** @typedef {{from: number, to: number, percent: number}} CoreUse */

/**
 * @typedef {object} Model
 * @property {number} nanos how long was recorded, at least 1
 * @property {Lane[]} lanes in order of start
 * @property {Arrow[]} arrows
 * @property {Lock[]} locks
 * @property {Pause[]} pauses
 * @property {CoreUse[]} cores
 * @property {number} allCores how many the run had; 0 where that is not known
 * @property {string[]} notes
 */

/**
 * What else is known of a run.
 *
 * @typedef {object} Known
 * @property {string} id the cell's
 * @property {(id: number, name: string) => import("../output/threads.js").Thread} threadOf
 * @property {{threadId: number, thread: string, what: Mark["what"], at: number|null, text: string}[]} said
 * @property {import("../stream.js").RunEvent[]} verdicts told of it, which name locks as the reader does
 * @property {number} cores
 */

/**
 * @param {object} event as the server's TimelineJson writes it
 * @param {Known} known
 * @returns {Model}
 */
export function modelOf(event, {id, threadOf, said, verdicts, cores}) {
  const names = knownNames(event, verdicts);
  const text = (value) => named(names, value);
  const reading = {
    text,
    threadOf: (threadId, name) => threadOf(threadId, names.get(name) === `virtual #${threadId}` ? "" : name),
    place: (cell, line) => (line > 0 ? `line ${line}${cell && cell !== id ? ` of ${cell}` : ""}` : ""),
  };
  const lanes = list(event.lanes).map((lane) => readLane(lane, reading));
  const byId = new Map(lanes.map((lane) => [lane.id, lane]));
  const nanos = lanes.reduce((end, lane) => Math.max(end, lane.to), Math.max(1, number(event.nanos)));
  addMarks(said, lanes, byId);
  return {
    nanos,
    lanes,
    arrows: list(event.arrows).flatMap((arrow) => readArrow(arrow, byId)),
    locks: list(event.locks).map(({lock, holdings}) => readLock(text(lock), list(holdings), reading)),
    pauses: list(event.pauses).map((pause) => ({...times(pause), what: text(pause.what) || "pause"})),
    cores: list(event.cores).map((use) => ({...times(use), percent: Math.max(0, number(use.percent))})),
    allCores: number(cores),
    notes: list(event.notes).map((note) => named(null, note)).filter(Boolean),
  };
}

function readLane(given, reading) {
  const {id, name, colour, again} = reading.threadOf(number(given.threadId), String(given.thread ?? ""));
  const lane = {
    id,
    name: visibleText(name),
    colour,
    again,
    kind: given.kind === "virtual" ? "virtual" : "platform",
    ...times(given),
    ended: given.ended === true,
    spans: [],
    marks: [],
  };
  lane.spans = withoutGaps(lane, list(given.spans), reading);
  return lane;
}

/** What is between two waits counts as running. */
function withoutGaps(lane, told, {text, place}) {
  const spans = [];
  let at = lane.from;
  const run = (to) => {
    if (to > at) spans.push({lane, state: "running", from: at, to, on: "", heldBy: "", cell: "", line: 0, place: ""});
  };
  for (const span of told) {
    const {from, to} = times(span);
    run(from);
    const cell = String(span.cell ?? "");
    const line = number(span.line);
    spans.push({
      lane,
      state: stateOf(span.state),
      from,
      to,
      on: text(span.on),
      heldBy: text(span.heldBy),
      cell,
      line,
      place: place(cell, line),
    });
    at = Math.max(at, to);
  }
  run(lane.to);
  return spans;
}

function readArrow({deed, fromThread, fromNanos, toThread, toNanos}, byId) {
  const from = byId.get(number(fromThread));
  const to = byId.get(number(toThread));
  if (!from || !to) return [];
  return [{deed: String(deed ?? ""), from, fromNanos: number(fromNanos), to, toNanos: number(toNanos)}];
}

function readLock(lock, holdings, {threadOf, place}) {
  return {
    name: lock,
    holdings: holdings.map((holding) => {
      const {name, colour} = threadOf(number(holding.threadId), String(holding.thread ?? ""));
      const cell = String(holding.cell ?? "");
      const line = number(holding.line);
      return {lock, name: visibleText(name), colour, ...times(holding), cell, line, place: place(cell, line)};
    }),
  };
}

/** An exception tells its thread's name only, and ends it: its mark stands at the lane's end. */
function addMarks(said, lanes, byId) {
  for (const {threadId, thread, what, at, text: words} of said) {
    const lane = byId.get(threadId) ?? lanes.findLast(({name}) => name === visibleText(thread));
    if (!lane) continue;
    const time = at ?? lane.to;
    if (time <= lane.to + 1e6) lane.marks.push({what, at: Math.min(time, lane.to), text: visibleText(words)});
  }
  for (const {marks} of lanes) marks.sort((a, b) => a.at - b.at);
}

function times({fromNanos, toNanos}) {
  const from = number(fromNanos);
  return {from, to: Math.max(from, number(toNanos))};
}

function number(value) {
  return Number.isFinite(value) ? Math.max(0, value) : 0;
}

function named(names, value) {
  const told = String(value ?? "");
  return visibleText(names?.get(told) ?? told);
}

function list(value) {
  return Array.isArray(value) ? value : [];
}

/**
 * The first of some spans, holdings or marks in order that ends after a time.
 *
 * @param {{to: number}[]} items
 * @param {number} time
 * @returns {number} an index, `items.length` where there is none
 */
export function firstAfter(items, time) {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (items[middle].to > time) high = middle;
    else low = middle + 1;
  }
  return low;
}
