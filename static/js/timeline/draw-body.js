/** Puts rows, grid, pauses and arrows together into one picture. */

import {drawArrows} from "./draw-arrows.js";
import {drawGroup} from "./draw-group.js";
import {drawLane} from "./draw-lane.js";
import {drawLock} from "./draw-locks.js";
import {drawGrid} from "./draw-scale.js";
import {AREA} from "./layout.js";
import {BAR} from "./states.js";
import {fitted, s} from "./svg.js";

/**
 * @typedef {object} Scene
 * @property {import("./model.js").Model} model
 * @property {import("./layout.js").Row[]} rows
 * @property {number} height of all rows
 * @property {import("./layout.js").Place} place
 * @property {string} prefix of ids
 * @property {import("./model.js").Lane|null} hot the lane whose arrows matter most
 */

/**
 * @param {Scene} scene
 * @param {(row: import("./layout.js").Row) => boolean} inSight rows out of sight are not drawn
 * @returns {{nodes: SVGElement[], hidden: number}} and how many arrows are too many to be shown
 */
export function drawBody({model, rows, height, place, prefix, hot}, inSight) {
  const laneRows = new Map(rows.flatMap((row) => (row.lane ? [[row.lane, row]] : [])));
  const arrows = drawArrows(model.arrows, laneRows, place, prefix, hot);
  const nodes = [
    ...drawGrid(place, height, model.pauses, prefix),
    ...rows.filter(inSight).map((row) => content(row, place, prefix)),
    s("g", {"clip-path": `url(#${prefix}-time)`}, ...arrows.nodes),
  ];
  return {nodes, hidden: arrows.hidden};
}

/**
 * The names beside the rows, which lie over all else and do not change with time.
 *
 * @param {Scene} scene
 * @param {(row: import("./layout.js").Row) => boolean} inSight
 * @returns {SVGElement[]}
 */
export function drawLabels({rows, place}, inSight) {
  return rows.filter(inSight).map((row) => label(row, place));
}

function content(row, place, prefix) {
  switch (row.kind) {
    case "lane":
      return drawLane(row, place, prefix);
    case "group":
      return drawGroup(row, place, prefix);
    case "lock":
      return drawLock(row, place);
    case "title":
      return s("path", {class: "tl-grid", d: `M0 ${row.top + 0.5}H${place.width}`});
  }
}

function label(row, place) {
  const {kind, group, lane, bar, top, member} = row;
  const x = (place.narrow ? 10 : 14) + (member ? 12 : 0);
  const y = place.narrow ? top + 14 : bar + (group ? AREA / 2 + 4 : BAR - 3);
  if (kind === "title") return s("text", {class: "tl-title", x: 10, y: bar + 10}, row.label);
  const room = (place.narrow ? place.right : place.left - 8) - x;
  if (kind === "lock") return s("text", {class: "tl-label tl-mono", x, y}, fitted(row.label, room, 6.7));
  if (group) return foldButton(row, fitted(row.label, room - 12, 6.6), x, y);
  return s(
    "g",
    {class: lane.colour},
    s("path", {class: lane.again ? "tl-swatch tl-again" : "tl-swatch", d: `M${x - 5} ${place.narrow ? top + 4 : bar}v${place.narrow ? 12 : BAR}`}),
    s("text", {class: `tl-label tl-name ${lane.kind}`, x: x + 3, y}, fitted(row.label, room - 3, 6.6), s("title", {}, `${lane.name}, ${lane.kind} thread`)),
  );
}

function foldButton({group, label: name}, text, x, y) {
  return s(
    "g",
    {class: "tl-fold", role: "button", tabindex: 0, "aria-expanded": String(group.open), "aria-label": name, "data-key": group.key},
    s("rect", {class: "tl-fold-room", x: x - 10, y: y - 15, width: text.length * 6.8 + 32, height: 22, rx: 4}),
    s("path", {class: "tl-fold-mark", d: group.open ? `M${x - 5} ${y - 7}l4.5 5l4.5 -5` : `M${x - 4} ${y - 9}l5 4.5l-5 4.5`}),
    s("text", {class: "tl-label", x: x + 11, y}, text),
  );
}
