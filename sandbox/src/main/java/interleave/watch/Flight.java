package interleave.watch;

import interleave.timeline.FlightEvents;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import jdk.jfr.Recording;
import jdk.jfr.RecordingState;

/** One recording of the JDK's Flight Recorder, with every event it has about threads. */
final class Flight implements AutoCloseable {
  /** Each print is a write; those that took no time are not worth the walk of their stacks. */
  private static final Duration SHORTEST_IO = Duration.ofNanos(20_000);

  private final Recording recording = new Recording();

  Flight() {
    // The recorder would otherwise write its own stop to a file of its own when the JVM ends.
    recording.setDumpOnExit(false);
    FlightEvents.WITH_STACKS.forEach(
        e -> recording.enable(e).withThreshold(Duration.ZERO).withStackTrace());
    FlightEvents.WITHOUT_STACKS.forEach(
        e -> recording.enable(e).withThreshold(Duration.ZERO).withoutStackTrace());
    for (String io : List.of("SocketRead", "SocketWrite", "FileRead", "FileWrite")) {
      recording.enable("jdk." + io).withThreshold(SHORTEST_IO).with("throttle", "off");
    }
    recording.enable(ClockEvent.class);
    recording.start();
    ClockEvent.tell();
  }

  boolean runs() {
    return recording.getState() == RecordingState.RUNNING;
  }

  /** Bytes that lie in files so far; what is still in buffers is not counted. */
  long written() {
    String directory = System.getProperty("jdk.jfr.repository");
    File[] files = directory == null ? null : new File(directory).listFiles();
    return files == null ? 0 : Arrays.stream(files).mapToLong(File::length).sum();
  }

  /** Ends the recording; what was recorded is kept. */
  void stop() {
    if (runs()) {
      ClockEvent.tell();
      recording.stop();
    }
  }

  /**
   * The recording as a file's bytes.
   *
   * @throws IOException when the file cannot be written or read, or is larger than the bound
   */
  byte[] bytes(long bound) throws IOException {
    stop();
    Path file = Files.createTempFile("flight", ".jfr");
    try {
      recording.dump(file);
      long size = Files.size(file);
      if (size > bound) {
        throw new IOException(size + " bytes were recorded, " + bound + " are allowed");
      }
      return Files.readAllBytes(file);
    } finally {
      Files.deleteIfExists(file);
    }
  }

  /** Lets the recording go, and its files. */
  @Override
  public void close() {
    recording.close();
  }
}
