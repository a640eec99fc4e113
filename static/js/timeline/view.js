/** The piece of the run's time that is shown. */

/** Nothing is measured more finely than this, in nanoseconds. */
const FINEST = 200;

/** A window over the run's time, which never leaves it. */
export class View {
  #total;
  #from = 0;
  #to;

  /** @param {number} total the run's time, in nanoseconds */
  constructor(total) {
    this.#total = this.#to = total;
  }

  /** @returns {number} nanoseconds */
  get from() {
    return this.#from;
  }

  /** @returns {number} nanoseconds */
  get to() {
    return this.#to;
  }

  /** @returns {number} nanoseconds shown */
  get length() {
    return this.#to - this.#from;
  }

  /** @returns {boolean} whether all of the run is shown */
  get whole() {
    return this.length >= this.#total;
  }

  /**
   * @param {number} factor over 1 shows less time
   * @param {number} [at] the time that keeps its place
   */
  zoom(factor, at = (this.#from + this.#to) / 2) {
    const length = Math.min(this.#total, Math.max(Math.min(FINEST, this.#total), this.length / factor));
    const share = (at - this.#from) / this.length;
    this.#show(at - share * length, length);
  }

  /** @param {number} nanos positive shows later times */
  pan(nanos) {
    this.#show(this.#from + nanos, this.length);
  }

  /** Shows the whole run. */
  all() {
    this.#show(0, this.#total);
  }

  /** @param {number} to shows the run from its beginning until then */
  begin(to) {
    this.#show(0, Math.min(this.#total, Math.max(FINEST, to)));
  }

  /**
   * Shows a span with some of its surroundings.
   *
   * @param {number} from
   * @param {number} to
   */
  fit(from, to) {
    const length = Math.min(this.#total, Math.max(FINEST, (to - from) * 1.25));
    this.#show((from + to - length) / 2, length);
  }

  /**
   * Moves as little as needed to show a span, or the beginning of a long one.
   *
   * @param {number} from
   * @param {number} to
   */
  reach(from, to) {
    if (from <= this.#from && to >= this.#to) return;
    const edge = this.length * 0.04;
    if (to > this.#to) this.#show(Math.min(from - edge, to + edge - this.length), this.length);
    if (from < this.#from || from > this.#to) this.#show(from - edge, this.length);
  }

  #show(from, length) {
    this.#from = Math.max(0, Math.min(from, this.#total - length));
    this.#to = this.#from + length;
  }
}
