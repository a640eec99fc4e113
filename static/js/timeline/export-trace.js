/** Writes a timeline in the trace format that ui.perfetto.dev and chrome://tracing open. */

import {STATES} from "./states.js";

const PID = 1;

/** Thread ids of what is no thread: they must not meet a real one. */
const COLLECTOR = 2_000_000_000;
const FIRST_LOCK = 2_000_000_001;

const micros = (nanos) => nanos / 1000;

/**
 * @param {import("./model.js").Model} model
 * @param {string} cell
 * @returns {string} JSON
 */
export function traceOf(model, cell) {
  const {lanes, locks, pauses, cores, arrows} = model;
  const traceEvents = [
    named("process_name", 0, `cell ${cell}`),
    ...lanes.flatMap(laneEvents),
    ...locks.flatMap(lockEvents),
    ...(pauses.length > 0 ? [named("thread_name", COLLECTOR, "garbage collection")] : []),
    ...pauses.map(({from, to, what}) => slice(what, "gc", COLLECTOR, from, to)),
    ...cores.map(({from, percent}) => ({ph: "C", name: "cores in use", pid: PID, tid: 0, ts: micros(from), args: {cores: percent / 100}})),
    ...arrows.flatMap(arrowEvents),
  ];
  return JSON.stringify({displayTimeUnit: "ns", traceEvents, otherData: {cell}});
}

function laneEvents({id, name, spans, marks}, index) {
  return [
    named("thread_name", id, name),
    {ph: "M", name: "thread_sort_index", pid: PID, tid: id, args: {sort_index: index}},
    ...spans.map(({state, from, to, on, heldBy, place}) => ({
      ...slice(STATES[state].word, "thread", id, from, to),
      args: {...(on && {on}), ...(heldBy && {heldBy}), ...(place && {at: place})},
    })),
    ...marks.map(({what, at, text}) => ({
      ph: "i",
      s: "t",
      name: what === "threw" ? text : `prints ${text}`,
      cat: what,
      pid: PID,
      tid: id,
      ts: micros(at),
    })),
  ];
}

function lockEvents({name, holdings}, index) {
  const tid = FIRST_LOCK + index;
  return [
    named("thread_name", tid, `lock ${name}`),
    ...holdings.map(({name: holder, from, to, place}) => ({...slice(holder, "lock", tid, from, to), args: {...(place && {at: place})}})),
  ];
}

function arrowEvents({deed, from, fromNanos, to, toNanos}, id) {
  const shared = {name: deed, cat: "arrow", id, pid: PID};
  return [
    {...shared, ph: "s", tid: from.id, ts: micros(fromNanos)},
    {...shared, ph: "f", bp: "e", tid: to.id, ts: micros(toNanos)},
  ];
}

function slice(name, cat, tid, from, to) {
  return {ph: "X", name, cat, pid: PID, tid, ts: micros(from), dur: micros(to - from)};
}

function named(what, tid, name) {
  return {ph: "M", name: what, pid: PID, tid, args: {name}};
}
