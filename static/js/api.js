/** Asks the server, and turns whatever goes wrong into one sentence for the reader. */

/** A failure whose message is a sentence for the reader. */
export class Failure extends Error {
  /** @param {string} sentence @param {boolean} connection whether the server could not be reached at all */
  constructor(sentence, connection) {
    super(sentence);
    /** @readonly */
    this.connection = connection;
  }
}

/**
 * Posts JSON.
 *
 * @param {string} path such as `/api/run`
 * @param {object} body
 * @param {AbortSignal} [signal]
 * @returns {Promise<Response>} an answer with a 2xx status
 * @throws {Failure} when the server refuses or cannot be reached
 */
export async function post(path, body, signal) {
  let response;
  try {
    response = await fetch(path, {
      method: "POST",
      headers: {"Content-Type": "application/json"},
      body: JSON.stringify(body),
      signal,
    });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new Failure("The server cannot be reached. Your text is safe in this page.", true);
  }
  if (!response.ok) throw new Failure(await refusal(response), false);
  return response;
}

async function refusal(response) {
  try {
    const {error} = await response.json();
    if (typeof error === "string" && error !== "") return error;
  } catch {
    // Not our server's JSON: perhaps a proxy's page.
  }
  return `The server answered with status ${response.status}.`;
}
