/** The list of chapters, which on a narrow page slides in over the text. */

import {icon} from "./icons.js";
import {h} from "./dom.js";

/** Must agree with the width at which the style sheet puts the list beside the text. */
const WIDE = "(min-width: 64rem)";

/** Serves the button that opens the chapter list where there is no room for it. */
export function startContents() {
  const button = document.querySelector(".nav-toggle");
  const nav = document.getElementById("contents");
  if (!button || !nav) return;
  const wide = matchMedia(WIDE);
  const veil = h("div", {class: "veil", hidden: true, onclick: () => set(false)});
  nav.after(veil);
  button.prepend(icon("menu"));

  function set(open) {
    nav.classList.toggle("open", open);
    nav.inert = !open && !wide.matches;
    veil.hidden = !open;
    button.setAttribute("aria-expanded", String(open));
    document.documentElement.classList.toggle("drawer", open);
    if (open) (nav.querySelector("[aria-current]") ?? nav.querySelector("a"))?.focus();
  }

  function close() {
    if (!nav.classList.contains("open")) return;
    set(false);
    button.focus();
  }

  button.addEventListener("click", () => set(!nav.classList.contains("open")));
  nav.addEventListener("click", (event) => event.target.closest("a") && set(false));
  document.addEventListener("keydown", (event) => event.key === "Escape" && close());
  nav.addEventListener("focusout", (event) => {
    // Tabbing out of the drawer must not leave the focus under it.
    if (nav.classList.contains("open") && event.relatedTarget && !nav.contains(event.relatedTarget)) set(false);
  });
  wide.addEventListener("change", () => set(false));
  button.hidden = false;
  set(false);
  showCurrent(nav);
}

/** In a long list, the chapter being read should be in sight. */
function showCurrent(nav) {
  const current = nav.querySelector("[aria-current]");
  if (current && nav.scrollHeight > nav.clientHeight) {
    nav.scrollTop = current.offsetTop - nav.clientHeight / 3;
  }
}
