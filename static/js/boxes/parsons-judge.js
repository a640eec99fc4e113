/** Compares a reader's lines with the right ones. */

/**
 * Lines are compared by their text, so two equal lines may change places.
 *
 * @param {{text: string, indent: number}[]} lines the reader's
 * @param {{text: string, indent: number}[]} solution
 * @returns {{right: boolean, text: string, marks: ("right"|"wrong"|"indent"|null)[]}} what to say, and a
 *     mark for each line up to the first that stands wrong
 */
export function judge(lines, solution) {
  if (lines.length === 0) return {right: false, text: "Bring a line over first.", marks: []};
  const inOrder = lines.findIndex((line, index) => line.text !== solution[index]?.text);
  const good = inOrder === -1 ? lines.length : inOrder;
  const deepest = Math.min(...solution.map(({indent}) => indent));
  const marks = lines.map((line, index) => {
    if (index > good) return null;
    if (index === good) return "wrong";
    return line.indent === solution[index].indent - deepest ? "right" : "indent";
  });
  if (good < lines.length) {
    return {right: false, text: `Line ${good + 1} does not belong there.`, marks};
  }
  if (marks.includes("indent")) {
    return {right: false, text: "So far in order, but look at the indentation.", marks};
  }
  if (lines.length < solution.length) return {right: false, text: "Right so far. Something is still missing.", marks};
  return {right: true, text: "That is it.", marks};
}
