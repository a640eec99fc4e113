package interleave.protocol;

import java.util.List;

/** What an engine answers. */
public sealed interface EngineReply {

  /** The engine is up and warm. */
  record Ready() implements EngineReply {}

  /** A scratchpad is made and warm. */
  record Opened(long pad) implements EngineReply {}

  /**
   * A cell or a program is compiled.
   *
   * @param rejected whether a problem is an error, so that nothing is to be run
   * @param classes classes to define before anything runs, also those of earlier cells that had to
   *     be compiled again
   * @param steps what to run, empty when rejected
   */
  record Compiled(
      long request,
      boolean rejected,
      List<Event.Problem> problems,
      List<ClassFile> classes,
      List<Step> steps)
      implements EngineReply {
    /** A text of which nothing is to be run. */
    public static Compiled rejected(long request, List<Event.Problem> problems) {
      return new Compiled(request, true, List.copyOf(problems), List.of(), List.of());
    }
  }

  /**
   * What could be written.
   *
   * @param from the offset in the visible text from which an option replaces what stands there
   */
  record Completed(long request, int from, List<Option> options) implements EngineReply {}

  /** One thing that could be written: its text and what it is ({@code method}, {@code class} …). */
  record Option(String label, String type) {}

  /** What the threads of a run did. */
  record Drawn(long request, Timeline timeline) implements EngineReply {}

  /** The compiler itself broke over the text. */
  record Failed(long request, String message) implements EngineReply {}
}
