package interleave.resources;

import java.time.Instant;

/**
 * One process's life, as a word for names of what must not outlive it: a number alone is given
 * again to another process.
 *
 * @param word the process's number and the time of its start in milliseconds, such as {@code
 *     417-1795184222720}
 */
public record Life(String word) {

  /** This JVM's. */
  public static Life ofThisJvm() {
    return of(ProcessHandle.current());
  }

  private static Life of(ProcessHandle process) {
    long start = process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    return new Life(process.pid() + "-" + start);
  }

  /** Whether it goes on; a word that names no life is not said to have ended. */
  boolean goesOn() {
    try {
      long pid = Long.parseLong(word.substring(0, word.indexOf('-')));
      return ProcessHandle.of(pid).map(process -> of(process).equals(this)).orElse(false);
    } catch (IndexOutOfBoundsException | NumberFormatException noLife) {
      return true;
    }
  }
}
