/** Calls what a recording numbers by the names that the rest of the page uses. */

/**
 * A lock that a verdict calls `bell` is `Object@2` in the recording: both tell what the same thread waits for
 * last. A virtual thread without a name is `thread 31` there.
 *
 * @param {{lanes?: object[]}} event a timeline
 * @param {import("../stream.js").RunEvent[]} verdicts of the same run
 * @returns {Map<string, string>} the page's names by those of the recording
 */
export function knownNames({lanes}, verdicts) {
  const names = new Map();
  const all = Array.isArray(lanes) ? lanes : [];
  for (const {kind, thread, threadId} of all) {
    if (kind === "virtual" && thread === `thread ${threadId}`) names.set(thread, `virtual #${threadId}`);
  }
  const last = new Map(all.map(({threadId, spans}) => [threadId, spans?.at?.(-1)?.on]));
  for (const {cycle, threads} of verdicts) {
    for (const {threadId, waitsFor, on} of cycle ?? threads ?? []) {
      const recorded = last.get(threadId);
      const told = waitsFor ?? on;
      // A lock alone has a number; what else is waited for has a name already.
      if (told && /@\d+$/.test(recorded) && !/@\d+$/.test(told)) names.set(recorded, told);
    }
  }
  return names;
}
