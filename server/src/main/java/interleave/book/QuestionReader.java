package interleave.book;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a prediction or a quiz: prompt, options with their feedback, {@code ---}, explanation. */
final class QuestionReader {
  private static final Pattern OPTION = Pattern.compile("([(\\[])([ xX])([)\\]])(?: (.*))?");
  private static final Pattern INDENTED = Pattern.compile(" {4}.*|\\t.*");

  private final TypedFence fence;
  private final Prose prose;
  private final Complaints complaints;
  private final List<String> lines;
  private final List<Block.Option> options = new ArrayList<>();
  private boolean round;
  private boolean square;

  private QuestionReader(TypedFence fence, Prose prose, Complaints complaints) {
    this.fence = fence;
    this.prose = prose;
    this.complaints = complaints;
    this.lines = fence.body().lines().toList();
  }

  static Block.Question read(TypedFence fence, Prose prose, Complaints complaints) {
    return new QuestionReader(fence, prose, complaints).question();
  }

  private Block.Question question() {
    int firstOption = FencedLines.find(lines, 0, line -> OPTION.matcher(line).matches());
    int at = firstOption;
    while (at < lines.size() && !lines.get(at).strip().equals("---")) {
      at = option(at);
    }
    check();
    String explanation = from(at + 1, lines.size());
    if (explanation.isBlank()) {
      complain("has no explanation; add a line --- and the explanation after the options");
    }
    if (from(0, firstOption).isBlank()) {
      complain("has no question; write it before the options");
    }
    boolean prediction = fence.kind() == FenceKind.PREDICT;
    return new Block.Question(
        prediction ? "predict-" + fence.target() : fence.id(),
        prediction ? Optional.of(fence.target()) : Optional.empty(),
        square,
        prose.parse(from(0, firstOption), fence.line() + 1),
        options,
        prose.parse(explanation, lineOf(at + 1)));
  }

  /** Reads one option and answers where the next line to be read is. */
  private int option(int start) {
    Matcher option = OPTION.matcher(lines.get(start));
    if (!option.matches()) {
      if (!lines.get(start).isBlank()) {
        complaints.at(
            lineOf(start),
            "text stands among the options; indent feedback by 4 blanks,"
                + " and write the explanation after a line ---");
      }
      return start + 1;
    }
    mark(option, start);
    int end = start + 1;
    while (end < lines.size()
        && (lines.get(end).isBlank() || INDENTED.matcher(lines.get(end)).matches())) {
      end++;
    }
    String text = Optional.ofNullable(option.group(4)).orElse("").strip();
    if (text.isEmpty()) {
      complaints.at(lineOf(start), "an option has no text; write it after the brackets");
    }
    String feedback = from(start + 1, end).stripIndent().strip();
    options.add(
        new Block.Option(
            !option.group(2).equals(" "),
            prose.parse(text, lineOf(start)),
            feedback.isEmpty()
                ? Optional.empty()
                : Optional.of(prose.parse(feedback, lineOf(start + 1)))));
    return end;
  }

  private void mark(Matcher option, int line) {
    boolean opensRound = option.group(1).equals("(");
    if (opensRound != option.group(3).equals(")")) {
      complaints.at(lineOf(line), "the brackets of an option do not match; write ( ) or [ ]");
    }
    round |= opensRound;
    square |= !opensRound;
  }

  private void check() {
    long right = options.stream().filter(Block.Option::right).count();
    if (options.size() < 2) {
      complain("has fewer than two options; write lines like ( ) wrong and (x) right");
    }
    if (round && square) {
      complain("mixes ( ) and [ ]; use ( ) for one right answer, [ ] for several");
    } else if (square && fence.kind() == FenceKind.PREDICT) {
      complain("has options in [ ]; a prediction has one right answer, so use ( )");
    }
    if (!options.isEmpty() && right == 0) {
      complain("has no right answer; mark it (x)");
    } else if (round && right > 1) {
      complain("has several right answers but a single choice; use [ ] and [x]");
    }
  }

  private void complain(String what) {
    String name = fence.kind() == FenceKind.PREDICT ? fence.target() : fence.id();
    complaints.at(fence.line(), "%s \"%s\" %s".formatted(fence.kind().noun(), name, what));
  }

  private int lineOf(int index) {
    return fence.line() + 1 + index;
  }

  private String from(int start, int end) {
    return start >= end ? "" : String.join("\n", lines.subList(start, end));
  }
}
