package interleave.book;

import java.util.List;
import java.util.stream.Collectors;

/** Says everything that is wrong with the content at once, a line each, in file and line order. */
public final class ContentException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<AuthoringError> errors;

  /**
   * @param errors what is wrong; not empty
   */
  public ContentException(List<AuthoringError> errors) {
    super(errors.stream().sorted().map(AuthoringError::toString).collect(Collectors.joining("\n")));
    this.errors = errors.stream().sorted().toList();
  }

  /** The errors in file and line order; never empty. */
  public List<AuthoringError> errors() {
    return errors;
  }
}
