/** Lets the keyboard scroll what is too wide for the page: plain listings and tables. */

const WIDE = "pre.listing, .hidden-lines pre, article table";

/** Makes such an element focusable as long as it has something to scroll. */
export function startOverflow() {
  const observer = new ResizeObserver((entries) => {
    for (const {target} of entries) {
      if (target.scrollWidth > target.clientWidth) target.tabIndex = 0;
      else target.removeAttribute("tabindex");
    }
  });
  for (const element of document.querySelectorAll(WIDE)) {
    // A cell's own listing is focusable already: the focus brings its editor.
    if (!element.matches(".cell > pre.listing")) observer.observe(element);
  }
}
