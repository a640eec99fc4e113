package interleave.run;

/**
 * Whose session, of which chapter.
 *
 * @param reader the secret in the reader's cookie
 */
public record SessionKey(String reader, String chapter) {
  /** Keeps the reader's secret out of logs. */
  @Override
  public String toString() {
    return "session of chapter " + chapter;
  }
}
