/** The button that turns the page light or dark, and remembers it. */

import {icon} from "./icons.js";

const KEY = "interleave.theme";

/** Shows and serves the toggle of the page's header. */
export function startThemeToggle() {
  const button = document.querySelector(".theme-toggle");
  if (!button) return;
  const system = matchMedia("(prefers-color-scheme: dark)");
  const root = document.documentElement;

  const systemTheme = () => (system.matches ? "dark" : "light");
  const theme = () => root.dataset.theme ?? systemTheme();

  function label() {
    const next = theme() === "dark" ? "light" : "dark";
    button.replaceChildren(icon(next === "dark" ? "moon" : "sun"));
    button.setAttribute("aria-label", `Switch to the ${next} theme`);
    button.title = `Switch to the ${next} theme`;
  }

  button.addEventListener("click", () => {
    const next = theme() === "dark" ? "light" : "dark";
    // A choice that agrees with the system is no choice: the page follows the system again.
    if (next === systemTheme()) delete root.dataset.theme;
    else root.dataset.theme = next;
    try {
      if (root.dataset.theme) localStorage.setItem(KEY, next);
      else localStorage.removeItem(KEY);
    } catch {
      // Storage is forbidden: the choice lasts as long as the page.
    }
    label();
  });
  system.addEventListener("change", label);
  label();
  button.hidden = false;
}
