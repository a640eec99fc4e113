package interleave.isolation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * The host's user that boxes run as, which is never root.
 *
 * @param uid empty to stay the server's own user; a uid (and gid) to change to when the server is
 *     root, one that owns nothing
 */
public record BoxUser(OptionalInt uid) {

  /** The uid of boxes of a server that runs as root. No package or person has it. */
  static final int UNOWNED = 61001;

  /**
   * Checks the uid.
   *
   * @throws IllegalArgumentException if it is not positive
   */
  public BoxUser {
    if (uid.isPresent() && uid.getAsInt() <= 0) {
      throw new IllegalArgumentException("boxes cannot run as uid " + uid.getAsInt());
    }
  }

  /** The user for boxes of this server: its own, or another if it is root and this is Linux. */
  static BoxUser ofThisServer() {
    return new BoxUser(uidOfThisServer() == 0 ? OptionalInt.of(UNOWNED) : OptionalInt.empty());
  }

  private static int uidOfThisServer() {
    try {
      // The owner of a process's directory is its user; its name may be anything in a container.
      return (int) Files.getAttribute(Path.of("/proc/self"), "unix:uid");
    } catch (IOException | UnsupportedOperationException noProc) {
      return -1; // not Linux
    }
  }

  /** Whether boxes run as another user than the server. */
  boolean differs() {
    return uid.isPresent();
  }

  /**
   * The words before a command that change to this user and drop every privilege.
   *
   * @param diesWithParent whether the kernel shall kill the command when the thread that started it
   *     ends
   */
  List<String> prefix(boolean diesWithParent) {
    List<String> words = new ArrayList<>();
    if (uid.isPresent()) {
      words.add("--reuid=" + uid.getAsInt());
      words.add("--regid=" + uid.getAsInt());
      words.addAll(List.of("--clear-groups", "--inh-caps=-all", "--bounding-set=-all"));
      words.add("--no-new-privs");
    }
    if (diesWithParent) {
      words.addAll(List.of("--pdeathsig", "KILL"));
    }
    if (!words.isEmpty()) {
      words.addFirst("setpriv");
      words.add("--");
    }
    return words;
  }
}
