/** A failing schedule as plain values: its threads, its steps, and the shared variables after each. */

/**
 * @typedef {object} Strand
 * @property {number} number in the schedule, from 0
 * @property {string} name
 * @property {string} colour class for its colour
 */

/**
 * @typedef {object} Step
 * @property {number} index from 1
 * @property {Strand} strand
 * @property {string} cell empty where it is not known
 * @property {number} line 0 where it is not known
 * @property {string} text
 * @property {Map<string, string>} values of all shared variables known after it
 * @property {Set<string>} changed those that this step has changed
 * @property {string} preempts the thread that was taken off before it though it could have gone on; mostly empty
 * @property {boolean} switched whether another thread took the step before
 */

/** Thread colours beside the neutral one. */
const COLOURS = 8;

/** `value → 0` reads, `value = 1` writes. */
const ACCESS = /^(.+?) (→|=) /;

/** Who writes and reads in a data race, as the explorer says it. */
const SIDE = /(\S+) (?:writes|reads) it \(line (\d+)\)/g;

/**
 * @param {import("../stream.js").RunEvent[]} steps
 * @returns {{strands: Strand[], steps: Step[]}}
 */
export function traceOf(steps) {
  const strands = new Map();
  let values = new Map();
  const all = steps.map(({thread, number, cell, line, text, preempts, shared}, at) => {
    const strand = strandOf(strands, Number(number) || 0, String(thread ?? ""));
    const before = values;
    values = new Map([...before, ...Object.entries(shared ?? {}).map(([name, value]) => [name, String(value)])]);
    const changed = new Set([...values.keys()].filter((name) => values.get(name) !== before.get(name)));
    return {index: at + 1, strand, cell: cell ?? "", line: Number(line) || 0, text: String(text ?? ""), preempts: String(preempts ?? ""), values, changed, switched: false};
  });
  all.forEach((step, at) => (step.switched = at > 0 && all[at - 1].strand !== step.strand));
  return {strands: [...strands.values()].sort((a, b) => a.number - b.number), steps: all};
}

function strandOf(strands, number, name) {
  const known = strands.get(number);
  if (known) return known;
  const colour = number === 0 ? "th-0" : `th-${((number - 1) % COLOURS) + 1}`;
  const strand = {number, name: name || `thread ${number}`, colour};
  strands.set(number, strand);
  return strand;
}

/**
 * The two steps of a data race: accesses of two threads to one variable, of which one writes.
 *
 * @param {Step[]} steps
 * @param {string} sentence names the variable, and mostly the threads and lines
 * @returns {Step[]} empty where they cannot be told
 */
export function racing(steps, sentence) {
  const accesses = steps.flatMap((step) => {
    const [, name, sign] = ACCESS.exec(step.text) ?? [];
    return name ? [{step, name, writes: sign === "="}] : [];
  });
  const sides = [...sentence.matchAll(SIDE)].map(([, thread, line]) => `${thread} ${line}`);
  const isSide = ({step}) => sides.includes(`${step.strand.name} ${step.line}`);
  const pairs = accesses.flatMap((second, at) =>
    accesses.slice(0, at).map((first) => ({first, second})).filter((pair) => pair.first.name === second.name && pair.first.step.strand !== second.step.strand && (pair.first.writes || second.writes)),
  );
  const told = pairs.filter(({first, second}) => isSide(first) && isSide(second));
  const named = pairs.filter(({first}) => sentence.includes(first.name));
  const pair = [told, named, pairs].find((some) => some.length > 0)?.at(-1);
  return pair ? [pair.first.step, pair.second.step] : [];
}
