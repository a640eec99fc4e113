/** Puts an editor where a listing stands once the reader comes near it. */

/** How far below and above the window a listing counts as near. */
const NEAR = "900px 0px";

/**
 * Until its editor is there, a listing is readable, focusable and runnable as it is.
 *
 * @param {import("./cell.js").Cell[]} cells
 * @param {import("./session.js").Session} session
 */
export function mountNearby(cells, session) {
  const observer = new IntersectionObserver(
    (entries) => {
      for (const entry of entries) {
        if (entry.isIntersecting) mount(byFigure.get(entry.target));
      }
    },
    {rootMargin: NEAR},
  );
  const byFigure = new Map(cells.map((cell) => [cell.figure, cell]));
  const mounts = new Map();

  function mount(cell) {
    observer.unobserve(cell.figure);
    if (!mounts.has(cell)) mounts.set(cell, load(cell, session));
    return mounts.get(cell);
  }

  for (const cell of cells) {
    cell.mount = () => mount(cell);
    const {listing} = cell;
    listing.tabIndex = 0;
    listing.setAttribute("role", "group");
    listing.setAttribute("aria-label", `Java code, cell ${cell.id}`);
    listing.addEventListener("focus", async () => (await mount(cell))?.focus());
    listing.addEventListener("click", async (click) => (await mount(cell))?.focus(click));
    if (cell.figure.dataset.collapsed !== undefined) collapse(cell, () => mount(cell));
    else observer.observe(cell.figure);
  }
}

async function load(cell, session) {
  try {
    const {Editor} = await import("./editor.js");
    const hadFocus = document.activeElement === cell.listing;
    const editor = new Editor(cell, session.chapter);
    cell.use(editor);
    if (hadFocus) editor.focus();
    return editor;
  } catch (error) {
    // Without an editor the listing stays, and still runs.
    console.warn("No editor for", cell.id, error);
    return null;
  }
}

/** A collapsed cell shows its code on demand. */
function collapse(cell, show) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "uncover";
  button.textContent = "Show the code";
  button.addEventListener("click", async () => {
    button.remove();
    cell.figure.classList.remove("collapsed");
    (await show())?.focus();
  });
  cell.figure.classList.add("collapsed");
  cell.listing.before(button);
}
