/** While an author writes: loads the page anew when its files have changed. */

import {rememberPlace, returnToPlace} from "./place.js";

returnToPlace();

const source = new EventSource("/api/reload");
let lost = false;

function reload() {
  rememberPlace();
  location.reload();
}

source.addEventListener("reload", reload);
source.addEventListener("error", () => (lost = true));
// The server was away: what it serves now may be something else.
source.addEventListener("open", () => lost && reload());
addEventListener("pagehide", () => source.close());
