package interleave.run;

import static interleave.run.LimitUnit.bytes;
import static interleave.run.LimitUnit.megabytes;
import static interleave.run.LimitUnit.time;

import interleave.protocol.Event;
import interleave.resources.Excess;
import interleave.resources.Limits;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Words each limit that a run can reach, with its real number. */
final class Sentences {
  /** Threads wait in a circle; the event before tells which. */
  static final String DEADLOCK =
      "Threads wait for each other in a circle, each for a lock that the next one holds.";

  private static final String OUT_OF_MEMORY = "java.lang.OutOfMemoryError";
  private static final Pattern MEBIBYTES_OPTION = Pattern.compile("-XX:(\\w+)=(\\d{1,6})m");

  private final Limits limits;
  private final List<Reported> reported;

  /** A limit that the JVM or the system tells by an exception, and what to say of it. */
  private record Reported(String exception, List<String> words, Supplier<String> sentence) {
    boolean isToldBy(Event.Threw threw) {
      String message = threw.message().orElse("");
      return (exception.isEmpty() || exception.equals(threw.exception()))
          && words.stream().anyMatch(message::contains);
    }
  }

  /**
   * The words for sessions.
   *
   * @param limits those of their boxes
   * @param jvmOptions the flags of their JVMs
   */
  Sentences(Limits limits, List<String> jvmOptions) {
    this.limits = limits;
    this.reported =
        List.of(
            new Reported(
                OUT_OF_MEMORY,
                List.of("Java heap space", "GC overhead limit"),
                () -> "The heap of a session holds " + megabytes(limits.heapMiB()) + "."),
            new Reported(OUT_OF_MEMORY, List.of("native thread"), this::threads),
            new Reported(
                OUT_OF_MEMORY,
                List.of("direct buffer memory"),
                () -> held("Direct buffers", "MaxDirectMemorySize", jvmOptions)),
            new Reported(
                OUT_OF_MEMORY,
                List.of("Metaspace", "Compressed class space"),
                () -> held("The classes", "MaxMetaspaceSize", jvmOptions)),
            new Reported(OUT_OF_MEMORY, List.of("Unable to allocate"), this::ofEachProcess),
            new Reported(
                "",
                List.of("Too many open files"),
                () ->
                    "Each process of a session has room for %,d open files, pipes and sockets."
                        .formatted(limits.descriptors())),
            new Reported(
                "",
                List.of("No space left on device"),
                () ->
                    "A session has room for %s in %,d files."
                        .formatted(megabytes(limits.scratchMiB()), limits.scratchFiles())),
            new Reported(
                "",
                List.of("File too large"),
                () -> "A file of a session holds at most " + megabytes(limits.fileMiB()) + "."),
            new Reported(
                "",
                List.of("error=11,", "error: 11 ", "Resource temporarily unavailable"),
                () ->
                    "A session has room for %,d processes, with %,d threads in them all."
                        .formatted(limits.processes(), limits.tasks())),
            new Reported(
                "", List.of("error=12,", "error: 12 ", "Cannot allocate memory"), this::memory));
  }

  /** The limit that an exception tells of, if any; nothing of the exception's text is repeated. */
  Optional<String> reached(Event.Threw threw) {
    return Stream.iterate(
            Optional.of(threw), Optional::isPresent, t -> t.flatMap(Event.Threw::cause))
        .flatMap(Optional::stream)
        .flatMap(one -> reported.stream().filter(r -> r.isToldBy(one)))
        .map(r -> r.sentence().get())
        .findFirst();
  }

  /** A JVM found no memory for itself. */
  String noNativeMemory() {
    return "Its JVM found no more memory for itself and gave up. " + ofEachProcess();
  }

  /** What other cells of a session are told whose JVM was ended. */
  static String ended(Excess excess) {
    return "The JVM of this session was ended. " + excess.sentence();
  }

  static String wall(Duration allowed) {
    return "It was still running after " + time(allowed) + ".";
  }

  static String cpu(Duration allowed) {
    return "It used more than " + time(allowed) + " of processor time.";
  }

  static String output(long allowed) {
    return "It printed more than " + bytes(allowed) + ".";
  }

  static String lingered(Duration allowed) {
    return "What lived on of this cell was stopped after " + time(allowed) + ".";
  }

  private String threads() {
    return "A session has room for %,d threads, and their stacks count as its memory."
        .formatted(limits.tasks());
  }

  private String memory() {
    return "All processes of a session together may have " + megabytes(limits.memoryMiB()) + ".";
  }

  private String ofEachProcess() {
    return "Each process of a session may have %s of its own, all together %s."
        .formatted(megabytes(limits.dataMiB()), megabytes(limits.memoryMiB()));
  }

  private String held(String what, String option, List<String> jvmOptions) {
    return jvmOptions.stream()
        .map(MEBIBYTES_OPTION::matcher)
        .filter(m -> m.matches() && m.group(1).equals(option))
        .map((Matcher m) -> Long.parseLong(m.group(2)))
        .findFirst()
        .map(mebibytes -> what + " of a session hold " + megabytes(mebibytes) + ".")
        .orElseGet(this::memory);
  }
}
