package interleave.agent;

import interleave.protocol.Event;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Tells an exception in the reader's own terms: names and lines of cells, no frame of ours. */
final class Failures {
  private static final int DEEPEST_CAUSE = 8;
  private static final int MOST_FRAMES = 40;
  private static final int MOST_FRAMES_OF_CAUSE = 12;
  private static final int LONGEST_MESSAGE_OF_CAUSE = 1_000;

  /** JShell nests what a reader declares in wrappers such as {@code REPL.$JShell$11B}. */
  private static final Pattern WRAPPER = Pattern.compile("REPL\\.\\$JShell\\$\\d+[A-Z]*");

  private static final Pattern LAMBDA = Pattern.compile("lambda\\$(.+)\\$\\d+");

  private Failures() {}

  static Event.Threw describe(Throwable failure, String thread, ReaderClasses classes) {
    Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    return describe(failure, Texts.cutName(thread), classes, seen);
  }

  private static Event.Threw describe(
      Throwable failure, String thread, ReaderClasses classes, Set<Throwable> seen) {
    seen.add(failure);
    Optional<Throwable> cause =
        cause(failure).filter(c -> !seen.contains(c) && seen.size() < DEEPEST_CAUSE);
    boolean first = seen.size() == 1;
    return new Event.Threw(
        Texts.cutName(readable(failure.getClass().getName())),
        message(failure).map(m -> first ? m : Texts.cut(m, LONGEST_MESSAGE_OF_CAUSE)),
        thread,
        frames(stack(failure), classes, first ? MOST_FRAMES : MOST_FRAMES_OF_CAUSE),
        cause.map(c -> describe(c, thread, classes, seen)));
  }

  /** A stack from where it was thrown down to the reader's last line; the rest is machinery. */
  private static List<Event.Frame> frames(
      StackTraceElement[] stack, ReaderClasses classes, int most) {
    List<Event.Frame> frames = new ArrayList<>();
    int kept = 0;
    for (StackTraceElement element : stack) {
      Optional<String> cell = classes.cellOf(element.getClassName());
      int line = cell.isPresent() ? Math.max(0, element.getLineNumber()) : 0;
      frames.add(new Event.Frame(cell, line, method(element)));
      if (cell.isPresent()) {
        kept = frames.size();
      }
      if (frames.size() == most
          || cell.isPresent() && element.getMethodName().equals(Steps.SNIPPET_METHOD)) {
        break;
      }
    }
    return List.copyOf(frames.subList(0, kept));
  }

  private static String method(StackTraceElement element) {
    String owner = readable(element.getClassName());
    var lambda = LAMBDA.matcher(element.getMethodName());
    String name = lambda.matches() ? lambda.group(1) : element.getMethodName();
    if (name.equals(Steps.SNIPPET_METHOD)) {
      return "(top level)";
    }
    return Texts.cutName(owner.isEmpty() ? name : owner + "." + name);
  }

  /** A class name as the reader wrote it: without wrappers, nested names joined by dots. */
  private static String readable(String className) {
    String inner = WRAPPER.matcher(className).replaceFirst("");
    return inner.equals(className) ? className : inner.replaceFirst("^\\$", "").replace('$', '.');
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
