/** Draws how much faster more threads are, beside the ideal and beside Amdahl's law. */

import {counted, h} from "../dom.js";
import {visibleText} from "../output/visible.js";
import {amdahl} from "./amdahl.js";
import {chart} from "./chart.js";
import {evenScale} from "./scale.js";

/** Steps of the curve of the law. */
const STEPS = 24;

/**
 * @param {import("./amdahl.js").Speedup} speedup
 * @param {number} cores 0 where it is not known
 * @param {number} number which of the figure's benchmarks, from 0
 * @returns {HTMLElement}
 */
export function speedupFigure(speedup, cores, number) {
  const {name, base, points, fraction} = speedup;
  const most = Math.max(...points.map(({threads}) => threads));
  const ideal = (threads) => (cores > 0 ? Math.min(threads, Math.max(cores, base)) : threads) / base;
  const counts = points.map(({threads}) => threads);
  const x = {...evenScale(Math.min(...counts), most), ticks: counts.map((value) => ({value, label: String(value), minor: false}))};
  const from = Math.min(...counts);
  x.from = from;
  x.to = most;
  x.at = (value) => 4 + (92 * (value - from)) / (most - from);
  const y = evenScale(0, Math.max(ideal(most), fraction === null ? 0 : amdahl(fraction, most), ...points.map(({high}) => high)));
  const bends = [...new Set([from, ...(cores > from && cores < most ? [cores] : []), most])];
  const lines = [
    {name: "measured", look: "measured", number, path: points.map(({threads, mean}) => [threads, mean]), dots: points.flatMap(({threads, all}) => all.map((each) => [threads, each])), ranges: points.map(({threads, low, high}) => ({x: threads, low, high}))},
    {name: cores > 0 ? `ideal on ${counted(cores, "core")}` : "ideal", look: "ideal", path: bends.map((threads) => [threads, ideal(threads)])},
  ];
  if (fraction !== null) {
    const path = Array.from({length: STEPS + 1}, (_, index) => from + ((most - from) * index) / STEPS).map((threads) => [threads, amdahl(fraction, threads)]);
    const beyond = cores > 0 && cores < most ? ", if each thread had a core" : "";
    lines.push({name: `Amdahl, ${percentOf(fraction)} parallel${beyond}`, look: "law", number, path});
  }
  return h(
    "div",
    {class: "lab-group"},
    h("p", {class: "lab-note"}, h("strong", {}, `Speed-up of ${visibleText(name)}. `), gain(speedup), " ", law(speedup)),
    h("p", {class: "lab-note"}, bounds(cores, most)),
    chart({
      label: `Speed-up of ${visibleText(name)} by threads; the sentences and the table say the same`,
      x,
      y,
      xTitle: "threads",
      yTitle: `work in the same time, as a multiple of ${counted(base, "thread")}`,
      lines,
      marks: cores > from && cores < most ? [{x: cores, text: counted(cores, "core")}] : [],
    }),
  );
}

function gain({base, points}) {
  const best = points.reduce((a, b) => (b.mean > a.mean ? b : a));
  return best.threads === base
    ? `No count does more than ${counted(base, "thread")} in the same time.`
    : `Most work is done by ${counted(best.threads, "thread")}: ${times(best.mean)} that of ${counted(base, "thread")}.`;
}

function law({base, fraction, fittedOn}) {
  if (fraction === null) return base > 1 ? "Without a run on 1 thread, a parallel fraction cannot be told." : "";
  const bound = fraction < 1 ? `; by Amdahl's law no number of cores would make it more than ${times(1 / (1 - fraction))} as fast` : "";
  const guess = fittedOn === 1 ? " It is fitted to one count besides 1 thread, so it is a guess." : "";
  return `The parallel fraction that fits is ${percentOf(fraction)}${bound}.${guess}`;
}

function bounds(cores, most) {
  if (cores === 1) return "This machine has 1 core, so there is no speed-up to see on it.";
  return cores > 0 && most > cores
    ? `This machine has ${counted(cores, "core")}. More threads than that take turns and cannot do more: from there on the ideal is level, and the fit leaves those points out.`
    : "";
}

function times(factor) {
  return `${factor >= 100 ? factor.toFixed(0) : factor.toPrecision(3)} times`;
}

function percentOf(fraction) {
  return `${(fraction * 100).toFixed(fraction > 0.99 && fraction < 1 ? 1 : 0)}\u00a0%`;
}
