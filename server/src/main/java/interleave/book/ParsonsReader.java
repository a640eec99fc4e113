package interleave.book;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads lines to be put in order: prompt, {@code ---}, right lines, {@code ---}, distractors. */
final class ParsonsReader {
  private static final String TAIL = " // ";

  private final TypedFence fence;
  private final Prose prose;
  private final Complaints complaints;
  private final List<String> lines;

  private ParsonsReader(TypedFence fence, Prose prose, Complaints complaints) {
    this.fence = fence;
    this.prose = prose;
    this.complaints = complaints;
    this.lines = fence.body().lines().toList();
  }

  static Block.Parsons read(TypedFence fence, Prose prose, Complaints complaints) {
    return new ParsonsReader(fence, prose, complaints).parsons();
  }

  private Block.Parsons parsons() {
    int first = FencedLines.find(lines, 0, ParsonsReader::isRule);
    int second = FencedLines.find(lines, Math.min(first + 1, lines.size()), ParsonsReader::isRule);
    String prompt = String.join("\n", lines.subList(0, first));
    if (prompt.isBlank()) {
      complain("has no prompt; write it before the first ---");
    }
    List<Block.CodeLine> right = new ArrayList<>();
    for (int i = first + 1; i < second; i++) {
      if (!lines.get(i).isBlank()) {
        right.add(codeLine(i));
      }
    }
    if (right.size() < 2) {
      complain("has fewer than two lines to order; write them after the first ---");
    }
    List<Block.Distractor> distractors = new ArrayList<>();
    for (int i = second + 1; i < lines.size(); i++) {
      if (!lines.get(i).isBlank()) {
        distractors.add(distractor(i, right));
      }
    }
    return new Block.Parsons(fence.id(), prose.parse(prompt, fence.line() + 1), right, distractors);
  }

  private Block.CodeLine codeLine(int index) {
    String line = lines.get(index).stripTrailing();
    String code = line.strip();
    int blanks = line.length() - code.length();
    if (blanks % 2 != 0 || line.substring(0, blanks).indexOf('\t') >= 0) {
      complaints.at(lineOf(index), "the line is not indented by steps of two blanks; indent so");
    }
    return new Block.CodeLine(blanks / 2, code);
  }

  private Block.Distractor distractor(int index, List<Block.CodeLine> right) {
    String line = lines.get(index).strip();
    int tail = line.indexOf(TAIL);
    String code = tail < 0 ? line : line.substring(0, tail).strip();
    if (right.stream().anyMatch(r -> r.code().equals(code))) {
      complaints.at(
          lineOf(index), "the distractor \"" + code + "\" is one of the right lines; change it");
    }
    return new Block.Distractor(
        code,
        tail < 0
            ? Optional.empty()
            : Optional.of(
                prose.parse(line.substring(tail + TAIL.length()).strip(), lineOf(index))));
  }

  private static boolean isRule(String line) {
    return line.strip().equals("---");
  }

  private int lineOf(int index) {
    return fence.line() + 1 + index;
  }

  private void complain(String what) {
    complaints.at(fence.line(), "parsons problem \"%s\" %s".formatted(fence.id(), what));
  }
}
