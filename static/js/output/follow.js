/** Keeps a scroller at its newest line until the reader turns to an older one. */
export class Follow {
  #scroller;
  #on = true;

  /** @param {HTMLElement} scroller */
  constructor(scroller) {
    this.#scroller = scroller;
    const leave = () => (this.#on = false);
    scroller.addEventListener("wheel", (wheel) => wheel.deltaY < 0 && leave(), {passive: true});
    for (const type of ["pointerdown", "touchmove", "keydown"]) scroller.addEventListener(type, leave, {passive: true});
    scroller.addEventListener("scroll", () => {
      if (scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < 2) this.#on = true;
    });
  }

  /** Starts over, at the top of what is to come. */
  restart() {
    this.#on = true;
    this.#scroller.scrollTop = 0;
  }

  /** There is something new at the end. */
  advance() {
    if (this.#on) this.#scroller.scrollTop = this.#scroller.scrollHeight;
  }
}
