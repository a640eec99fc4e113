/** Colours the editor's text as the server colours a listing, token by token. */

import {Decoration, ViewPlugin} from "@codemirror/view";
import {javaTokens} from "./java-tokens.js";

/** The classes are those of the server's spans; the editor's theme dresses them. */
const MARKS = Object.fromEntries(
  ["comment", "string", "annotation", "keyword", "number", "type"].map((kind) => [
    kind,
    Decoration.mark({class: `tok-${kind}`}),
  ]),
);

/**
 * The whole text is cut anew after each change, since a quote can turn all that follows it; what is
 * in sight is marked. The grammar of @codemirror/lang-java serves indentation and brackets only: it
 * takes a cell's top-level statements for declarations, and methods for types.
 *
 * @type {import("@codemirror/state").Extension}
 */
export const javaColours = ViewPlugin.fromClass(
  class {
    #tokens;

    constructor(view) {
      this.#tokens = javaTokens(view.state.doc.toString());
      this.decorations = this.#marks(view);
    }

    update({docChanged, viewportChanged, view}) {
      if (docChanged) this.#tokens = javaTokens(view.state.doc.toString());
      if (docChanged || viewportChanged) this.decorations = this.#marks(view);
    }

    #marks({viewport}) {
      const seen = this.#tokens.filter(({from, to}) => to > viewport.from && from < viewport.to);
      return Decoration.set(seen.map(({kind, from, to}) => MARKS[kind].range(from, to)));
    }
  },
  {decorations: (plugin) => plugin.decorations},
);
