package interleave.timeline;

import interleave.timeline.FlightFile.Where;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;

/** Looks through the stacks of recorded events. */
final class Stacks {
  /** The recorder cuts them at 64. */
  private static final int DEEPEST = 200;

  /** Our own code that works on the reader's threads: it loads classes and looks at children. */
  static final String AGENT = "interleave.agent.";

  private Stacks() {}

  /**
   * What was found in a stack.
   *
   * @param where the uppermost line of the reader's
   * @param through the stream of System that our own code stands for in the middle of it, or empty
   * @param ours whether the event was of our own code's making, though on a thread of the reader's
   */
  record Look(Where where, String through, boolean ours) {
    static final Look NOTHING = new Look(Where.UNKNOWN, "", false);
  }

  static Look look(Optional<FlightEvent> stack, Set<String> readersClasses) throws IOException {
    if (stack.isEmpty()) {
      return Look.NOTHING;
    }
    Where where = Where.UNKNOWN;
    String through = "";
    boolean ours = false;
    int depth = 0;
    for (FlightEvent frame : stack.get().values("frames")) {
      Optional<FlightEvent> method = frame.value("method");
      String name = method.isPresent() ? className(method.get().value("type")) : "";
      if (where == Where.UNKNOWN && readersClasses.contains(name)) {
        where = new Where(name, (int) Math.clamp(frame.number("lineNumber"), 0, 1_000_000));
      }
      if (through.isEmpty()) {
        through = stream(name);
      }
      // Below the reader's uppermost line our own code only calls the reader's.
      ours |= where == Where.UNKNOWN && name.startsWith(AGENT);
      if (++depth == DEEPEST) {
        break;
      }
    }
    return new Look(where, through, ours && through.isEmpty());
  }

  private static String stream(String className) {
    return switch (className) {
      case "interleave.agent.ReaderInput" -> "System.in";
      case "interleave.agent.TaggedOutput", "interleave.agent.Reports" -> "System.out";
      default -> "";
    };
  }

  /** The binary name of a recorded class. */
  static String className(Optional<FlightEvent> type) throws IOException {
    return type.isPresent() ? type.get().text("name").replace('/', '.') : "";
  }
}
