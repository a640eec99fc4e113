/** Dresses the editor in the page's colours, which cross into its shadow root as custom properties. */

import {EditorView} from "@codemirror/view";

/** The editor's looks: everything it needs to stand in the page as the listing did. */
export const theme = EditorView.theme({
  "&": {color: "var(--ink)", backgroundColor: "var(--code-bg)", fontSize: "var(--code-size)"},
  "&.cm-focused": {outline: "none"},
  // A frame of its own, since the margin and the active line would cover an outline.
  "&.cm-focused::after": {
    content: "''",
    position: "absolute",
    zIndex: "250",
    inset: "0",
    border: "2px solid var(--focus)",
    pointerEvents: "none",
  },
  ".cm-scroller": {fontFamily: "var(--mono)", lineHeight: "var(--code-line)", fontVariantLigatures: "none"},
  ".cm-content": {padding: "var(--code-pad) 0", caretColor: "var(--ink)"},
  ".cm-line": {padding: "0 1rem 0 0.5rem"},
  ".cm-gutters": {backgroundColor: "var(--code-bg)", color: "var(--ink-faint)", border: "none", userSelect: "none"},
  ".cm-lineNumbers .cm-gutterElement": {minWidth: "var(--gutter-numbers)", padding: "0 0.4rem 0 0.25rem"},
  ".cm-activeLine": {backgroundColor: "transparent"},
  "&.cm-focused .cm-activeLine": {backgroundColor: "var(--active-line)"},
  ".cm-cursor": {borderLeftColor: "var(--ink)", borderLeftWidth: "2px"},
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": {
    background: "var(--selection)",
  },
  "&.cm-focused .cm-matchingBracket": {backgroundColor: "var(--bracket)", outline: "1px solid var(--line-strong)"},
  "&.cm-focused .cm-nonmatchingBracket": {backgroundColor: "transparent", outline: "1px solid var(--wrong)"},
  ".cm-tooltip": {
    backgroundColor: "var(--raised)",
    color: "var(--ink)",
    border: "1px solid var(--line-strong)",
    borderRadius: "6px",
    boxShadow: "var(--shadow)",
    overflow: "hidden",
  },
  ".cm-tooltip.cm-tooltip-autocomplete > ul": {fontFamily: "var(--mono)", fontSize: "0.8125rem", maxHeight: "14em"},
  ".cm-tooltip.cm-tooltip-autocomplete > ul > li": {padding: "0.2rem 0.6rem 0.2rem 0.3rem"},
  ".cm-tooltip-autocomplete ul li[aria-selected]": {backgroundColor: "var(--accent)", color: "var(--on-accent)"},
  ".cm-completionMatchedText": {textDecoration: "none", fontWeight: "700"},
  ".cm-diagnostic": {
    fontFamily: "var(--sans)",
    fontSize: "0.875rem",
    lineHeight: "1.45",
    padding: "0.45rem 0.75rem",
    maxWidth: "34rem",
    whiteSpace: "pre-wrap",
    borderLeftWidth: "4px",
  },
  ".cm-diagnostic-error": {borderLeftColor: "var(--wrong)"},
  ".cm-diagnostic-warning": {borderLeftColor: "var(--warn)"},
  ".cm-lintRange": {backgroundImage: "none", paddingBottom: "0"},
  ".cm-lintRange-error": {
    textDecoration: "underline wavy var(--wrong) 1.5px",
    textUnderlineOffset: "3px",
    textDecorationSkipInk: "none",
    backgroundColor: "var(--wrong-wash)",
  },
  ".cm-lintRange-warning": {
    textDecoration: "underline wavy var(--warn) 1.5px",
    textUnderlineOffset: "3px",
    textDecorationSkipInk: "none",
  },
  ".cm-lintPoint:after": {borderBottomColor: "var(--wrong)"},
  ".cm-gutter-lint": {width: "var(--gutter-marks)"},
  ".cm-gutter-lint .cm-gutterElement": {padding: "0"},
  ".cm-problem-mark": {color: "var(--wrong)", fontWeight: "700", cursor: "help", display: "block", textAlign: "center"},
  ".cm-problem-mark.warning": {color: "var(--warn)"},
  // The same classes, in the same colours, as in the server's listings.
  ".tok-keyword": {color: "var(--tok-keyword)", fontWeight: "var(--tok-keyword-weight)"},
  ".tok-type": {color: "var(--tok-type)"},
  ".tok-string": {color: "var(--tok-string)"},
  ".tok-number": {color: "var(--tok-number)"},
  ".tok-comment": {color: "var(--tok-comment)", fontStyle: "italic"},
  ".tok-annotation": {color: "var(--tok-annotation)"},
  ".cm-panels": {backgroundColor: "var(--raised)", color: "var(--ink)", fontFamily: "var(--sans)"},
  "@media (forced-colors: active)": {
    ".cm-lintRange-error": {textDecorationColor: "CanvasText"},
    ".cm-tooltip-autocomplete ul li[aria-selected]": {backgroundColor: "Highlight", color: "HighlightText"},
  },
  "@media print": {".cm-activeLine": {backgroundColor: "transparent"}},
});
