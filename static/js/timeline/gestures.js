/** Wheel, drag and pinch over a picture; what is not meant for it goes on to scroll the page. */

/** A press that moves less is a click. */
const STILL = 4;

/** Pixels of a line of a wheel that counts in lines. */
const LINE = 20;

/**
 * @typedef {object} Moves
 * @property {(factor: number, x: number) => void} zoom
 * @property {(pixels: number) => boolean} pan whether there was anything to move
 * @property {(event: PointerEvent) => void} hover
 * @property {() => void} leave
 * @property {(event: PointerEvent) => void} press a click or a tap
 * @property {(event: MouseEvent) => void} fit a double click
 */

/**
 * @param {HTMLElement} element
 * @param {Moves} moves
 */
export function gestures(element, moves) {
  const pointers = new Map();
  let dragged = false;
  let spread = 0;
  const across = (clientX) => clientX - element.getBoundingClientRect().left;

  element.addEventListener(
    "wheel",
    (event) => {
      const unit = event.deltaMode === 1 ? LINE : 1;
      // A bare wheel scrolls the page: it would be caught by a picture that passes under the pointer.
      if (event.ctrlKey || event.metaKey) {
        event.preventDefault();
        moves.zoom(Math.exp(-event.deltaY * unit * 0.0025), across(event.clientX));
      } else if (event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY)) {
        if (moves.pan((event.deltaX || event.deltaY) * unit)) event.preventDefault();
      }
    },
    {passive: false},
  );

  element.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    pointers.set(event.pointerId, event);
    dragged = pointers.size > 1;
    spread = distance(pointers);
  });

  element.addEventListener("pointermove", (event) => {
    const before = pointers.get(event.pointerId);
    if (!before) return moves.hover(event);
    if (pointers.size === 1) {
      if (!dragged && Math.abs(event.clientX - before.clientX) < STILL) return;
      dragged = true;
      element.setPointerCapture(event.pointerId);
      moves.pan(before.clientX - event.clientX);
    }
    pointers.set(event.pointerId, event);
    if (pointers.size !== 2) return;
    const now = distance(pointers);
    const [a, b] = [...pointers.values()];
    if (spread > 0 && now > 0) moves.zoom(now / spread, across((a.clientX + b.clientX) / 2));
    spread = now;
  });

  element.addEventListener("pointerup", (event) => {
    if (pointers.delete(event.pointerId) && !dragged) moves.press(event);
  });
  element.addEventListener("pointercancel", (event) => pointers.delete(event.pointerId));
  element.addEventListener("pointerleave", (event) => {
    if (event.pointerType === "mouse") moves.leave();
  });
  element.addEventListener("dblclick", moves.fit);
}

function distance(pointers) {
  const [a, b] = [...pointers.values()];
  return b ? Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY) : 0;
}
