package interleave.agent;

import static org.assertj.core.api.Assertions.assertThat;

import interleave.engine.Texts;
import interleave.protocol.EngineReply;
import interleave.protocol.SessionCommand;
import interleave.protocol.SessionReply;
import interleave.protocol.SessionReply.Part;
import interleave.protocol.Timeline;
import interleave.protocol.Timeline.Arrow;
import interleave.protocol.Timeline.Deed;
import interleave.protocol.Timeline.Lane;
import interleave.protocol.Timeline.Span;
import interleave.protocol.Timeline.State;
import interleave.timeline.Drawing;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/** A session JVM whose runs are recorded and drawn. */
final class RecordedJvm implements AutoCloseable {
  private final Texts texts = new Texts();
  private final AgentJvm jvm;
  private long runs = 1_000;

  RecordedJvm() throws IOException {
    jvm = new AgentJvm();
  }

  AgentJvm jvm() {
    return jvm;
  }

  /** Starts a recorded run of a cell. */
  long start(String text) throws IOException {
    return start(text, true);
  }

  long start(String text, boolean recorded) throws IOException {
    EngineReply.Compiled compiled = texts.cell("cell", text);
    jvm.send(new SessionCommand.Run(++runs, compiled.classes(), compiled.steps(), recorded));
    return runs;
  }

  /** The timeline of a cell's run. */
  Timeline timeline(String text) throws IOException {
    return drawn(start(text));
  }

  /** The timeline of a run, when it has ended. */
  Timeline drawn(long run) throws IOException {
    jvm.awaitEnd(run);
    return draw(run);
  }

  /** Waits until all that was recorded of a run has come, though the run may go on. */
  void awaitDrawable(long run) {
    jvm.awaitReply(
        r -> {
          byte[] watched = bytes(run, Part.WATCHED);
          return watched.length >= Integer.BYTES
              && ByteBuffer.wrap(watched).getInt() == watched.length - Integer.BYTES;
        });
  }

  /** What woven code told in the last run. */
  byte[] lastWatched() {
    return bytes(runs, Part.WATCHED);
  }

  /** The timeline of what has come of a run. */
  Timeline draw(long run) throws IOException {
    return Drawing.of(bytes(run, Part.FLIGHT), bytes(run, Part.WATCHED));
  }

  byte[] bytes(long run, Part wanted) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (SessionReply reply : jvm.replies()) {
      if (reply instanceof SessionReply.Recorded(long id, Part part, byte[] bytes)
          && id == run
          && part == wanted) {
        all.writeBytes(bytes);
      }
    }
    return all.toByteArray();
  }

  static Lane lane(Timeline timeline, String thread) {
    List<Lane> found =
        timeline.lanes().stream().filter(lane -> lane.thread().equals(thread)).toList();
    assertThat(found).as("lanes of %s in %s", thread, timeline).hasSize(1);
    return found.getFirst();
  }

  static List<Span> spans(Timeline timeline, String thread, State state) {
    return lane(timeline, thread).spans().stream().filter(s -> s.state() == state).toList();
  }

  /** The longest span of a state; fails when there is none. */
  static Span longest(Timeline timeline, String thread, State state) {
    List<Span> all = spans(timeline, thread, state);
    assertThat(all).as("%s of %s in %s", state, thread, timeline).isNotEmpty();
    return all.stream()
        .max((a, b) -> Long.compare(a.toNanos() - a.fromNanos(), b.toNanos() - b.fromNanos()))
        .orElseThrow();
  }

  static List<Arrow> arrows(Timeline timeline, Deed deed, String from, String to) {
    long source = lane(timeline, from).threadId();
    long target = lane(timeline, to).threadId();
    return timeline.arrows().stream()
        .filter(a -> a.deed() == deed && a.fromThread() == source && a.toThread() == target)
        .toList();
  }

  @Override
  public void close() {
    jvm.close();
    texts.close();
  }
}
