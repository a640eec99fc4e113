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

  /** Long enough for a machine that is many times slower than it should be. */
  private static final int PROBE_SECONDS = 30;

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
  private final ResourceControl control;
  private final List<String> tried = new ArrayList<>();
  private final List<Finding> findings = new ArrayList<>();

  private Doctor(Path javaHome, Wall best, Host host) {
    this.javaHome = javaHome;
    this.best = best;
    this.host = host;
    this.control = ResourceControl.best(tried::add);
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
    return new Doctor(javaHome, best, HostSurvey.take()).diagnose();
  }

  private Diagnosis diagnose() {
    None none = new None(host.user(), host.has("setpriv"));
    Optional<Isolation> working =
        maySetUpBoxes() ? best().or(() -> withoutWalls(none)) : Optional.empty();
    if (working.isEmpty()) {
      return new Diagnosis(none, false, control, findings);
    }
    Isolation chosen = working.get();
    if (!(control instanceof ProcessSums)) {
      works("Boxes are held to their limits by %s.".formatted(control.name()));
    }
    findings.addAll(Shortages.of(host, control, tried));
    List<String> weaknesses = new ArrayList<>(chosen.weaknesses());
    weaknesses.addAll(control.weaknesses());
    if (control instanceof ProcessSums && !(chosen instanceof Bubblewrap)) {
      weaknesses.add("A process that clears its environment and detaches itself is not found.");
    }
    weaknesses.forEach(weakness -> findings.add(new Finding.Weak(weakness)));
    return new Diagnosis(chosen, true, control, findings);
  }

  /** Whether nothing stands in the way of any box, walled in or not. */
  private boolean maySetUpBoxes() {
    if (!host.privileges().isEmpty()) {
      broken(
          "The server is root, but may not start boxes as another user: it lacks %s."
              .formatted(String.join(", ", host.privileges())),
          Remedies.privileges(host));
      return false;
    }
    if (host.user().differs() && !host.has("setpriv")) {
      broken(
          "The server is root, and setpriv is not installed, by which boxes become another user.",
          Remedies.install(host, List.of("setpriv")));
      return false;
    }
    try {
      if (host.user().differs() && !Staging.othersCanRead(javaHome)) {
        broken(
            "The JDK at %s cannot be read by the user of boxes, who is never root."
                .formatted(javaHome),
            Remedies.JDK);
        return false;
      }
      return true;
    } catch (IOException e) {
      broken("The JDK at %s cannot be read: %s.".formatted(javaHome, e), Remedies.JDK);
      return false;
    }
  }

  private Optional<Isolation> best() {
    if (host.architecture().isEmpty()) {
      broken("There are walls for Linux on x86-64 and aarch64 only.", Remedies.OTHER_SYSTEM);
      return Optional.empty();
    }
    Architecture architecture = host.architecture().get();
    try {
      SystemFiles files = SystemFiles.of(javaHome, architecture);
      return switch (best) {
        case BUBBLEWRAP -> bubblewrap(architecture, files).or(() -> landlock(architecture, files));
        case LANDLOCK -> landlock(architecture, files);
        case NONE -> Optional.empty();
      };
    } catch (IOException e) {
      broken("The JDK at %s cannot be read: %s.".formatted(javaHome, e), Remedies.JDK);
      return Optional.empty();
    }
  }

  private Optional<Isolation> withoutWalls(None none) {
    Optional<String> fault = faultOf(none);
    if (fault.isPresent()) {
      broken(fault.get(), Remedies.nothingStarts(host));
      return Optional.empty();
    }
    works("A box was started without any wall.");
    return Optional.of(none);
  }

  private Optional<Isolation> bubblewrap(Architecture architecture, SystemFiles files) {
    List<String> missing = host.missing("bwrap", "unshare", "mount");
    if (!missing.isEmpty()) {
      broken(
          "Not installed: %s.".formatted(String.join(", ", missing)),
          Remedies.install(host, missing));
      return Optional.empty();
    }
    Bubblewrap full =
        new Bubblewrap(
            Tools.versionOf("bwrap").isAtLeast(0, 8),
            host.kernel().version().isAtLeast(5, 14),
            host.user(),
            architecture,
            javaHome,
            files);
    Optional<String> fault = faultOf(full);
    if (fault.isPresent() && full.disablesUserNamespaces()) {
      // Some kernels, gVisor's among them, cannot do this one thing.
      Bubblewrap lesser = full.withoutDisablingUserNamespaces();
      if (faultOf(lesser).isEmpty()) {
        return stands(lesser);
      }
    }
    if (fault.isPresent()) {
      broken(fault.get(), Remedies.bubblewrap(host));
      return Optional.empty();
    }
    return stands(full);
  }

  private Optional<Isolation> landlock(Architecture architecture, SystemFiles files) {
    Landlock landlock = new Landlock(host.user(), architecture, javaHome, files);
    Optional<String> fault = faultOf(landlock);
    if (fault.isPresent()) {
      broken(fault.get(), Remedies.landlock(host));
      return Optional.empty();
    }
    return stands(landlock);
  }

  private Optional<Isolation> stands(Isolation isolation) {
    works("A box was started behind %s.".formatted(isolation.name()));
    return Optional.of(isolation);
  }

  private void works(String sentence) {
    findings.add(new Finding.Works(sentence));
  }

  private void broken(String sentence, String remedy) {
    findings.add(new Finding.Broken(sentence, remedy));
  }

  /** What is wrong with an isolation, as sentences, or empty if a box behind it is safe. */
  private Optional<String> faultOf(Isolation isolation) {
    try {
      List<String> said = probe(isolation);
      return said.equals(List.of(Probe.END))
          ? Optional.empty()
          : Optional.of("%s: %s".formatted(isolation.name(), String.join(" ", said)));
    } catch (IOException e) {
      return Optional.of("No box starts behind %s: %s".formatted(isolation.name(), e.getMessage()));
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
        CompletableFuture<Void> tooLate =
            CompletableFuture.runAsync(
                boxed::kill, CompletableFuture.delayedExecutor(PROBE_SECONDS, SECONDS));
        String said = new String(boxed.raw().readAllBytes(), UTF_8);
        if (!tooLate.cancel(false)) {
          throw new IOException(
              "it gave no answer within %d s; is this machine overloaded?"
                  .formatted(PROBE_SECONDS));
        }
        return said.lines().toList();
      }
    } finally {
      Files.delete(jar);
      Files.delete(hidden);
    }
  }
}
