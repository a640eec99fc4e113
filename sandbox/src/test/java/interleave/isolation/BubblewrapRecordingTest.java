package interleave.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import interleave.engine.Texts;
import interleave.protocol.SessionCommand;
import interleave.protocol.SessionReply;
import interleave.protocol.SessionReply.Part;
import interleave.protocol.Timeline;
import interleave.protocol.Timeline.Lane;
import interleave.protocol.Timeline.State;
import interleave.protocol.Wire;
import interleave.resources.Limits;
import interleave.testing.Needs;
import interleave.timeline.Drawing;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Recording needs files, a socket to itself and the kernel's accounts: all are there in a box. */
class BubblewrapRecordingTest {
  @TempDir private Path directory;

  @Test
  void aRunInABoxIsRecordedWithItsLocksAndItsUseOfTheProcessors() throws IOException {
    Needs.bubblewrap();
    ByteArrayOutputStream flight = new ByteArrayOutputStream();
    ByteArrayOutputStream watched = new ByteArrayOutputStream();
    try (Texts texts = new Texts();
        Trials trials = new Trials(Trials.bubblewrap(), directory);
        BoxedProcess boxed = trials.launcher().launch(session())) {
      var compiled =
          texts.cell(
              "cell",
              """
              var lock = new Object();
              Runnable hold = () -> { synchronized (lock) { try { Thread.sleep(40); } catch (InterruptedException e) { } } };
              var a = Thread.ofVirtual().name("a").start(hold);
              var b = Thread.ofPlatform().name("b").start(hold);
              a.join(); b.join();
              """);
      new Wire<>(SessionCommand.class, Wire.CLASSES_BOUND)
          .write(
              boxed.commands(),
              new SessionCommand.Run(1, compiled.classes(), compiled.steps(), true));
      Wire<SessionReply> replies = new Wire<>(SessionReply.class, Wire.EVENT_BOUND);
      SessionReply next = replies.read(boxed.frames());
      while (next != null && !(next instanceof SessionReply.Ended)) {
        if (next instanceof SessionReply.Recorded(_, Part part, byte[] bytes)) {
          (part == Part.FLIGHT ? flight : watched).writeBytes(bytes);
        }
        next = replies.read(boxed.frames());
      }
      assertThat(next).isInstanceOf(SessionReply.Ended.class);
      boxed.kill();
      assertThat(new String(boxed.raw().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8))
          .isEmpty();
    }
    Timeline timeline = Drawing.of(flight.toByteArray(), watched.toByteArray());
    assertThat(timeline.lanes()).extracting(Lane::thread).contains("main", "a", "b");
    assertThat(timeline.lanes())
        .anyMatch(l -> l.spans().stream().anyMatch(s -> s.state() == State.BLOCKED));
    assertThat(timeline.locks()).hasSize(1);
    assertThat(timeline.cores()).isNotEmpty();
    assertThat(timeline.notes()).noneMatch(n -> n.contains("could not"));
  }

  private static Box session() throws IOException {
    Path jar = Path.of(System.getProperty("interleave.sandbox.jar"));
    Properties listing = new Properties();
    try (InputStream in = Files.newInputStream(jar.resolveSibling("runtime.properties"))) {
      listing.load(in);
    }
    Path cache = jar.resolveSibling("session.aot");
    return new Box(
        Trials.JAVA_HOME,
        List.of(jar),
        Optional.of(cache).filter(file -> file.toFile().length() > 0),
        List.of(listing.getProperty("session.options").strip().split("\\s+")),
        "interleave.agent.Main",
        List.of(),
        Limits.sessionDefaults());
  }
}
