/** Tells the reader's other tabs of a chapter what this one has done to the session they share. */

/**
 * @typedef {object} Deed
 * @property {"started"|"ran"|"restarted"} did
 * @property {string} [cell]
 * @property {string} [text] what has run
 */

/** The other tabs. In a browser without channels there seem to be none. */
export class Tabs {
  #name;
  #hear;
  #channel = null;

  /**
   * @param {string} chapter
   * @param {(deed: Deed) => void} hear called for what another tab has done
   */
  constructor(chapter, hear) {
    this.#name = `interleave.${chapter}`;
    this.#hear = hear;
    this.#open();
    // An open channel could keep the page out of the browser's back and forward cache.
    addEventListener("pagehide", () => this.#close());
    addEventListener("pageshow", () => this.#open());
  }

  #open() {
    if (this.#channel || !("BroadcastChannel" in window)) return;
    this.#channel = new BroadcastChannel(this.#name);
    this.#channel.addEventListener("message", ({data}) => this.#hear(data));
  }

  #close() {
    this.#channel?.close();
    this.#channel = null;
  }

  /** @param {Deed} deed what this tab has done */
  tell(deed) {
    this.#channel?.postMessage(deed);
  }
}
