package interleave.timeline;

import java.util.List;

/** What a session JVM tells of a recorded run beside the Flight Recorder's file. */
public sealed interface Watched {

  /** Longs that an entry of {@link Run#entries} takes. */
  int ENTRY_WORDS = 4;

  /** Longs that an entry of {@link Run#processors} takes. */
  int PROCESSOR_WORDS = 4;

  /** The most threads that are told in {@link Run#last}. */
  int MOST_LAST = 300;

  /** The largest form of it on the wire, in bytes. */
  int BOUND = 4 << 20;

  /** A place in a woven class: its number in {@link Run#classes}, and the line. */
  static int site(int classNumber, int line) {
    return Math.min(classNumber, 0x7fff) << 16 | Math.clamp(line, 0, 0xffff);
  }

  /** What happens there, as a number. */
  static int what(Call call, Call.Phase phase) {
    return call.ordinal() << 2 | phase.ordinal();
  }

  /**
   * A run. Times are those of {@link System#nanoTime()}.
   *
   * @param began when its code began
   * @param ended when its own code was done, or stopped
   * @param first threads with a greater identifier are of this run or of a later one
   * @param main the identifier of the thread that ran the cell's code
   * @param classes the reader's classes
   * @param types names of the classes of objects
   * @param entries what woven code told: nanos; thread; {@link #site} and, in the lower half, 8
   *     bits of {@link #what} and 24 of the type; the object's identity hash or a thread's
   *     identifier
   * @param processors what the kernel told, in the order of time: nanos; the kernel's number of the
   *     thread, or 0 when all have been asked; nanoseconds on a processor; nanoseconds it could
   *     have run but had none
   * @param last who still waited when the recording ended
   * @param notes sentences for the reader
   */
  // A record of bytes is compared by nobody; its arrays' identity is harmless.
  @SuppressWarnings("ArrayRecordComponent")
  record Run(
      long began,
      long ended,
      long first,
      long main,
      List<OfCell> classes,
      List<String> types,
      byte[] entries,
      byte[] processors,
      List<Last> last,
      List<String> notes)
      implements Watched {}

  /** A class of the reader's, and the cell it was compiled from. */
  record OfCell(String name, String cell) {}

  /**
   * A thread that is alive at the end.
   *
   * @param state the name of its {@link Thread.State}
   * @param on what it waits for, such as {@code java.util.concurrent.SynchronousQueue}; may be
   *     empty
   * @param onHash that object's identity hash
   * @param place the reader's class whose code is the uppermost on its stack; may be empty
   * @param line the line there
   */
  record Last(
      long thread, String name, String state, String on, int onHash, String place, int line) {}
}
