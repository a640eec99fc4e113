/** Reads a run's events, one JSON object a line, as they arrive. */

import {Failure} from "./api.js";

/** The server sends a heartbeat at least every 10 s; three missed ones are a lost connection. */
const SILENCE_MS = 32_000;

/**
 * @typedef {{type: string, cell?: string, [field: string]: any}} RunEvent
 */

/**
 * The events of an `application/x-ndjson` answer. A line that is no event is passed over, so that
 * an older page outlives a newer server.
 *
 * @param {Response} response
 * @param {AbortSignal} signal stops the reading
 * @returns {AsyncGenerator<RunEvent>}
 * @throws {Failure} when the connection is lost
 */
export async function* events(response, signal) {
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  const stop = () => reader.cancel().catch(() => {});
  signal.addEventListener("abort", stop, {once: true});
  let rest = "";
  try {
    while (true) {
      const {done, value} = await read(reader, signal);
      if (done) break;
      const lines = (rest + value).split("\n");
      rest = lines.pop();
      for (const line of lines) {
        if (signal.aborted) return;
        const event = parse(line);
        if (event) yield event;
      }
    }
    const last = parse(rest);
    if (last && !signal.aborted) yield last;
  } finally {
    signal.removeEventListener("abort", stop);
    stop();
  }
}

async function read(reader, signal) {
  let timer;
  const silence = new Promise((_, reject) => {
    timer = setTimeout(() => reject(lost()), SILENCE_MS);
  });
  try {
    return await Promise.race([reader.read(), silence]);
  } catch (error) {
    if (signal.aborted) return {done: true, value: undefined};
    throw error instanceof Failure ? error : lost();
  } finally {
    clearTimeout(timer);
  }
}

function lost() {
  return new Failure("The connection was lost in the middle of the run.", true);
}

function parse(line) {
  if (line.trim() === "") return null;
  try {
    const event = JSON.parse(line);
    return typeof event?.type === "string" ? event : null;
  } catch {
    return null;
  }
}
