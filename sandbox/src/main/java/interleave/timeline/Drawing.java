package interleave.timeline;

import interleave.protocol.Timeline;
import interleave.protocol.Wire;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes a timeline of a recording. */
public final class Drawing {
  /** No run is allowed so long. */
  private static final Duration LONGEST = Duration.ofDays(1);

  private Drawing() {}

  /**
   * The timeline of one run.
   *
   * @param flight a file of the JDK's Flight Recorder; not to be trusted
   * @param watched what woven classes told; not to be trusted
   * @throws IOException when what woven classes told is none; a flight that is none is left out
   */
  public static Timeline of(byte[] flight, byte[] watched) throws IOException {
    Watched.Run run = read(watched);
    List<String> notes = new ArrayList<>();
    run.notes().stream().limit(20).map(Drawing::sentence).forEach(notes::add);
    Set<String> readers = new HashSet<>();
    run.classes().forEach(c -> readers.add(c.name()));
    FlightFile file = FlightFile.NONE;
    try {
      file = FlightFile.read(flight, readers);
    } catch (IOException e) {
      notes.add("What the Flight Recorder told cannot be read: " + sentence(e.getMessage()) + ".");
    }
    if (file == FlightFile.NONE) {
      notes.add("Only the cell's own calls are drawn.");
    }
    if (file.isCut()) {
      notes.add("The Flight Recorder told more than is drawn: what came late is left out.");
    }
    List<Entry> entries = Entry.read(run);
    Picture picture = new Picture(run, file, entries);
    return Bounds.cut(picture.timeline(notes));
  }

  private static Watched.Run read(byte[] watched) throws IOException {
    Watched read = new Wire<>(Watched.class, Watched.BOUND).read(new ByteArrayInputStream(watched));
    return switch (read) {
      case Watched.Run run when isLength(run.ended() - run.began()) -> run;
      case Watched.Run _ -> throw new IOException("a recording of no time or of too much");
      case null -> throw new IOException("nothing was recorded");
    };
  }

  private static boolean isLength(long nanos) {
    return nanos > 0 && nanos < LONGEST.toNanos();
  }

  private static String sentence(@Nullable String note) {
    if (note == null) {
      return "";
    }
    return note.length() <= 300 ? note : note.substring(0, 300) + "…";
  }
}
