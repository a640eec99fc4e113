/** One run of one cell, from the click to the last late line. */

import {Failure, post} from "./api.js";
import {events} from "./stream.js";

/** How the server says that a cell was not run, since one that it needs did not complete. */
const BLOCKED = /^The cell "([^"]+)", which this one builds on/;

/**
 * Posts the cell and hands every event to the cell it belongs to: its own, or one it needs.
 *
 * @param {import("./session.js").Session} session
 * @param {import("./cell.js").Cell} cell
 * @param {AbortSignal} signal ends the run, since the server stops what nobody listens to
 * @returns {Promise<void>} settled when the stream has ended
 */
export async function run(session, cell, signal) {
  const sent = session.texts();
  // Needed cells that have begun, and those of them that are not done; a done one may still speak.
  const begun = new Set();
  const waiting = new Set();
  let finished = false;
  const begin = (needed) => {
    if (begun.has(needed)) return;
    begun.add(needed);
    waiting.add(needed);
    needed.runs.beginFor(cell);
  };
  try {
    const response = await post("/api/run", session.request(cell), signal);
    for await (const event of events(response, signal)) {
      const owner = (event.cell && session.cell(event.cell)) || cell;
      if (owner !== cell) begin(owner);
      if (event.type === "ran") {
        session.markRan(owner, sent.get(owner.id));
        owner.runs.endFor(cell);
        waiting.delete(owner);
      } else if (event.type === "restarted") {
        cell.runs.restarted(String(event.reason ?? ""), session.restarted(cell));
      } else if (event.type === "finished" && owner === cell) {
        finished = true;
        if (event.outcome === "completed") session.markRan(cell, sent.get(cell.id));
        const blocking = session.cell(BLOCKED.exec(event.message ?? "")?.[1]);
        if (blocking) begin(blocking);
        for (const each of waiting) each.runs.breakOff(event);
        cell.runs.accept(blocking ? {...event, blockedBy: blocking.id} : event);
      } else {
        owner.runs.accept(event);
      }
    }
    if (!finished && !signal.aborted) throw new Failure("The connection was lost in the middle of the run.", true);
  } catch (error) {
    if (signal.aborted) return;
    for (const each of waiting) each.runs.breakOff();
    cell.runs.failed(error instanceof Failure ? error.message : "The page could not show this run.", finished);
    if (!(error instanceof Failure)) throw error;
  } finally {
    for (const each of begun) each.runs.overFor();
  }
}
