package interleave.resources;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/** Reads and writes the small files of control groups, and removes groups. */
final class CgroupFiles {

  /** The beginning of the names of all groups that we make. */
  static final String PREFIX = "interleave-";

  private static final int PROMPT_TRIES = 12;
  private static final int PATIENT_TRIES = 300;

  private CgroupFiles() {}

  /** The prefix of this server's groups, by which the next one sees whether it lives. */
  static String ofThisServer() {
    return PREFIX + Life.ofThisJvm().word() + "-";
  }

  /** Writes a value that must be taken. */
  static void write(Path group, String file, Object value) throws IOException {
    // Not created: a file that is not there belongs to a controller that is not there.
    Files.writeString(group.resolve(file), value.toString(), StandardOpenOption.WRITE);
  }

  /** Writes a value where that is possible; returns whether it was. */
  static boolean tryToWrite(Path group, String file, Object value) {
    try {
      write(group, file, value);
      return true;
    } catch (IOException notHereOrNotNow) {
      return false;
    }
  }

  /** The number in a file, or empty if there is none. */
  static OptionalLong number(Path group, String file) {
    try {
      return OptionalLong.of(Long.parseLong(Files.readString(group.resolve(file)).strip()));
    } catch (IOException | NumberFormatException goneOrUnbounded) {
      return OptionalLong.empty();
    }
  }

  /** The number after a key in a file of keys and numbers, or empty if there is none. */
  static OptionalLong number(Path group, String file, String key) {
    try {
      for (String line : Files.readAllLines(group.resolve(file))) {
        if (line.startsWith(key + " ")) {
          return OptionalLong.of(Long.parseLong(line.substring(key.length() + 1).strip()));
        }
      }
    } catch (IOException | NumberFormatException gone) {
      // As if it were not there.
    }
    return OptionalLong.empty();
  }

  /** The processes of a group, those of groups below it not included. */
  static List<Long> processes(Path group) {
    try {
      return Files.readAllLines(group.resolve("cgroup.procs")).stream()
          .map(Long::valueOf)
          .filter(pid -> pid != 0) // of another process table
          .toList();
    } catch (IOException gone) {
      return List.of();
    }
  }

  /**
   * Kills what is left in a group and removes it, with the groups below it; goes on in the
   * background while processes take long to die.
   */
  static void remove(Path group) {
    groupsBelow(group).forEach(CgroupFiles::remove);
    if (!isRemoved(group, PROMPT_TRIES)) {
      Thread.ofVirtual().name("cgroup-removal").start(() -> isRemoved(group, PATIENT_TRIES));
    }
  }

  private static boolean isRemoved(Path group, int tries) {
    for (int attempt = 0; attempt < tries; attempt++) {
      processes(group)
          .forEach(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly));
      try {
        Files.delete(group);
        return true;
      } catch (NoSuchFileException gone) {
        return true;
      } catch (IOException stillDying) {
        pause(attempt);
      }
    }
    return false;
  }

  /** Removes the groups that servers have left which live no more. */
  static void removeAbandoned(Path base) {
    for (Path group : groupsBelow(base)) {
      String[] words = group.getFileName().toString().split("-");
      if (words.length > 2
          && (words[0] + "-").equals(PREFIX)
          && !new Life(words[1] + "-" + words[2]).goesOn()) {
        remove(group);
      }
    }
  }

  private static List<Path> groupsBelow(Path group) {
    List<Path> below = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(group, Files::isDirectory)) {
      entries.forEach(below::add);
    } catch (IOException gone) {
      // Then nothing is below it.
    }
    return below;
  }

  private static void pause(int attempt) {
    try {
      TimeUnit.MILLISECONDS.sleep(Math.min(200, 5 + attempt));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
