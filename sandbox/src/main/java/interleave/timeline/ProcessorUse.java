package interleave.timeline;

import interleave.protocol.Timeline.CoreUse;
import interleave.protocol.Timeline.State;
import interleave.timeline.FlightFile.Where;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the kernel told of each thread: how long it ran, and how long it waited for a processor. */
final class ProcessorUse {
  private static final int MOST_SLICES = 400;

  /** Shorter pieces than this tell more of the kernel's clock than of the thread. */
  private static final long SHORTEST = 2_000_000;

  /** What one thread did between two looks. */
  private record Did(int look, long ran, long waited) {}

  private final long began;
  private final long ended;

  /** When the kernel had been asked of all threads. */
  private final List<Long> looks = new ArrayList<>();

  private final Map<Long, List<Did>> tasks = new HashMap<>();

  ProcessorUse(Watched.Run run) {
    this.began = run.began();
    this.ended = run.ended();
    Map<Long, long[]> before = new HashMap<>();
    looks.add(Long.MIN_VALUE);
    ByteBuffer bytes = ByteBuffer.wrap(run.processors());
    while (bytes.remaining() >= Watched.PROCESSOR_WORDS * Long.BYTES) {
      long nanos = bytes.getLong();
      long task = bytes.getLong();
      long ran = bytes.getLong();
      long waited = bytes.getLong();
      if (task == 0) {
        if (nanos > looks.getLast()) {
          looks.add(nanos);
        }
        continue;
      }
      // What was seen before the run began was not done in it; what was not, was born since.
      long[] last =
          before.getOrDefault(task, nanos <= began ? new long[] {ran, waited} : new long[2]);
      if (ran >= last[0] && waited >= last[1]) {
        tasks
            .computeIfAbsent(task, _ -> new ArrayList<>())
            .add(new Did(looks.size(), ran - last[0], waited - last[1]));
      }
      before.put(task, new long[] {ran, waited});
    }
  }

  private long from(int look) {
    return Math.clamp(looks.get(look - 1), began, ended);
  }

  private long to(int look) {
    return look < looks.size() ? Math.clamp(looks.get(look), began, ended) : ended;
  }

  /** When a thread was last seen to have run; the run's begin when it was not. */
  long lastRan(long task) {
    List<Did> did = tasks.getOrDefault(task, List.of());
    return did.isEmpty() ? began : from(did.getLast().look);
  }

  /** The use of the processors by some threads, in slices without gaps. */
  List<CoreUse> cores(Map<Long, Boolean> wanted) {
    double[] ran = new double[looks.size() + 1];
    tasks.forEach(
        (task, all) -> {
          if (wanted.containsKey(task)) {
            all.forEach(d -> ran[d.look] += Math.min(d.ran, to(d.look) - from(d.look)));
          }
        });
    List<CoreUse> slices = new ArrayList<>();
    long least = Math.max(5_000_000, (ended - began) / MOST_SLICES);
    double sum = 0;
    long start = began;
    for (int look = 1; look < looks.size(); look++) {
      sum += ran[look];
      boolean last = look == looks.size() - 1;
      long to = last ? ended : to(look);
      if (to - start >= least || last && to > start) {
        int percent = (int) Math.clamp(Math.round(100 * sum / (to - start)), 0, 100_000);
        slices.add(new CoreUse(start - began, to - began, percent));
        start = to;
        sum = 0;
      }
    }
    return slices;
  }

  /**
   * Adds to the threads when they could have run but had no processor: where that was more than
   * half of the time between two looks.
   */
  void runnable(List<Track> tracks, List<String> notes) {
    boolean any = false;
    for (Track track : tracks) {
      List<Stretch> told = new ArrayList<>(track.stretches);
      told.sort(Comparator.comparingLong(s -> s.from));
      Gaps gaps = new Gaps(track, told);
      for (Did did : track.task == 0 ? List.<Did>of() : tasks.getOrDefault(track.task, List.of())) {
        long from = from(did.look);
        long to = to(did.look);
        if (to - from >= SHORTEST && did.waited > (to - from) / 2 && did.ran < (to - from) / 2) {
          any |= gaps.fill(from, to);
        }
      }
    }
    if (any) {
      notes.add(
          "Runnable is told in steps of 10 ms or more: where a thread waited for a processor for"
              + " more than half of one.");
    }
  }

  /** The time of a thread in which nothing is known of it, from one look to the next. */
  private static final class Gaps {
    private final Track track;
    private final List<Stretch> told;
    private int next;
    private @Nullable Stretch last;

    /**
     * Begins with the first.
     *
     * @param told what is known, in the order of time
     */
    Gaps(Track track, List<Stretch> told) {
      this.track = track;
      this.told = told;
    }

    /** Fills those within a time, which begins no earlier than the one before ended. */
    boolean fill(long from, long to) {
      boolean any = false;
      long free = from;
      while (next < told.size() && told.get(next).from < to) {
        any |= runnable(free, told.get(next).from);
        free = Math.max(free, told.get(next).to);
        if (told.get(next).to > to) {
          return any; // it goes on into the time that follows
        }
        next++;
      }
      return any | runnable(free, to);
    }

    private boolean runnable(long from, long to) {
      Stretch before = last;
      if (to - from < SHORTEST) {
        return false;
      }
      if (before != null && before.to == from) {
        before.to = to;
      } else {
        last = new Stretch(State.RUNNABLE, from, to, "", 0, Where.UNKNOWN, null);
        track.stretches.add(last);
      }
      return true;
    }
  }
}
