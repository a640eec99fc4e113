package interleave.run;

import interleave.isolation.Box;
import interleave.isolation.BoxedProcess;
import interleave.isolation.Diagnosis;
import interleave.isolation.Launcher;
import interleave.resources.Limits;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Starts the kinds of JVM that the server needs, each in its box. */
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

  /**
   * A session's JVM with the language's preview features (JEP 12); its cache is of no use to it.
   */
  BoxedProcess preview(Limits limits) throws IOException {
    return launcher.launch(box(withPreview(files.session()), "interleave.agent.Main", limits));
  }

  /** A session's JVM that has explored something of its own: the next time goes much faster. */
  BoxedProcess explorer(Limits limits) throws IOException {
    return launcher.launch(box(files.session(), "interleave.agent.Main", limits, "--explorer"));
  }

  BoxedProcess engine(Limits limits) throws IOException {
    return launcher.launch(box(files.engine(), "interleave.engine.Main", limits));
  }

  BoxedProcess laboratory(Limits limits, boolean preview) throws IOException {
    SandboxFiles.Program plain = files.laboratory();
    return launcher.launch(
        box(preview ? withPreview(plain) : plain, "interleave.agent.Main", limits, "--laboratory"));
  }

  private static SandboxFiles.Program withPreview(SandboxFiles.Program plain) {
    List<String> options = new ArrayList<>(plain.options());
    options.add("--enable-preview");
    return new SandboxFiles.Program(plain.classPath(), options, Optional.empty());
  }

  /** Words the limits of sessions, as they are kept here. */
  Sentences sentences(Limits limits) {
    return new Sentences(launcher.control().keptByTheBox(limits), files.session().options());
  }

  private Box box(SandboxFiles.Program program, String main, Limits limits, String... arguments) {
    return new Box(
        files.javaHome(),
        program.classPath(),
        program.aotCache(),
        program.options(),
        main,
        List.of(arguments),
        limits,
        files.childArchive());
  }

  @Override
  public void close() {
    launcher.close();
  }
}
