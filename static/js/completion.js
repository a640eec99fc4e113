/** Offers names: from the server, which knows the reader's session, and from the text itself. */

import {autocompletion, completeAnyWord} from "@codemirror/autocomplete";
import {post} from "./api.js";

const KEYWORDS = `abstract assert boolean break byte case catch char class continue default do double else enum
  extends final finally float for if implements import instanceof int interface long native new null package
  permits private protected public record return sealed short static super switch synchronized this throw throws
  transient true try var void volatile while yield false`.split(/\s+/);

/**
 * @param {string} chapter
 * @param {string} cell
 * @returns {import("@codemirror/state").Extension}
 */
export function completion(chapter, cell) {
  return autocompletion({override: [(context) => complete(context, chapter, cell)], icons: false});
}

async function complete(context, chapter, cell) {
  const word = context.matchBefore(/\w+/);
  const member = context.matchBefore(/\.\s*\w*/) !== null;
  if (!word && !member && !context.explicit) return null;
  const [asked, local] = [fromServer(context, chapter, cell), member ? null : fromText(context, word)];
  const server = await asked;
  if (!server) return local;
  const known = new Set(server.options.map(({label}) => label));
  // The local ones begin at the word, as the server's do unless it completes something longer.
  const more = local && local.from === server.from ? local.options.filter(({label}) => !known.has(label)) : [];
  return {from: server.from, options: [...server.options, ...more], validFor: /^\w*$/};
}

function fromText(context, word) {
  if (!word && !context.explicit) return null;
  const words = completeAnyWord(context)?.options ?? [];
  return {
    from: word?.from ?? context.pos,
    options: [...KEYWORDS.map((label) => ({label, type: "keyword", boost: -1})), ...words],
    validFor: /^\w*$/,
  };
}

async function fromServer(context, chapter, cell) {
  const abort = new AbortController();
  context.addEventListener("abort", () => abort.abort());
  const body = {chapter, cell, source: context.state.doc.toString(), cursor: context.pos};
  try {
    const {from, options} = await (await post("/api/complete", body, abort.signal)).json();
    if (typeof from !== "number" || from < 0 || from > context.pos || !Array.isArray(options)) return null;
    const good = options
      .filter(({label}) => typeof label === "string" && label !== "")
      .map(({label, type}) => ({label, type: String(type ?? "text"), apply: insertion(label)}));
    return good.length > 0 ? {from, options: good} : null;
  } catch {
    // Completion is a courtesy: without the server the text's own names must do.
    return null;
  }
}

/** `join(long)` is shown, `join(` is typed; the closing bracket comes by itself. */
function insertion(label) {
  const open = label.indexOf("(");
  return open === -1 || label.endsWith("()") ? label : label.slice(0, open + 1);
}
