package interleave.book;

/**
 * One thing that an author has to put right.
 *
 * @param file the file as an author names it, for example {@code content/en/07-races.md}
 * @param line the line, counted from 1
 * @param message what is wrong and what to write, one sentence
 */
public record AuthoringError(String file, int line, String message)
    implements Comparable<AuthoringError> {

  @Override
  public int compareTo(AuthoringError other) {
    int byFile = file.compareTo(other.file);
    return byFile != 0 ? byFile : Integer.compare(line, other.line);
  }

  /** The error in the form that editors make clickable: {@code file:line: message}. */
  @Override
  public String toString() {
    return file + ":" + line + ": " + message;
  }
}
