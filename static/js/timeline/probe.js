/** Finds what lies under a point of the picture, and the words for it. */

import {rowAt} from "./layout.js";
import {firstAfter} from "./model.js";
import {arrowWords, coreWords, groupWords, holdingWords, markWords, pauseWords, spanWords} from "./words.js";
import {exactly} from "./ticks.js";

/** A mark is found within so many pixels. */
const NEAR = 5;

/**
 * @typedef {object} Found
 * @property {string} words
 * @property {string} [cell]
 * @property {number} [line]
 * @property {string} [place] that line in words
 * @property {import("./layout.js").Row} [row]
 * @property {{from: number, to: number}} [item]
 */

/**
 * @param {import("./model.js").Model} model
 * @param {import("./picture.js").Picture} picture
 * @param {{target: EventTarget, clientX: number, clientY: number}} event
 * @returns {Found|null}
 */
export function probe(model, picture, event) {
  const {left} = picture.element.getBoundingClientRect();
  const {place} = picture;
  const x = event.clientX - left;
  if (x < place.left - 2 || x > place.right + 2) return null;
  const time = place.time(x);
  const arrow = model.arrows[event.target.getAttribute?.("data-arrow") ?? -1];
  if (arrow) return {words: arrowWords(arrow)};
  const pause = model.pauses.find(({from, to}) => time >= from - slack(place) && time <= to + slack(place));
  if (picture.axis.contains(event.target)) return {words: pause ? pauseWords(pause) : exactly(Math.max(0, time))};
  if (picture.strip.contains(event.target)) {
    const use = model.cores.find(({from, to}) => time >= from && time <= to);
    return use ? {words: coreWords(use)} : null;
  }
  const row = rowAt(picture.rows, event.clientY - picture.body.getBoundingClientRect().top);
  return (row && inRow(row, time, place)) ?? (pause ? {words: pauseWords(pause)} : null);
}

function slack(place) {
  return place.time(place.left + 2) - place.view.from;
}

function inRow(row, time, place) {
  const {lane, lock, group} = row;
  if (group) return {words: groupWords(group, time), row};
  if (lane) {
    const near = NEAR * (slack(place) / 2);
    const mark = lane.marks.find(({at}) => Math.abs(at - time) <= near);
    if (mark) return {...within(lane.spans, time, row, place), words: markWords(lane, mark)};
    const found = within(lane.spans, time, row, place);
    return found && {...found, words: spanWords(found.item)};
  }
  if (!lock) return null;
  const found = within(lock.holdings, time, row, place);
  return found ? {...found, words: holdingWords(found.item)} : {words: `nobody holds ${lock.name} at ${exactly(time)}`, row};
}

/** The longest of the spans under a pixel, since slivers are drawn as the longest of them. */
function within(items, time, row, place) {
  const near = slack(place) / 2;
  let best = null;
  for (let i = firstAfter(items, time - near); i < items.length && items[i].from <= time + near; i++) {
    if (!best || items[i].to - items[i].from > best.to - best.from) best = items[i];
  }
  const exact = items[firstAfter(items, time)];
  const item = exact && exact.from <= time && exact.to - exact.from > near ? exact : best;
  return item && {row, item, cell: item.cell, line: item.line, place: item.place};
}

/**
 * The words for what the keyboard has come to.
 *
 * @param {import("./layout.js").Row} row
 * @param {object} item a span, a holding, or the extent of a group
 * @returns {Found}
 */
export function wordsFor(row, item) {
  const {group, lock} = row;
  if (group) return {words: `${group.name}, ${group.open ? "unfolded" : "folded"}; Enter ${group.open ? "folds" : "unfolds"} them`, row};
  return {words: lock ? holdingWords(item) : spanWords(item), row, item, cell: item.cell, line: item.line, place: item.place};
}
