/** Finds out whether a run ends in a long silence, as one that hangs does. */

/** A silence that fills more than this share of the picture leaves what came before too small to see. */
const MOST = 0.75;

/** Of what is shown then, the silence has this share. */
const SHOWN = 0.4;

/**
 * @param {import("./model.js").Model} model
 * @returns {{since: number, shown: number}|null} the last time at which anything changed, and until when to show the
 *     run so that what came before can be seen; null where the whole run tells enough
 */
export function quietEnd({nanos, lanes}) {
  let since = 0;
  for (const {from, to, ended, spans, marks} of lanes) {
    since = Math.max(since, from, spans.at(-1)?.from ?? 0, marks.at(-1)?.at ?? 0);
    // What the limit ended at the very end did not end by itself.
    if (ended && to < nanos * 0.99) since = Math.max(since, to);
  }
  if (lanes.length === 0 || since > nanos * (1 - MOST)) return null;
  return {since, shown: since / (1 - SHOWN)};
}
