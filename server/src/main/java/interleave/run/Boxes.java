package interleave.run;

import interleave.isolation.Box;
import interleave.isolation.BoxedProcess;
import interleave.isolation.Isolation;
import interleave.isolation.Launcher;
import interleave.isolation.Limits;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Starts the two kinds of JVM that the server needs, each in its box. */
public final class Boxes implements AutoCloseable {
  /** Keep in step with the flags at which the build makes the session's AOT cache. */
  private static final List<String> SESSION =
      List.of(
          "-XX:+UseSerialGC",
          "-Xmx256m",
          "-Xss512k",
          "-XX:MaxMetaspaceSize=128m",
          "-XX:ReservedCodeCacheSize=96m",
          "-XX:MaxDirectMemorySize=64m",
          "-XX:-UsePerfData",
          "-Djava.awt.headless=true",
          "-Djdk.trackAllThreads=true",
          "--add-exports=java.base/jdk.internal.vm=ALL-UNNAMED");

  /** Keep in step with the flags at which the build makes the engine's AOT cache. */
  private static final List<String> ENGINE =
      List.of(
          "-XX:+UseSerialGC",
          "-Xmx1g",
          "-XX:-UsePerfData",
          "-XX:+ExitOnOutOfMemoryError",
          "-Djava.awt.headless=true");

  private final SandboxFiles files;
  private final Launcher launcher;

  /** Boxes of one isolation for the files of this build. */
  public Boxes(SandboxFiles files, Isolation isolation) throws IOException {
    this.files = files;
    this.launcher = new Launcher(isolation);
  }

  BoxedProcess session() throws IOException {
    return launcher.launch(
        box(SESSION, files.sessionCache(), "interleave.agent.Main", Limits.sessionDefaults()));
  }

  BoxedProcess engine() throws IOException {
    return launcher.launch(
        box(ENGINE, files.engineCache(), "interleave.engine.Main", Limits.engineDefaults()));
  }

  private Box box(List<String> options, Optional<Path> cache, String main, Limits limits) {
    return new Box(
        files.javaHome(),
        List.of(files.jar()),
        cache,
        new ArrayList<>(options),
        main,
        List.of(),
        limits);
  }

  @Override
  public void close() {
    launcher.close();
  }
}
