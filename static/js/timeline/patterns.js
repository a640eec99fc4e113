/** The fills of waiting states: each a texture of its own, so that none is told by colour alone. */

import {s} from "./svg.js";

const TEXTURES = {
  blocked: {size: 6, d: "M-1 7L7 -1M-1 -1L7 7"},
  parked: {size: 5, d: "M-1 6L6 -1M-1 1L1 -1M4 6L6 4"},
  waiting: {size: 5, d: "M2.5 1.6a.9 .9 0 1 0 .01 0z"},
  io: {size: 5, d: "M1.5 0v5"},
  pinned: {size: 6, d: "M0 0h3v3h-3zM3 3h3v3h-3z"},
  pause: {size: 7, d: "M-1 8L8 -1"},
};

/**
 * @param {string} prefix makes the ids of one picture its own
 * @returns {SVGElement} the definitions that the picture refers to
 */
export function patterns(prefix) {
  return s(
    "defs",
    {},
    ...Object.entries(TEXTURES).map(([name, {size, d}]) =>
      s(
        "pattern",
        {id: `${prefix}-${name}`, patternUnits: "userSpaceOnUse", width: size, height: size},
        s("rect", {class: `tl-ground tl-c-${name}`, width: size, height: size}),
        s("path", {class: `tl-texture tl-c-${name}`, d}),
      ),
    ),
    s(
      "marker",
      {id: `${prefix}-head`, viewBox: "0 0 8 8", refX: 7, refY: 4, markerWidth: 7, markerHeight: 7, orient: "auto", markerUnits: "userSpaceOnUse"},
      s("path", {class: "tl-head-of-arrow", d: "M0 0.5L8 4L0 7.5z"}),
    ),
  );
}

/**
 * @param {string} prefix
 * @param {string} name of a state, or `pause`
 * @returns {string} the value of `fill`
 */
export function fillOf(prefix, name) {
  return `url(#${prefix}-${name})`;
}
