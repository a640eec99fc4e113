/** Dragging the lines of a Parsons problem: by any part with a mouse, by the grip with a finger. */

/** Pixels a pointer must travel before it drags rather than clicks. */
const SLACK = 5;

/** Pixels to the right that make one step of indentation. */
const STEP = 24;

/**
 * @param {HTMLElement} board
 * @param {import("./parsons-line.js").Line[]} lines
 * @param {{bank: HTMLElement, answer: HTMLElement, moved: (line: import("./parsons-line.js").Line) => void}} lists
 */
export function makeDraggable(board, lines, {bank, answer, moved}) {
  board.addEventListener("pointerdown", (down) => {
    const element = down.target.closest?.(".parsons-line");
    if (!element || down.button !== 0 || down.target.closest(".parsons-tool")) return;
    // A finger on the text scrolls the page; only the grip takes the line along.
    if (down.pointerType !== "mouse" && !down.target.closest(".grip")) return;
    const line = lines.find((each) => each.element === element);
    const started = element.parentElement;
    const indentAtStart = line.indent;
    let dragging = false;

    const follow = (event) => {
      const far = Math.hypot(event.clientX - down.clientX, event.clientY - down.clientY);
      if (!dragging && far < SLACK) return;
      if (!dragging) {
        dragging = true;
        element.classList.add("dragging");
        board.classList.add("dragging");
      }
      event.preventDefault();
      const into = within(answer, event) ? answer : within(bank, event) ? bank : element.parentElement;
      place(into, element, event.clientY);
      if (into !== answer) line.indent = 0;
      else if (started === answer) line.indent = indentAtStart + Math.round((event.clientX - down.clientX) / STEP);
      else line.indent = Math.round((event.clientX - answer.getBoundingClientRect().left - 60) / STEP);
    };
    const drop = () => {
      removeEventListener("pointermove", follow);
      removeEventListener("pointerup", drop);
      removeEventListener("pointercancel", drop);
      element.classList.remove("dragging");
      board.classList.remove("dragging");
      if (!dragging) return;
      // The click that ends a drag must not send the line across.
      const swallow = (click) => click.stopPropagation();
      addEventListener("click", swallow, {capture: true});
      setTimeout(() => {
        removeEventListener("click", swallow, {capture: true});
        moved(line);
      });
    };
    addEventListener("pointermove", follow, {passive: false});
    addEventListener("pointerup", drop);
    addEventListener("pointercancel", drop);
  });
}

function within(list, {clientX, clientY}) {
  const box = list.getBoundingClientRect();
  return clientX >= box.left && clientX <= box.right && clientY >= box.top - 30 && clientY <= box.bottom + 30;
}

function place(list, element, y) {
  const below = [...list.children].find((child) => {
    if (child === element) return false;
    const box = child.getBoundingClientRect();
    return y < box.top + box.height / 2;
  });
  if (below ? below.previousElementSibling !== element : list.lastElementChild !== element) {
    list.insertBefore(element, below ?? null);
  }
}
