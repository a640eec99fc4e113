/** Makes a timeline, as it is looked at, an SVG file that needs no style sheet. */

import {drawBody, drawLabels} from "./draw-body.js";
import {AXIS, drawAxis, drawCores, STRIP} from "./draw-scale.js";
import {entries} from "./legend.js";
import {patterns} from "./patterns.js";
import {s} from "./svg.js";

/** What style sheets decide, and a file must say by itself. */
const SHAPES = ["fill", "fill-opacity", "stroke", "stroke-width", "stroke-opacity", "stroke-dasharray"];
const TEXTS = ["font-family", "font-size", "font-weight", "stroke-linejoin", "paint-order"];

/** What a viewer takes for granted. */
const USUAL = {
  "fill-opacity": "1",
  stroke: "none",
  "stroke-width": "1px",
  "stroke-opacity": "1",
  "stroke-dasharray": "none",
  "font-weight": "400",
  "stroke-linejoin": "miter",
  "paint-order": "normal",
};

const HEAD = 30;
const LINE = 24;

/**
 * @param {import("./draw-body.js").Scene} scene
 * @param {string} title
 * @param {Element} home where the page's styles for timelines hold
 * @returns {string}
 */
export function svgOf(scene, title, home) {
  const {model, place, height} = scene;
  const prefix = `${scene.prefix}-file`;
  const key = legendRows(entries(model), place.width, prefix);
  const strip = model.cores.length > 0 ? STRIP : 0;
  const total = HEAD + AXIS + height + strip + key.height + 8;
  const defs = patterns(prefix);
  defs.append(
    s("clipPath", {id: `${prefix}-time`}, s("rect", {x: place.left, y: 0, width: place.right - place.left, height})),
  );
  const at = (y, ...children) => s("g", {transform: `translate(0 ${y})`}, ...children);
  const svg = s(
    "svg",
    {class: "tl-file", viewBox: `0 0 ${place.width} ${total}`, width: place.width, height: total},
    s("title", {}, title),
    defs,
    s("rect", {class: "tl-paper", width: place.width, height: total}),
    s("text", {class: "tl-label tl-headline", x: 10, y: 20}, title),
    at(HEAD, ...drawAxis(place, model.pauses)),
    at(HEAD + AXIS, ...drawBody({...scene, prefix}, () => true).nodes, ...drawLabels(scene, () => true)),
    at(HEAD + AXIS + height, ...drawCores(place, model)),
    at(HEAD + AXIS + height + strip, ...key.nodes),
  );
  home.append(svg);
  try {
    // All looks are read before the first class goes, since a child's may hang on its parent's.
    const shown = [...svg.querySelectorAll("rect, path, text")].map((element) => [element, looksOf(element)]);
    for (const [element, looks] of shown) for (const [name, value] of looks) element.setAttribute(name, value);
  } finally {
    svg.remove();
  }
  shed(svg);
  return new XMLSerializer().serializeToString(svg);
}

/** What other viewers need to be told, and no more. */
function looksOf(element) {
  const looks = getComputedStyle(element);
  const names = element.localName === "text" ? [...SHAPES, ...TEXTS] : SHAPES;
  return names.map((name) => [name, plain(looks.getPropertyValue(name))]).filter(([name, value]) => value !== USUAL[name]);
}

/** Only browsers read `color(srgb …)`, which is what a mixed colour is computed to; and ids stay within the file. */
function plain(value) {
  return value
    .replace(/url\("[^"]*(#[^"]+)"\)/, "url($1)")
    .replace(/^color\(srgb ([\d.]+) ([\d.]+) ([\d.]+)(?: \/ ([\d.]+))?\)$/, (_, r, g, b, a) => {
      const rgb = [r, g, b].map((part) => Math.round(part * 255)).join(", ");
      return a === undefined ? `rgb(${rgb})` : `rgba(${rgb}, ${a})`;
    });
}

/** Names that only the page needs. */
function shed(svg) {
  for (const element of [svg, ...svg.querySelectorAll("*")]) {
    for (const name of ["class", "role", "tabindex", "aria-expanded", "aria-label", "data-key", "data-arrow"]) element.removeAttribute(name);
  }
}

function legendRows(all, width, prefix) {
  let x = 10;
  let y = 8;
  const nodes = all.map(({word, draw}) => {
    const room = word.length * 6.4 + 46;
    if (x + room > width && x > 10) {
      x = 10;
      y += LINE;
    }
    const node = s("g", {transform: `translate(${x} ${y})`}, draw(prefix), s("text", {class: "tl-label", x: 30, y: 11}, word));
    x += room;
    return node;
  });
  return {nodes, height: y + LINE};
}
