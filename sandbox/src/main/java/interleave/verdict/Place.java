package interleave.verdict;

import java.util.List;
import java.util.Optional;

/**
 * A place in the reader's text.
 *
 * @param cell empty when a stack holds no line of the reader's
 * @param line from 1; 0 when it is not known
 * @param method what runs there, as the reader wrote it; empty when it is not known
 */
public record Place(Optional<String> cell, int line, String method) {
  private static final Place NOWHERE = new Place(Optional.empty(), 0, "");

  /** The reader's innermost line of a stack. */
  public static Place of(List<StackTraceElement> stack, ReaderCode code) {
    for (StackTraceElement frame : stack) {
      Optional<String> cell = code.cellOf(frame.getClassName());
      if (cell.isPresent()) {
        return new Place(cell, Math.max(0, frame.getLineNumber()), ReaderNames.method(frame));
      }
    }
    return NOWHERE;
  }

  /** Where a thread stands in the reader's text. */
  static Place of(Stance stance, ReaderCode code) {
    Place place = of(stance.stack(), code);
    int entry = new TakenAt(code).entryLine(stance);
    return entry == 0 ? place : new Place(place.cell, entry, place.method);
  }

  /** As a part of a sentence: {@code " at line 7"}, or nothing. */
  String at() {
    return line > 0 ? " at line " + line : "";
  }
}
