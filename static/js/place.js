/** Remembers which part of a page is being read, and returns to it though the text around it has changed. */

const KEY = "interleave.place";

/** Sections, cells and boxes: they keep their ids while an author writes. */
const PARTS = "main article [id]:not(svg *)";

/** A page without parts, such as one that tells errors, leaves the last place as it was. */
export function rememberPlace() {
  const parts = [...document.querySelectorAll(PARTS)];
  if (parts.length === 0) return;
  const reading = parts.findLast((part) => part.getBoundingClientRect().top <= innerHeight / 3);
  const place = {
    path: location.pathname,
    id: reading?.id ?? null,
    offset: reading ? reading.getBoundingClientRect().top : -scrollY,
  };
  sessionStorage.setItem(KEY, JSON.stringify(place));
  // Else the browser would first scroll to where the old text was.
  history.scrollRestoration = "manual";
}

/** Scrolls to the remembered place, if it is on this page, and forgets it. */
export function returnToPlace() {
  const place = JSON.parse(sessionStorage.getItem(KEY) ?? "null");
  if (place?.path !== location.pathname || !document.querySelector(PARTS)) return;
  sessionStorage.removeItem(KEY);
  const part = place.id && document.getElementById(place.id);
  const top = part ? scrollY + part.getBoundingClientRect().top : 0;
  scrollTo({top: top - place.offset, behavior: "instant"});
  history.scrollRestoration = "auto";
}
