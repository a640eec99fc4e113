/** Links that bring a schedule: `#cell-counter?schedule=…`. */

import {announce} from "../announce.js";
import {h} from "../dom.js";

/** Long enough for any schedule that a reader could follow. */
const SHAPE = /^#cell-([a-z0-9-]{1,100})\?schedule=([\w.~%-]{1,8000})$/;

/** By then a page has got its editors and figures. */
const SETTLED_MS = 3000;

/**
 * @param {string} id the cell's
 * @param {string} replay
 * @returns {string}
 */
export function linkOf(id, replay) {
  return `${location.origin}${location.pathname}#cell-${id}?schedule=${encodeURIComponent(replay)}`;
}

/**
 * Offers the schedule of a link at its cell. Nothing runs before the reader says so.
 *
 * @param {string} hash of the page's address
 * @param {import("../session.js").Session} session
 */
export function offer(hash, session) {
  const [, id, schedule] = SHAPE.exec(hash) ?? [];
  const cell = session.cell(id);
  if (!cell) return;
  const edit = cell.edited ? " It belongs to the author's text, which you have edited: in yours it may lead elsewhere." : "";
  const sentence = `This link brings a schedule of ${cell.id}.${edit}`;
  const button = h("button", {type: "button", class: "button small", onclick: () => cell.replay(decoded(schedule))}, "Replay the schedule");
  cell.say("info", sentence, button);
  announce(sentence);
  aimAt(cell.figure);
}

/** Editors and figures above it may still come, so the aim is taken anew until the reader moves. */
function aimAt(figure) {
  const observer = new ResizeObserver(() => figure.scrollIntoView({block: "start", behavior: "instant"}));
  observer.observe(document.body);
  const stop = () => observer.disconnect();
  for (const type of ["wheel", "touchstart", "pointerdown", "keydown"]) addEventListener(type, stop, {once: true, passive: true});
  setTimeout(stop, SETTLED_MS);
}

function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
