/** Draws one thread: its states as shapes, its start and end, what it said and threw. */

import {pieces} from "./slivers.js";
import {fillOf} from "./patterns.js";
import {sign, signWidth} from "./sign.js";
import {BAR, STATES} from "./states.js";
import {box, s, tenth} from "./svg.js";

/** Of narrower spans no texture or frame could be seen: they are plain. */
const TEXTURED = 3;

/** From this width on, a span says in words what it is. */
const WORDS = 52;

/**
 * @param {import("./layout.js").Row} row
 * @param {import("./layout.js").Place} place
 * @param {string} prefix of the patterns' ids
 * @returns {SVGElement}
 */
export function drawLane({lane, bar}, place, prefix) {
  const paths = new Map();
  const words = [];
  for (const {x, width, span, merged} of pieces(lane.spans, place)) {
    const {height} = STATES[span.state];
    const thin = width < TEXTURED;
    // A hair of room tells two spans of the same state apart.
    const path = box(x, bar + (BAR - height) / 2, thin ? width : width - 0.6, height);
    const look = thin ? `${span.state} thin` : span.state;
    paths.set(look, (paths.get(look) ?? "") + path);
    const text = !merged && width >= WORDS ? told(span, width - 6) : "";
    if (text) words.push(sign(text, x + width / 2, bar));
  }
  return s(
    "g",
    {class: lane.colour},
    ...[...paths].map(([look, d]) =>
      s("path", {class: `tl-span tl-c-${look}`, d, fill: STATES[look]?.patterned ? fillOf(prefix, look) : null}),
    ),
    ends(lane, bar, place),
    ...words,
    ...marks(lane, bar, place),
  );
}

/** What no shape can tell, as much of it as fits whole. */
function told({state, on, heldBy, place}, room) {
  if (state === "running" || state === "runnable") return "";
  const held = heldBy && `held by ${heldBy}`;
  const texts = [[on, held, place], [on, held], [held], [on, place], [on], [place]].map((parts) => parts.filter(Boolean).join(", "));
  return texts.find((each) => each !== "" && signWidth(each) <= room) ?? "";
}

/** A thread's first and last moment; one that lived on goes out as an arrow. */
function ends(lane, bar, place) {
  const {x, view} = place;
  let d = "";
  if (lane.from >= view.from && lane.from <= view.to) d += `M${tenth(x(lane.from))} ${bar - 2}v${BAR + 4}`;
  if (lane.ended && lane.to >= view.from && lane.to <= view.to) d += `M${tenth(x(lane.to))} ${bar - 2}v${BAR + 4}`;
  const threw = lane.marks.some(({what}) => what === "threw");
  if (!lane.ended && !threw && lane.to <= view.to) d += `M${tenth(x(lane.to))} ${bar + 2}l5 5l-5 5`;
  return d ? s("path", {class: "tl-end", d}) : null;
}

/** Marks that share a pixel are one. */
function marks(lane, bar, place) {
  const paths = {out: "", err: "", threw: ""};
  const last = {out: -9, err: -9, threw: -9};
  for (const {what, at} of lane.marks) {
    if (at < place.view.from || at > place.view.to) continue;
    const x = tenth(place.x(at));
    if (x - last[what] < 1) continue;
    last[what] = x;
    if (what === "threw") paths.threw += `M${x - 4} ${bar + 3}l8 8m0 -8l-8 8`;
    else paths[what] += `M${x} ${bar + 2}l-3.5 -5.5h7z`;
  }
  return Object.entries(paths)
    .filter(([, d]) => d !== "")
    .map(([what, d]) => s("path", {class: `tl-mark tl-mark-${what}`, d}));
}
