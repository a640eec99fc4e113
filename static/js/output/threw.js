/** Draws an exception: what it says, where in the reader's code it came from, what caused it. */

import {counted, h} from "../dom.js";
import {icon} from "../icons.js";
import {visibleNodes} from "./visible.js";

const CAUSES = 10;

/**
 * @typedef {object} Frame
 * @property {string|null} [cell] null for a frame inside the JDK
 * @property {number} [line] 1-based, in the text the reader sees
 * @property {string} [method]
 */

/**
 * @param {{exception: string, message?: string|null, thread?: string, frames?: Frame[], cause?: object}} event
 * @param {string} own the cell that ran
 * @param {(cell: string, line: number) => void} jump shows a line of a cell
 * @returns {HTMLElement}
 */
export function threwBlock(event, own, jump) {
  const block = h("div", {class: "block threw"});
  let cause = event;
  for (let depth = 0; cause && depth < CAUSES; depth++, cause = cause.cause) {
    block.append(headline(cause, depth > 0, event.thread), ...frames(cause.frames ?? [], own, jump));
  }
  return block;
}

function headline({exception, message}, isCause, thread) {
  const name = String(exception ?? "an exception");
  return h(
    "p",
    {class: "threw-head"},
    isCause ? h("span", {class: "threw-why"}, "caused by ") : icon("wrong"),
    h("strong", {title: name}, ...visibleNodes(name.slice(name.lastIndexOf(".") + 1))),
    message ? ": " : null,
    ...(message ? visibleNodes(String(message).slice(0, 4000)) : []),
    !isCause && thread && thread !== "main"
      ? h("span", {class: "threw-thread"}, " in thread ", ...visibleNodes(thread))
      : null,
  );
}

/** Frames of cells stand open; runs of frames inside the JDK fold into one line. */
function frames(all, own, jump) {
  const items = [];
  for (let i = 0; i < all.length; ) {
    const end = inside(all[i]) ? runEnd(all, i) : i + 1;
    items.push(inside(all[i]) ? folded(all.slice(i, end)) : h("li", {}, frame(all[i], own, jump)));
    i = end;
  }
  return items.length === 0 ? [] : [h("ol", {class: "frames"}, ...items)];
}

function inside(frame) {
  return frame.cell === null || frame.cell === undefined;
}

function runEnd(all, from) {
  const end = all.findIndex((frame, index) => index > from && !inside(frame));
  return end === -1 ? all.length : end;
}

function folded(some) {
  if (some.length === 1) return h("li", {class: "jdk"}, method(some[0]));
  return h(
    "li",
    {class: "jdk"},
    h(
      "details",
      {},
      h("summary", {}, `${counted(some.length, "frame")} inside the JDK`),
      h("ol", {class: "frames"}, ...some.map((frame) => h("li", {}, method(frame)))),
    ),
  );
}

function frame(at, own, jump) {
  const {cell, line} = at;
  const where = [cell === own ? null : cell, line ? `line ${line}` : null].filter(Boolean).join(", ");
  return h(
    "span",
    {},
    method(at),
    " ",
    line ? h("button", {type: "button", class: "jump", onclick: () => jump(cell, line)}, where) : where,
  );
}

function method(frame) {
  return h("code", {}, ...visibleNodes(String(frame.method ?? "code of the cell")));
}
