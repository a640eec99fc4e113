package interleave.book;

import java.util.List;

/** Gathers the authoring errors of one file into the list of the whole book. */
final class Complaints {
  private final String file;
  private final List<AuthoringError> all;

  Complaints(String file, List<AuthoringError> all) {
    this.file = file;
    this.all = all;
  }

  String file() {
    return file;
  }

  void at(int line, String message) {
    var error = new AuthoringError(file, line, message);
    if (!all.contains(error)) {
      all.add(error);
    }
  }
}
