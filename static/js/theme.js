/*
 * Puts the reader's chosen theme on the page before its first paint.
 * A classic script on purpose: a module would run after the first paint and let the page flash.
 */
document.documentElement.dataset.js = "";
try {
  const theme = localStorage.getItem("interleave.theme");
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
} catch {
  // Storage may be forbidden: the page then follows the system's theme.
}
