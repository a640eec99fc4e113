package interleave.protocol;

import java.util.List;

/** What the server asks of a session JVM. */
public sealed interface SessionCommand {

  /**
   * Define the classes, then run the steps on a new thread called {@code main}.
   *
   * @param run names the run in every reply about it
   * @param recorded whether to record what its threads do, for a timeline
   */
  record Run(long run, List<ClassFile> classes, List<Step> steps, boolean recorded)
      implements SessionCommand {}

  /** Write class files into the working directory, where processes of the session find them. */
  record Leave(List<ClassFile> classes) implements SessionCommand {}

  /** Text for {@code System.in}, and whether it is the last. */
  record Input(String text, boolean end) implements SessionCommand {}

  /** Tell what each thread of a run is doing, as an {@link Event.Stuck}. */
  record Tell(long run) implements SessionCommand {}

  /** Interrupt every thread of a run and destroy its child processes. */
  record Interrupt(long run) implements SessionCommand {}
}
