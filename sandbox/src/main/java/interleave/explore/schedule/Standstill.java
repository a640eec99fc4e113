package interleave.explore.schedule;

import interleave.explore.result.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Says why an execution cannot go on. */
final class Standstill {
  private Standstill() {}

  /** Nobody can go on. */
  static Finish of(Run run) {
    List<Strand> left =
        run.strands().stream().filter(s -> !s.done && !s.daemon && !s.idle).toList();
    if (left.isEmpty()) {
      return Finish.fine();
    }
    List<String> parts = new ArrayList<>();
    boolean spins = false;
    boolean lost = false;
    List<Strand> order = new ArrayList<>(run.strands());
    // Who holds what another wants comes first: the knot, then those who wait for its end.
    order.sort(Comparator.comparing(s -> s.done || !held(run, s)));
    for (Strand strand : order) {
      if (strand.done || strand.idle) {
        continue;
      }
      parts.add(waits(run, strand));
      spins |= strand.spinning;
      Wait wait = strand.wait;
      lost |= wait != null && wait.signalled() && signalled(run, wait.on());
    }
    Verdict verdict = spins ? Verdict.NO_PROGRESS : lost ? Verdict.LOST_WAKEUP : Verdict.DEADLOCK;
    String end =
        spins
            ? " Nothing can change what is read there."
            : lost ? " The signal has been given already, when nobody or another waited." : "";
    return Finish.failed(verdict, String.join("; ", parts) + "." + end);
  }

  private static boolean held(Run run, Strand strand) {
    Wait wait = strand.wait;
    return wait != null && wait.on() != null && holder(run, wait.on()) != null;
  }

  private static boolean signalled(Run run, @Nullable Object on) {
    return on != null
        && (run.cells.at(on, Cell.MONITOR).notifications > 0
            || run.cells.at(on, Cell.OBJECT).notifications > 0);
  }

  /** One thread's part: {@code T1 waits for Account@2 held by T2 (line 7)}. */
  static String waits(Run run, Strand strand) {
    Wait wait = strand.wait;
    String at = " (" + place(run, strand) + ")";
    if (strand.spinning || wait == null) {
      return strand.name() + (strand.spinning ? " spins" : " stands") + at;
    }
    return strand.name() + " " + words(run, wait) + at;
  }

  /** A wait in words: {@code waits for Account@2 held by T2}. */
  static String words(Run run, Wait wait) {
    Object on = wait.on();
    if (on == null) {
      return wait.verb();
    }
    String name =
        on instanceof Thread thread && run.threads.of(thread) != null
            ? name(run.threads.of(thread))
            : run.names.of(on);
    Strand holder = holder(run, on);
    return wait.verb() + " " + name + (holder == null ? "" : " held by " + holder.name());
  }

  private static String name(@Nullable Strand strand) {
    return strand == null ? "" : strand.name();
  }

  private static @Nullable Strand holder(Run run, Object on) {
    Strand owner = run.cells.at(on, Cell.MONITOR).owner;
    return owner != null ? owner : run.cells.at(on, Cell.OBJECT).owner;
  }

  private static String place(Run run, Strand strand) {
    return run.sites.at(strand.spinning ? strand.spunAt : strand.site).place();
  }

  /** Too many steps. */
  static Finish endless(Run run, int steps) {
    Strand me = run.current();
    return Finish.failed(
        Verdict.NO_PROGRESS,
        "After "
            + steps
            + " steps the threads still run; "
            + me.name()
            + " is at "
            + place(run, me)
            + ".");
  }

  /** A thread gave the turn back without saying to whom. */
  static String outside(Strand me) {
    StackTraceElement[] stack =
        me.body == null ? new StackTraceElement[0] : me.body.getStackTrace();
    return blocked(me, stack) + ", which the explorer does not control; nothing more can be said.";
  }

  /** Where a thread blocks, by its stack. */
  static String blocked(Strand me, StackTraceElement[] stack) {
    String call = "a call";
    for (StackTraceElement frame : stack) {
      boolean ours = frame.getClassName().startsWith("interleave.explore.");
      boolean jdk = frame.getModuleName() != null && frame.getModuleName().startsWith("java.");
      if (!ours && !jdk) {
        return me.name() + " blocks in " + call + " at line " + Math.max(0, frame.getLineNumber());
      }
      if (!ours) {
        call =
            Names.cut(frame.getClassName().replaceAll(".*[.$]", "") + "." + frame.getMethodName());
      }
    }
    return me.name() + " blocks in " + call;
  }

  /** An exception with the line of the reader's where it was thrown. */
  static String words(Throwable thrown) {
    StackTraceElement at = thrownAt(thrown);
    return name(thrown)
        + (at == null || at.getLineNumber() <= 0 ? "" : " (line " + at.getLineNumber() + ")")
        + ".";
  }

  /** An exception's class and message. */
  static String name(Throwable thrown) {
    String message = thrown.getMessage();
    return thrown.getClass().getSimpleName() + (message == null ? "" : ": " + Names.cut(message));
  }

  /** The innermost call of the reader's own code when it was thrown, null for none. */
  static @Nullable StackTraceElement thrownAt(Throwable thrown) {
    for (StackTraceElement frame : thrown.getStackTrace()) {
      if (frame.getModuleName() == null && !frame.getClassName().startsWith("interleave.")) {
        return frame;
      }
    }
    return null;
  }
}
