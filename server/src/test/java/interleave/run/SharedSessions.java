package interleave.run;

import interleave.isolation.Diagnosis;
import interleave.isolation.Doctor;
import interleave.testing.Needs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests a {@link Sessions} over real boxes, the same one to all of them: to start an engine
 * for each test would take longer than the tests. A test that wants limits of its own asks for the
 * {@link Boxes}.
 *
 * <p>Needs bubblewrap, since what is tested is what readers get.
 */
public final class SharedSessions implements BeforeAllCallback, ParameterResolver {
  /** How cells may behave in the shared sessions: as on a small server, with one engine. */
  public static final RunLimits LIMITS = with();

  /** The same but for what is set. */
  static RunLimits with(String... settings) {
    return RunLimits.of(
        Stream.concat(
                Stream.of(
                    "timeout=20s", "cpu=40s", "compile=20s", "concurrent-runs=64", "engines=1"),
                Stream.of(settings))
            .toArray(String[]::new));
  }

  /** Made by JUnit. */
  public SharedSessions() {}

  @Override
  public void beforeAll(ExtensionContext context) {
    Needs.bubblewrap();
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    return type == Sessions.class || type == Boxes.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    Started started =
        context
            .getRoot()
            .getStore(Namespace.create(SharedSessions.class))
            .getOrComputeIfAbsent(Started.class, key -> Started.start(), Started.class);
    return parameter.getParameter().getType() == Boxes.class ? started.boxes : started.sessions;
  }

  /** What is started once and ended with the last test. */
  private record Started(Boxes boxes, Sessions sessions) implements AutoCloseable {
    static Started start() {
      try {
        Diagnosis diagnosis = Doctor.diagnose(Path.of(System.getProperty("java.home")));
        Path unused = Files.createTempDirectory("interleave-unused-");
        unused.toFile().deleteOnExit();
        Boxes boxes = new Boxes(SandboxFiles.locate(unused), diagnosis);
        Sessions sessions = new Sessions(boxes, LIMITS, (outcome, wall) -> {});
        sessions.awaitReady();
        return new Started(boxes, sessions);
      } catch (IOException e) {
        throw new AssertionError("nothing can be run here", e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new AssertionError(e);
      }
    }

    @Override
    public void close() {
      sessions.close();
      boxes.close();
    }
  }
}
