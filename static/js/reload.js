/** While an author writes: loads the page anew when its chapter has changed. */

const source = new EventSource("/api/reload");
source.addEventListener("reload", () => location.reload());
addEventListener("pagehide", () => source.close());
