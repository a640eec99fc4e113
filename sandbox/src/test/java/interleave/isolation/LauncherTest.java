package interleave.isolation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import interleave.resources.Limits;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How long boxes live, whatever starts them and whatever ends the launcher. */
class LauncherTest {

  @TempDir private Path directory;

  @Test
  void aBoxOutlivesTheThreadThatAskedForIt() throws Exception {
    try (Trials trials = new Trials(Trials.none(), directory)) {
      AtomicReference<BoxedProcess> started = new AtomicReference<>();
      Path jar =
          trials.compile(
              "System.out.print(new FileInputStream(\"/dev/fd/4\").read()); System.exit(3);");
      Thread asker =
          Thread.ofPlatform()
              .start(
                  () -> {
                    try {
                      started.set(
                          trials.launcher().launch(Trials.box(Limits.sessionDefaults(), jar)));
                    } catch (IOException e) {
                      throw new AssertionError(e);
                    }
                  });
      asker.join();
      try (BoxedProcess boxed = started.get()) {
        boxed.commands().write(65);
        boxed.commands().flush();
        assertThat(boxed.raw().readAllBytes()).asString().isEqualTo("65");
        assertThat(boxed.exit().join()).isEqualTo(3);
      }
    }
  }

  @Test
  void closingTheLauncherEndsItsBoxes() throws Exception {
    Trials trials = new Trials(Trials.none(), directory);
    BoxedProcess boxed = trials.startWithDetachedChild();
    List<Long> pids = Trials.processesOf(boxed.pid());
    trials.close();
    Trials.assertGoneWithinASecond(pids);
    assertThat(boxed.exit().join()).isEqualTo(137);
  }

  @Test
  void aClosedLauncherStartsNothing() throws Exception {
    Trials trials = new Trials(Trials.none(), directory);
    Path jar = trials.compile("");
    trials.close();
    Box box = Trials.box(Limits.sessionDefaults(), jar);
    assertThatThrownBy(() -> trials.launcher().launch(box)).isInstanceOf(IOException.class);
  }

  @Test
  void killingTwiceIsNoTrouble() throws Exception {
    try (Trials trials = new Trials(Trials.none(), directory);
        BoxedProcess boxed = trials.start("Thread.sleep(1_000_000);")) {
      boxed.kill();
      boxed.kill();
      assertThat(boxed.exit().join()).isEqualTo(137);
      boxed.kill();
    }
  }
}
