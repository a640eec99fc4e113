package interleave.watch;

import interleave.timeline.Call;
import interleave.timeline.Watched;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Holds what woven code tells, up to a bound, at little more than the price of a look at the clock.
 *
 * <p>Each thread writes into a piece of its own: a counter that all of them add to would make them
 * wait for each other, and a race that is looked at go another way.
 *
 * <p>When half of the room is taken, locks that were had at once and held for a moment only are
 * forgotten again as they are released, so that a loop over such a lock does not hide what comes
 * after it.
 */
final class Log {
  /** So many entries take 1.9 MB, in this JVM and on the wire. */
  static final int MOST = 60_000;

  /** A lock that was waited for and held for less, in nanoseconds, can be forgotten. */
  static final long MOMENT = 2_000;

  /** Telling what is then forgotten costs as much: after so many it is enough. */
  private static final long MOST_FORGOTTEN = 500_000;

  private static final int FIRST_PIECE = 8;
  private static final int LARGEST_PIECE = 256;
  private static final int COUNTED = 1 << 10;
  private static final int MOST_TYPES = 2_000;
  private static final int LONGEST_NAME = 200;
  private static final VarHandle WORD = MethodHandles.arrayElementVarHandle(long[].class);

  private final long[] words = new long[MOST * Watched.ENTRY_WORDS];
  private final AtomicInteger next = new AtomicInteger();
  private final AtomicLong forgotten = new AtomicLong();
  private final List<String> types = new ArrayList<>(List.of(""));
  private volatile boolean crowded;
  private volatile long fullSince;
  private volatile boolean full;

  /** A thread's part of the entries; it holds on to nothing, for threads may outlive the log. */
  private static final class Piece {
    int at;
    int from;
    int to;
    int size = FIRST_PIECE;
    int forgotten;
  }

  private final ThreadLocal<@Nullable Piece> pieces = new ThreadLocal<>();

  private final ClassValue<Integer> numbers =
      new ClassValue<>() {
        @Override
        protected Integer computeValue(Class<?> type) {
          return newNumber(type);
        }
      };

  void add(long object, int type, int what, int site) {
    Piece piece = pieces.get();
    if (piece == null) {
      piece = new Piece();
      pieces.set(piece);
    }
    long now = System.nanoTime();
    if (crowded && isRelease(what >> 2) && forget(piece, object, now)) {
      return;
    }
    if (piece.at == piece.to && !refill(piece, now)) {
      return;
    }
    int at = piece.at++ * Watched.ENTRY_WORDS;
    words[at + 1] = Thread.currentThread().threadId();
    words[at + 2] = (long) site << 32 | (what & 0xffL) << 24 | type;
    words[at + 3] = object;
    // Last, and so that whoever sees it sees the rest: an entry without a time is not finished.
    WORD.setRelease(words, at, now);
  }

  private boolean refill(Piece piece, long now) {
    int from = next.getAndAdd(piece.size);
    if (from >= MOST) {
      close(now);
      return false;
    }
    crowded |= from > MOST / 2;
    piece.from = from;
    piece.at = from;
    piece.to = Math.min(MOST, from + piece.size);
    piece.size = Math.min(LARGEST_PIECE, piece.size * 2);
    return true;
  }

  private synchronized void close(long now) {
    if (!full) {
      fullSince = now;
      full = true;
      Hooks.close(this); // from here on woven code costs a look at a field
    }
  }

  private static boolean isRelease(int call) {
    return call == Call.MONITOR_EXIT.ordinal() || call == Call.UNLOCK.ordinal();
  }

  /** Takes back the two entries with which this thread asked for a lock and got it just now. */
  private boolean forget(Piece piece, long object, long now) {
    int before = (piece.at - 2) * Watched.ENTRY_WORDS;
    int done = before + Watched.ENTRY_WORDS;
    boolean moment =
        piece.at - piece.from >= 2
            && now - words[before] < MOMENT
            && words[before + 3] == object
            && words[done + 3] == object
            && takes(before, Call.Phase.BEFORE)
            && takes(done, Call.Phase.DONE);
    if (!moment) {
      return false;
    }
    piece.at -= 2;
    WORD.setRelease(words, before, 0L);
    WORD.setRelease(words, done, 0L);
    if (++piece.forgotten % COUNTED == 0 && forgotten.addAndGet(COUNTED) >= MOST_FORGOTTEN) {
      close(now);
    }
    return true;
  }

  private boolean takes(int at, Call.Phase phase) {
    int what = (int) (words[at + 2] >>> 24) & 0xff;
    return what == Watched.what(Call.MONITOR, phase) || what == Watched.what(Call.LOCK, phase);
  }

  /** A small number for an object's class; 0 when there are too many. */
  int number(Object object) {
    return numbers.get(object instanceof Class<?> c ? c : object.getClass()) << 1
        | (object instanceof Class<?> ? 1 : 0);
  }

  private synchronized int newNumber(Class<?> type) {
    if (types.size() >= MOST_TYPES) {
      return 0;
    }
    String name = type.getName();
    types.add(name.substring(0, Math.min(LONGEST_NAME, name.length())));
    return types.size() - 1;
  }

  synchronized List<String> types() {
    return List.copyOf(types);
  }

  /** When it became full; empty while it is not. */
  OptionalLong fullSince() {
    return full ? OptionalLong.of(fullSince) : OptionalLong.empty();
  }

  /** Whether locks that were held for a moment have been forgotten. */
  boolean isCrowded() {
    return crowded;
  }

  /** About how many locks were forgotten, a thousand or more; 0 for fewer. */
  long forgotten() {
    return forgotten.get();
  }

  byte[] bytes() {
    int entries = Math.min(next.get(), MOST);
    ByteBuffer bytes = ByteBuffer.allocate(entries * Watched.ENTRY_WORDS * Long.BYTES);
    for (int entry = 0; entry < entries; entry++) {
      int at = entry * Watched.ENTRY_WORDS;
      long nanos = (long) WORD.getAcquire(words, at);
      if (nanos != 0) {
        bytes.putLong(nanos).putLong(words[at + 1]).putLong(words[at + 2]).putLong(words[at + 3]);
      }
    }
    byte[] told = new byte[bytes.position()];
    bytes.get(0, told);
    return told;
  }
}
