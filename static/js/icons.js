/** The page's few icons, drawn on a grid of 16 in the colour of the text beside them. */

const SVG = "http://www.w3.org/2000/svg";

const SHAPES = {
  run: "M4.5 2.8v10.4L13 8z",
  stop: "M4 4h8v8H4z",
  reset: "M3 8a5 5 0 1 0 1.7-3.8M3 2.5v3h3",
  copy: "M6 5.5h7v8H6zM10 5.5V2.5H3v8h3",
  done: "M3 8.5l3.5 3.5L13 4.5",
  wrong: "M4 4l8 8M12 4l-8 8",
  clock: "M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2zM8 4.8V8l2.2 1.8",
  warn: "M8 2.2L14.4 13.4H1.6zM8 6.4v3.4M8 11.6v.2",
  left: "M10 3L5 8l5 5",
  right: "M6 3l5 5-5 5",
  up: "M3 10l5-5 5 5",
  down: "M3 6l5 5 5-5",
  first: "M12 3L7 8l5 5M4 3v10",
  last: "M4 3l5 5-5 5M12 3v10",
  star: "M8 1.8l1.9 4 4.3.6-3.1 3 .8 4.4L8 11.7l-3.9 2.1.8-4.4-3.1-3 4.3-.6z",
  unknown: "M5.6 6a2.4 2.4 0 1 1 3.4 2.2c-.7.4-1 .9-1 1.8M8 13v.2",
  exit: "M7 3H3v10h4M6.5 8H14M11 5l3 3-3 3",
  link: "M6.5 9.5l3-3M7 4.8l1.4-1.4a2.6 2.6 0 0 1 3.7 3.7L10.7 8.5M9 11.2l-1.4 1.4a2.6 2.6 0 0 1-3.7-3.7l1.4-1.4",
  sun: "M8 5.2a2.8 2.8 0 1 0 0 5.6 2.8 2.8 0 0 0 0-5.6zM8 1.2v1.6M8 13.2v1.6M1.2 8h1.6M13.2 8h1.6M3.2 3.2l1.1 1.1M11.7 11.7l1.1 1.1M3.2 12.8l1.1-1.1M11.7 4.3l1.1-1.1",
  moon: "M13.2 9.6A5.6 5.6 0 0 1 6.4 2.8a5.6 5.6 0 1 0 6.8 6.8z",
  menu: "M2.5 4h11M2.5 8h11M2.5 12h11",
};

const FILLED = new Set(["run", "stop"]);

/**
 * An icon that screen readers pass over; the text beside it carries the meaning.
 *
 * @param {keyof typeof SHAPES} name
 * @returns {SVGSVGElement}
 */
export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 16 16");
  svg.setAttribute("class", FILLED.has(name) ? "icon filled" : "icon");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", SHAPES[name]);
  svg.append(path);
  return svg;
}
