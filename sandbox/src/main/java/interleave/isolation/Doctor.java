package interleave.isolation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Finds out which isolation works on this machine, by starting a box, and what mends the rest. */
public final class Doctor {

  private static final int PROBE_SECONDS = 10;

  private final Path javaHome;
  private final List<Finding> findings = new ArrayList<>();

  private Doctor(Path javaHome) {
    this.javaHome = javaHome;
  }

  /**
   * Tries the isolations from the best down, until one works. Takes about 200 ms.
   *
   * @param javaHome absolute path of the JDK that boxes will run
   */
  public static Diagnosis diagnose(Path javaHome) {
    Doctor doctor = new Doctor(javaHome);
    Isolation chosen = doctor.choose();
    chosen.weaknesses().forEach(weakness -> doctor.findings.add(new Finding.Weak(weakness)));
    return new Diagnosis(chosen, doctor.findings);
  }

  private Isolation choose() {
    return bubblewrap().orElseGet(() -> new None(BoxUser.ofThisServer()));
  }

  private Optional<Isolation> bubblewrap() {
    Optional<Architecture> architecture = Architecture.ofThisMachine();
    Optional<Path> program = Tools.find("bwrap");
    if (architecture.isEmpty() || program.isEmpty()) {
      findings.add(new Finding.Broken("bubblewrap is not installed.", "apt install bubblewrap"));
      return Optional.empty();
    }
    try {
      Isolation isolation =
          new Bubblewrap(
              program.get(),
              Tools.versionOf(program.get()).isAtLeast(0, 8),
              Tools.kernel().isAtLeast(5, 14),
              BoxUser.ofThisServer(),
              architecture.get(),
              javaHome,
              SystemFiles.of(javaHome, architecture.get()));
      return works(isolation) ? Optional.of(isolation) : Optional.empty();
    } catch (IOException e) {
      findings.add(new Finding.Broken("The JDK cannot be read: " + e.getMessage(), "see there"));
      return Optional.empty();
    }
  }

  private boolean works(Isolation isolation) {
    try {
      List<String> said = probe(isolation);
      if (said.equals(List.of(Probe.END))) {
        findings.add(new Finding.Works("A box was started behind " + isolation.name() + "."));
        return true;
      }
      for (String sentence : said) {
        findings.add(new Finding.Broken(isolation.name() + ": " + sentence, "see there"));
      }
    } catch (IOException e) {
      findings.add(new Finding.Broken(String.valueOf(e.getMessage()), "see there"));
    }
    return false;
  }

  private List<String> probe(Isolation isolation) throws IOException {
    Path jar = Files.createTempFile("interleave-probe-", ".jar");
    try (Launcher launcher = new Launcher(isolation)) {
      Files.write(jar, OwnClasses.jarOf(Probe.class));
      Files.setPosixFilePermissions(jar, PosixFilePermissions.fromString("rw-r--r--"));
      Box box =
          new Box(
              javaHome,
              List.of(jar),
              Optional.empty(),
              List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"),
              Probe.class.getName(),
              List.of(isolation.name(), javaHome.resolve("release").toString()),
              Limits.sessionDefaults());
      try (BoxedProcess boxed = launcher.launch(box)) {
        CompletableFuture.delayedExecutor(PROBE_SECONDS, SECONDS).execute(boxed::kill);
        return new String(boxed.raw().readAllBytes(), UTF_8).lines().toList();
      }
    } finally {
      Files.delete(jar);
    }
  }
}
