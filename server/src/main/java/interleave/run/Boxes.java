package interleave.run;

import interleave.isolation.Box;
import interleave.isolation.BoxedProcess;
import interleave.isolation.Diagnosis;
import interleave.isolation.Launcher;
import interleave.resources.Limits;
import java.io.IOException;
import java.util.List;

/** Starts the two kinds of JVM that the server needs, each in its box. */
public final class Boxes implements AutoCloseable {
  private final SandboxFiles files;
  private final Launcher launcher;

  /** Boxes behind the walls that were found, for the files of this build. */
  public Boxes(SandboxFiles files, Diagnosis diagnosis) throws IOException {
    this.files = files;
    this.launcher = new Launcher(diagnosis.chosen(), diagnosis.control());
  }

  BoxedProcess session(Limits limits) throws IOException {
    return launcher.launch(box(files.session(), "interleave.agent.Main", limits));
  }

  BoxedProcess engine(Limits limits) throws IOException {
    return launcher.launch(box(files.engine(), "interleave.engine.Main", limits));
  }

  /** Words the limits of sessions, as they are kept here. */
  Sentences sentences(Limits limits) {
    return new Sentences(launcher.control().keptByTheBox(limits), files.session().options());
  }

  private Box box(SandboxFiles.Program program, String main, Limits limits) {
    return new Box(
        files.javaHome(),
        List.of(files.jar()),
        program.aotCache(),
        program.options(),
        main,
        List.of(),
        limits);
  }

  @Override
  public void close() {
    launcher.close();
  }
}
