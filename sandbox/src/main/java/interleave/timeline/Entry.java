package interleave.timeline;

import interleave.timeline.Call.Phase;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * One thing that woven code told.
 *
 * @param object its identity; null where it is not known
 * @param type the name of the object's class
 * @param other the thread it is done to, for a start, a join or an unpark
 */
record Entry(
    long nanos,
    long thread,
    Call call,
    Phase phase,
    Optional<Identity> object,
    String type,
    long other,
    FlightFile.Where where) {

  /** Names of classes are told no longer by ourselves. */
  private static final int LONGEST_NAME = 200;

  /** What tells an object from others: as good as always. */
  record Identity(long hash, long type) {}

  /** Reads all of them, in the order of time; what makes no sense is left out. */
  static List<Entry> read(Watched.Run run) {
    ByteBuffer bytes = ByteBuffer.wrap(run.entries());
    List<Entry> entries = new ArrayList<>();
    while (bytes.remaining() >= Watched.ENTRY_WORDS * Long.BYTES) {
      long nanos = bytes.getLong();
      long thread = bytes.getLong();
      long packed = bytes.getLong();
      long object = bytes.getLong();
      int call = (int) (packed >>> 26) & 0x3f;
      int phase = (int) (packed >>> 24) & 0x3;
      if (call < Call.values().length && phase < Phase.values().length && thread > 0) {
        entries.add(
            of(run, nanos, thread, Call.values()[call], Phase.values()[phase], packed, object));
      }
    }
    entries.sort(Comparator.comparingLong(Entry::nanos));
    return entries;
  }

  private static String cut(String name) {
    return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME);
  }

  private static Entry of(
      Watched.Run run, long nanos, long thread, Call call, Phase phase, long packed, long object) {
    int type = (int) packed & 0xffffff;
    int line = (int) (packed >>> 32) & 0xffff;
    int place = (int) (packed >>> 48) & 0x7fff;
    boolean deed = call == Call.START || call == Call.JOIN || call == Call.UNPARK;
    String name = type >> 1 < run.types().size() ? cut(run.types().get(type >> 1)) : "";
    String className = place < run.classes().size() ? run.classes().get(place).name() : "";
    return new Entry(
        nanos,
        thread,
        call,
        phase,
        object == 0 || deed ? Optional.empty() : Optional.of(new Identity(object, type)),
        (type & 1) == 1 ? name + ".class" : name,
        deed ? object : 0,
        new FlightFile.Where(className, line));
  }
}
