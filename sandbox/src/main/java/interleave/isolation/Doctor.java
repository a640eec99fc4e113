package interleave.isolation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;

import interleave.resources.Limits;
import interleave.resources.ProcessSums;
import interleave.resources.ResourceControl;
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

  /** The walls that there are, from the best down. */
  public enum Wall {
    /** See {@link Bubblewrap}. */
    BUBBLEWRAP,
    /** See {@link Landlock}. */
    LANDLOCK,
    /** See {@link None}. */
    NONE
  }

  private final Path javaHome;
  private final Wall best;
  private final Host host;
  private final List<Finding> findings = new ArrayList<>();
  private final ResourceControl control;

  private Doctor(Path javaHome, Wall best, Host host) {
    this.javaHome = javaHome;
    this.best = best;
    this.host = host;
    List<String> tried = new ArrayList<>();
    this.control = ResourceControl.best(tried::add);
    findings.add(
        control instanceof ProcessSums
            ? new Finding.Broken(
                "No control group can be made here: %s.".formatted(String.join("; ", tried)),
                Remedies.CONTROL_GROUPS)
            : new Finding.Works("Boxes are held to their limits by %s.".formatted(control.name())));
  }

  /**
   * Tries the isolations from the best down, until one works. Takes 100 to 300 ms where bubblewrap
   * works, and about twice that where it does not.
   *
   * @param javaHome absolute path of the JDK that boxes will run
   */
  public static Diagnosis diagnose(Path javaHome) {
    return diagnose(javaHome, Wall.BUBBLEWRAP);
  }

  /**
   * Tries the isolations from one of them down, for operators and tests that want a lesser wall.
   *
   * @param javaHome absolute path of the JDK that boxes will run
   * @param best the first to be tried
   */
  public static Diagnosis diagnose(Path javaHome, Wall best) {
    return new Doctor(javaHome, best, Host.inspect()).diagnose();
  }

  private Diagnosis diagnose() {
    Isolation chosen = best();
    List<String> weaknesses = new ArrayList<>(chosen.weaknesses());
    weaknesses.addAll(control.weaknesses());
    if (control instanceof ProcessSums && !(chosen instanceof Bubblewrap)) {
      weaknesses.add("A process that clears its environment and detaches itself is not found.");
    }
    weaknesses.forEach(weakness -> findings.add(new Finding.Weak(weakness)));
    return new Diagnosis(chosen, control, findings);
  }

  private Isolation best() {
    None none = new None(host.user(), host.has("setpriv"));
    if (host.architecture().isEmpty()) {
      findings.add(
          new Finding.Broken(
              "There are walls for Linux on x86-64 and aarch64 only.", Remedies.OTHER_SYSTEM));
      return none;
    }
    Architecture architecture = host.architecture().get();
    SystemFiles files;
    try {
      files = SystemFiles.of(javaHome, architecture);
    } catch (IOException e) {
      findings.add(
          new Finding.Broken(
              "The JDK at %s cannot be read: %s.".formatted(javaHome, e), Remedies.JDK));
      return none;
    }
    return switch (best) {
      case BUBBLEWRAP ->
          bubblewrap(architecture, files).or(() -> landlock(architecture, files)).orElse(none);
      case LANDLOCK -> landlock(architecture, files).orElse(none);
      case NONE -> none;
    };
  }

  private Optional<Isolation> bubblewrap(Architecture architecture, SystemFiles files) {
    List<String> missing =
        host.user().differs()
            ? host.missing("bwrap", "unshare", "setpriv")
            : host.missing("bwrap", "unshare");
    if (!missing.isEmpty()) {
      findings.add(
          new Finding.Broken(
              "Not installed: %s.".formatted(String.join(", ", missing)),
              Remedies.install(host, missing)));
      return Optional.empty();
    }
    Bubblewrap full =
        new Bubblewrap(
            Tools.versionOf("bwrap").isAtLeast(0, 8),
            Tools.kernel().isAtLeast(5, 14),
            host.user(),
            architecture,
            javaHome,
            files);
    Optional<String> fault = faultOf(full);
    if (fault.isPresent() && full.disablesUserNamespaces()) {
      // Some kernels, gVisor's among them, cannot do this one thing.
      Bubblewrap lesser = full.withoutDisablingUserNamespaces();
      if (faultOf(lesser).isEmpty()) {
        return works(lesser);
      }
    }
    if (fault.isPresent()) {
      findings.add(new Finding.Broken(fault.get(), Remedies.bubblewrap(host)));
      return Optional.empty();
    }
    return works(full);
  }

  private Optional<Isolation> landlock(Architecture architecture, SystemFiles files) {
    Landlock landlock = new Landlock(host.user(), architecture, javaHome, files);
    Optional<String> fault = faultOf(landlock);
    if (fault.isPresent()) {
      findings.add(new Finding.Broken(fault.get(), Remedies.LANDLOCK));
      return Optional.empty();
    }
    return works(landlock);
  }

  private Optional<Isolation> works(Isolation isolation) {
    findings.add(new Finding.Works("A box was started behind %s.".formatted(isolation.name())));
    return Optional.of(isolation);
  }

  /** What is wrong with an isolation, as sentences, or empty if a box behind it is safe. */
  private Optional<String> faultOf(Isolation isolation) {
    try {
      List<String> said = probe(isolation);
      return said.equals(List.of(Probe.END))
          ? Optional.empty()
          : Optional.of("%s: %s".formatted(isolation.name(), String.join(" ", said)));
    } catch (IOException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  private List<String> probe(Isolation isolation) throws IOException {
    Path jar = Files.createTempFile("interleave-probe-", ".jar");
    Path hidden = Files.createTempFile("interleave-hidden-", "");
    try (Launcher launcher = new Launcher(isolation, control)) {
      Files.write(jar, OwnClasses.jarOf(Probe.class));
      for (Path file : List.of(jar, hidden)) {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
      }
      Box box =
          new Box(
              javaHome,
              List.of(jar),
              Optional.empty(),
              List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"),
              Probe.class.getName(),
              List.of(isolation.name(), hidden.toString()),
              Limits.sessionDefaults());
      try (BoxedProcess boxed = launcher.launch(box)) {
        CompletableFuture.delayedExecutor(PROBE_SECONDS, SECONDS).execute(boxed::kill);
        return new String(boxed.raw().readAllBytes(), UTF_8).lines().toList();
      }
    } finally {
      Files.delete(jar);
      Files.delete(hidden);
    }
  }
}
