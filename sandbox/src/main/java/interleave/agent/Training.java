package interleave.agent;

import interleave.protocol.ClassFile;
import interleave.protocol.EngineReply;
import interleave.protocol.SessionCommand;
import interleave.protocol.Step;
import interleave.protocol.Wire;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Runs one cell of our own through the whole agent, so that an AOT cache knows what it needs; in a
 * session's JVM an exploration too, in a laboratory's a benchmark and a stress test.
 */
final class Training {
  private static final String ENGINE = "interleave.engine.Main";
  private static final long STRESS_MILLIS = 500;
  private static final long EXPLORE_MILLIS = 2_000;
  private static final long MEASURE_MILLIS = 1_500;

  private Training() {}

  static void run() throws IOException {
    String classPath = System.getProperty("java.class.path");
    ByteArrayOutputStream commands = new ByteArrayOutputStream();
    Wire<SessionCommand> wire = new Wire<>(SessionCommand.class, Wire.CLASSES_BOUND);
    wire.write(commands, new SessionCommand.Input("line\n", true));
    wire.write(commands, cell());
    Main.serve(
        new ByteArrayInputStream(commands.toByteArray()), OutputStream.nullOutputStream(), false);
    if (isLaboratory()) {
      laboratories(classPath);
    } else {
      explore(1);
    }
  }

  /**
   * Explores a race of our own, in a session's JVM.
   *
   * @param times how often, at least 1
   */
  static void explore(int times) throws IOException {
    ReaderClasses classes = new ReaderClasses(ClassLoader.getPlatformClassLoader());
    classes.define(List.of(file(TrainingRace.class)));
    Step main = new Step.Launch(TrainingRace.class.getName(), List.of());
    for (int time = 0; time < times; time++) {
      Exploration.run(
          new Step.Explore(List.of(), List.of(main), Optional.empty(), EXPLORE_MILLIS),
          new Laboratory(classes, event -> {}));
    }
  }

  private static ClassFile file(Class<?> type) throws IOException {
    try (InputStream in = type.getResourceAsStream(type.getSimpleName() + ".class")) {
      return new ClassFile(
          type.getName(), "training", in == null ? new byte[0] : in.readAllBytes());
    }
  }

  private static SessionCommand.Run cell() throws IOException {
    String name = TrainingCell.class.getName();
    return new SessionCommand.Run(
        1,
        List.of(file(TrainingCell.class)),
        List.of(new Step.Execute(name), new Step.Show(name, "$1", "int")),
        false);
  }

  /** Only theirs have JMH on the class path. */
  private static boolean isLaboratory() {
    return Training.class.getClassLoader().getResource("org/openjdk/jmh/runner/Runner.class")
        != null;
  }

  /**
   * Compiled in another JVM, for a laboratory that compiles nothing needs no compiler's classes.
   */
  private static void laboratories(String classPath) throws IOException {
    Process engine =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                classPath,
                ENGINE,
                "--compile")
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    Wire<EngineReply> compiled = new Wire<>(EngineReply.class, Wire.CLASSES_BOUND);
    try (InputStream in = engine.getInputStream()) {
      for (EngineReply next = compiled.read(in); next != null; next = compiled.read(in)) {
        if (next instanceof EngineReply.Compiled reply && !reply.rejected()) {
          perform(reply.classes(), reply.steps().getFirst());
        }
      }
    }
  }

  private static void perform(List<ClassFile> classes, Step step) throws IOException {
    Step timed =
        switch (step) {
          case Step.Measure(String list, int place, int of, _) ->
              new Step.Measure(list, place, of, MEASURE_MILLIS);
          case Step.Stress(String className, var cases, _) ->
              new Step.Stress(className, cases, STRESS_MILLIS);
          case Step.Execute _, Step.Show _, Step.Launch _, Step.Explore _ -> step;
        };
    ByteArrayOutputStream commands = new ByteArrayOutputStream();
    new Wire<>(SessionCommand.class, Wire.CLASSES_BOUND)
        .write(commands, new SessionCommand.Run(1, classes, List.of(timed), false));
    Main.serve(
        new ByteArrayInputStream(commands.toByteArray()), OutputStream.nullOutputStream(), true);
  }
}
