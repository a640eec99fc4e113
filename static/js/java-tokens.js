/** Cuts Java into the tokens that are coloured, by the very rules of the server's own highlighter. */

const KEYWORDS = new Set(
  `abstract assert boolean break byte case catch char class const continue default do double else enum extends false
  final finally float for goto if implements import instanceof int interface long native new null package private
  protected public return short static strictfp super switch synchronized this throw throws transient true try void
  volatile while _`.split(/\s+/),
);

/** Words that are keywords in some places only (JLS 3.9). */
const CONTEXTUAL = new Set(["var", "record", "sealed", "permits", "yield", "when", "module"]);

/** Types whose names are written like constants. */
const CAPITAL_TYPES = new Set(["IO", "URI", "URL", "UUID"]);

const START = String.raw`[\p{L}\p{Nl}\p{Sc}\p{Pc}]`;
const PART = String.raw`[\p{L}\p{Nl}\p{Sc}\p{Pc}\p{Nd}\p{Mc}\p{Mn}]`;

// What comes after each repetition may be missing, so that no source makes the search go back.
const TOKEN = new RegExp(
  [
    String.raw`(?<comment>\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$))`,
    String.raw`(?<string>"""(?:[^"\\]|\\[\s\S]|"(?!""))*(?:"""|$)|"(?:[^"\\\n]|\\.)*"?|'(?:[^'\\\n]|\\.)*'?)`,
    String.raw`(?<annotation>@(?!interface\b)\s?${START}[\w$.]*)`,
    String.raw`(?<keyword>@interface\b|non-sealed\b)`,
    String.raw`(?<number>(?:0[xX][\p{AHex}_.]+(?:[pP][+\-]?\d+)?|(?:\d[\d_]*(?:\.[\d_]*)?|\.\d[\d_]*)(?:[eE][+\-]?[\d_]+)?)[lLfFdDbB]?(?:(?<=[bB])[01_]+[lL]?)?)`,
    `(?<word>${START}${PART}*)`,
  ].join("|"),
  "gu",
);

/**
 * @typedef {object} Token
 * @property {"comment"|"string"|"annotation"|"keyword"|"number"|"type"} kind
 * @property {number} from
 * @property {number} to
 */

/**
 * Wrong source is cut as far as it makes sense.
 *
 * @param {string} source
 * @returns {Token[]} in order; what lies between them is plain
 */
export function javaTokens(source) {
  const tokens = [];
  for (const match of source.matchAll(TOKEN)) {
    const from = match.index;
    const to = from + match[0].length;
    const kind = match.groups.word ? wordKind(match[0], source, from, to) : kindOf(match.groups);
    if (kind) tokens.push({kind, from, to});
  }
  return tokens;
}

function kindOf(groups) {
  return Object.keys(groups).find((kind) => groups[kind] !== undefined);
}

function wordKind(word, source, from, to) {
  if (KEYWORDS.has(word) || (CONTEXTUAL.has(word) && actsAsKeyword(word, source, from, to))) return "keyword";
  return /^\p{Uppercase}/u.test(word) && !isConstant(word) ? "type" : null;
}

/** Whether a name is written like `MAX_VALUE`; `T` is a type's name. */
function isConstant(word) {
  return word.length > 1 && !/\p{Lowercase}/u.test(word) && !CAPITAL_TYPES.has(word);
}

/** A contextual keyword stands before a word, and is no member's name. */
function actsAsKeyword(word, source, from, to) {
  const follows = /\s+(\S)/y;
  follows.lastIndex = to;
  const next = follows.exec(source)?.[1] ?? "";
  const startsWord = /[\p{L}\p{Nd}"']/u.test(next);
  const startsValue = word === "yield" && (next === "(" || next === "-");
  return (startsWord || startsValue) && source[from - 1] !== ".";
}
