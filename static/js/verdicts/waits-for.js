/** Draws who waits for what in a deadlock: threads and locks around a circle, an arrow for each bond. */

import {fitted, s, tenth} from "../timeline/svg.js";
import {visibleText} from "../output/visible.js";

const THREAD = {width: 124, height: 40};
const LOCK = {width: 124, height: 34};

/** Width of a character of a label, in pixels. */
const CHAR = 6.1;

/** On a phone, two threads stand closer than their locks. */
const PHONE = "(width < 40rem)";

/** More boxes than these cannot be read in a circle. */
const MOST = 8;

/** Room between a box and the head of an arrow. */
const AIR = 5;

let pictures = 0;

/**
 * @param {(import("./deadlock.js").Wait & {who: import("../output/threads.js").Thread,
 *     next: import("./deadlock.js").Wait})[]} cycle `next` is the thread that holds what it waits for
 * @param {import("./jump.js").Way} way
 * @returns {SVGElement|string} nothing to see where the circle is too large
 */
export function circle(cycle, way) {
  const {length} = cycle;
  if (length === 0 || length > MOST) return "";
  const prefix = `waits-${++pictures}`;
  const boxes = cycle.flatMap((wait, index) => [threadBox(wait, index, length), lockBox(wait, index, length)]);
  const arrows = boxes.map((box, index) => arrow(box, boxes[(index + 1) % boxes.length], cycle[index >> 1], index % 2 === 1, prefix, way));
  const right = Math.max(...boxes.map(({x, width}) => Math.abs(x) + width / 2), ...arrows.map(({reach}) => reach)) + 6;
  const bottom = Math.max(...boxes.map(({y, height}) => Math.abs(y) + height / 2)) + 10;
  return s(
    "svg",
    {class: "waits-for", viewBox: `${-right} ${-bottom} ${2 * right} ${2 * bottom}`, width: 2 * right, height: 2 * bottom, role: "group", "aria-label": "Who waits for whom; the sentences below say the same"},
    s(
      "defs",
      {},
      ...["holds", "waits"].map((kind) =>
        s(
          "marker",
          {id: `${prefix}-${kind}`, viewBox: "0 0 8 8", refX: 7, refY: 4, markerWidth: 9, markerHeight: 9, orient: "auto", markerUnits: "userSpaceOnUse"},
          s("path", {class: `wf-head wf-head-${kind}`, d: "M0 0.5L8 4L0 7.5z"}),
        ),
      ),
    ),
    ...arrows.map(({line}) => line),
    ...boxes.map(draw),
    ...arrows.map(({label}) => label),
  );
}

/** In each thread's turn: the thread, then the lock that it waits for, which the next thread holds. */
function threadBox({who}, index, length) {
  return {...at(2 * index, 2 * length), ...THREAD, kind: "thread", name: visibleText(who.name), colour: who.colour};
}

function lockBox({waitsFor}, index, length) {
  return {...at(2 * index + 1, 2 * length), ...LOCK, kind: "lock", name: visibleText(String(waitsFor ?? "a lock")), colour: ""};
}

/** Two threads stand left and right, their locks above and below; more stand in a ring, an odd number from its top on. */
function at(step, steps) {
  const angle = (steps % 4 === 0 ? Math.PI : -Math.PI / 2) + (step / steps) * 2 * Math.PI;
  const [wide, high] = steps > 4 ? [70 + 21 * steps, 50 + 22 * steps] : matchMedia(PHONE).matches ? [98, 116] : [160, 96];
  return {x: wide * Math.cos(angle), y: high * Math.sin(angle)};
}

function draw({x, y, width, height, kind, name, colour}) {
  const lock = kind === "lock";
  return s(
    "g",
    {class: `wf-box wf-${kind} ${colour}`},
    s("rect", {x: tenth(x - width / 2), y: tenth(y - height / 2), width, height, rx: lock ? 3 : 20}),
    s("text", {x: tenth(x), y: tenth(y + 4.5), "text-anchor": "middle"}, fitted(name, width - 16, lock ? 7.4 : 7.2), s("title", {}, name)),
  );
}

/** From a thread to the lock that it waits for, and from there to the thread that holds it. */
function arrow(from, to, wait, held, prefix, {id, jump}) {
  const start = edge(from, to, 1);
  const end = edge(to, from, AIR);
  const kind = held ? "holds" : "waits";
  const d = `M${tenth(start.x)} ${tenth(start.y)}L${tenth(end.x)} ${tenth(end.y)}`;
  const line = s("path", {class: `wf-line wf-line-${kind}`, d, "marker-end": `url(#${prefix}-${kind})`});
  const {cell} = held ? wait.next : wait;
  const number = held ? wait.next.heldSince : wait.line;
  const middle = {x: (start.x + end.x) / 2, y: (start.y + end.y) / 2};
  return {line, ...bond(held ? "held by" : "waits for", number, middle, () => jump(cell || id, number))};
}

/** Where the way from a box to another leaves it. */
function edge(box, towards, air) {
  const dx = towards.x - box.x;
  const dy = towards.y - box.y;
  const share = Math.min((box.width / 2 + air) / Math.abs(dx || 1e-9), (box.height / 2 + air) / Math.abs(dy || 1e-9));
  return {x: box.x + dx * share, y: box.y + dy * share};
}

/** What an arrow means, outside of the ring beside it, and how far that reaches. */
function bond(word, line, {x, y}, act) {
  const known = line > 0;
  const text = known ? `${word}, line ${line}` : word;
  const width = text.length * CHAR + 8;
  const centred = Math.abs(x) < 1;
  const start = centred ? -width / 2 : x > 0 ? x + 8 : x - 8 - width;
  const level = y + 4 * Math.sign(y);
  const label = s(
    "g",
    {class: known ? "wf-label wf-jump" : "wf-label", role: known ? "button" : null, tabindex: known ? 0 : null},
    s("rect", {x: tenth(start), y: tenth(level - 12), width: tenth(width), height: 24, rx: 4}),
    s("text", {x: tenth(start + width / 2), y: tenth(level + 4), "text-anchor": "middle"}, text),
  );
  if (known) {
    label.addEventListener("click", act);
    label.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      act();
    });
  }
  return {label, reach: Math.abs(centred ? width / 2 : start + (x > 0 ? width : 0))};
}
