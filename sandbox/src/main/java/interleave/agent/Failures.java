package interleave.agent;

import interleave.protocol.Event;
import interleave.verdict.ReaderNames;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Tells an exception in the reader's own terms: names and lines of cells, no frame of ours. */
final class Failures {
  private static final int DEEPEST_CAUSE = 8;
  private static final int MOST_FRAMES = 40;
  private static final int MOST_FRAMES_OF_CAUSE = 12;
  private static final int LONGEST_MESSAGE_OF_CAUSE = 1_000;

  private Failures() {}

  /**
   * Tells an exception.
   *
   * @param thread the one it ended
   * @param nanos when, since the cell's code began
   */
  static Event.Threw describe(Throwable failure, Thread thread, long nanos, ReaderClasses classes) {
    Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    return describe(failure, new Death(thread, nanos), classes, seen);
  }

  private record Death(Thread thread, long nanos) {}

  private static Event.Threw describe(
      Throwable failure, Death death, ReaderClasses classes, Set<Throwable> seen) {
    seen.add(failure);
    Optional<Throwable> cause =
        cause(failure).filter(c -> !seen.contains(c) && seen.size() < DEEPEST_CAUSE);
    boolean first = seen.size() == 1;
    return new Event.Threw(
        Texts.cutName(ReaderNames.type(failure.getClass().getName())),
        message(failure).map(m -> first ? m : Texts.cut(m, LONGEST_MESSAGE_OF_CAUSE)),
        Texts.cutName(death.thread.getName()),
        death.thread.threadId(),
        death.nanos,
        frames(stack(failure), classes, first ? MOST_FRAMES : MOST_FRAMES_OF_CAUSE),
        cause.map(c -> describe(c, death, classes, seen)));
  }

  /** A stack from where it was thrown down to the reader's last line; the rest is machinery. */
  private static List<Event.Frame> frames(
      StackTraceElement[] stack, ReaderClasses classes, int most) {
    List<Event.Frame> frames = new ArrayList<>();
    int kept = 0;
    for (StackTraceElement element : stack) {
      Optional<String> cell = classes.cellOf(element.getClassName());
      int line = cell.isPresent() ? Math.max(0, element.getLineNumber()) : 0;
      frames.add(new Event.Frame(cell, line, Texts.cutName(ReaderNames.method(element))));
      if (cell.isPresent()) {
        kept = frames.size();
      }
      if (frames.size() == most
          || cell.isPresent() && ReaderNames.isSnippet(element.getMethodName())) {
        break;
      }
    }
    return List.copyOf(frames.subList(0, kept));
  }

  // An exception class of the reader's may override the next three, and fail in them.
  private static StackTraceElement[] stack(Throwable failure) {
    try {
      StackTraceElement[] stack = failure.getStackTrace();
      return stack == null || Arrays.asList(stack).contains(null)
          ? new StackTraceElement[0]
          : stack;
    } catch (Throwable broken) {
      return new StackTraceElement[0];
    }
  }

  private static Optional<String> message(Throwable failure) {
    try {
      return Optional.ofNullable(failure.getMessage()).map(Texts::cut);
    } catch (Throwable broken) {
      return Optional.of("(getMessage() threw " + broken.getClass().getName() + ")");
    }
  }

  private static Optional<Throwable> cause(Throwable failure) {
    try {
      return Optional.ofNullable(failure.getCause());
    } catch (Throwable broken) {
      return Optional.empty();
    }
  }
}
