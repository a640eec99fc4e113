/** The keys of a timeline. */

/** How much a key zooms. */
const ZOOM = 1.6;

/** The keys in a sentence, shown with the picture. */
export const HINT =
  "Ctrl or ⌘ with the wheel zooms, and so do two fingers; dragging moves, a double click shows one span. " +
  "Keys: ← → go along a lane, ↑ ↓ from lane to lane, Enter shows the line or unfolds a group, " +
  "+ and − zoom, Shift with ← → moves, Home shows the whole run. On the axis, ← → move.";

/**
 * @typedef {object} Deeds
 * @property {(spans: number) => void} along
 * @property {(lanes: number) => void} across
 * @property {(factor: number) => void} zoom
 * @property {(share: number) => void} pan by a share of what is shown
 * @property {() => void} all
 * @property {() => void} enter
 */

/**
 * @param {Element} cursor
 * @param {Element} axis
 * @param {Deeds} deeds
 */
export function keys(cursor, axis, deeds) {
  const shared = {
    "+": () => deeds.zoom(ZOOM),
    "=": () => deeds.zoom(ZOOM),
    "-": () => deeds.zoom(1 / ZOOM),
    Home: () => deeds.all(),
  };
  const moving = {ArrowLeft: () => deeds.pan(-0.2), ArrowRight: () => deeds.pan(0.2)};
  const along = {
    ArrowLeft: () => deeds.along(-1),
    ArrowRight: () => deeds.along(1),
    ArrowUp: () => deeds.across(-1),
    ArrowDown: () => deeds.across(1),
    Enter: () => deeds.enter(),
    " ": () => deeds.enter(),
  };
  listen(axis, () => ({...shared, ...moving}));
  listen(cursor, (event) => ({...shared, ...(event.shiftKey ? {...along, ...moving} : along)}));
}

function listen(element, mapOf) {
  element.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const deed = mapOf(event)[event.key];
    if (!deed) return;
    event.preventDefault();
    deed();
  });
}
