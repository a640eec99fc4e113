/** Writes on bars: a text on a plate of its own, so that no texture runs through its letters. */

import {s, tenth} from "./svg.js";

/** Room left and right of the letters, in pixels. */
const AIR = 4;

let ruler = null;

/**
 * @param {string} text
 * @returns {number} the width of its plate, in pixels
 */
export function signWidth(text) {
  if (!ruler) {
    ruler = document.createElement("canvas").getContext("2d");
    ruler.font = `11px ${getComputedStyle(document.documentElement).getPropertyValue("--sans")}`;
  }
  return ruler.measureText(text).width + 2 * AIR;
}

/**
 * @param {string} text
 * @param {number} x its middle
 * @param {number} top of the bar, as for a bar of full height
 * @returns {SVGElement}
 */
export function sign(text, x, top) {
  const width = signWidth(text);
  return s(
    "g",
    {class: "tl-sign"},
    s("rect", {class: "tl-plate", x: tenth(x - width / 2), y: top + 0.5, width: tenth(width), height: 13, rx: 3}),
    s("text", {x: tenth(x), y: top + 11, "text-anchor": "middle"}, text),
  );
}
