package interleave.cli;

import interleave.book.Book;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Where the content is: a directory, or the class path of the runnable jar. */
record BookSource(Optional<Path> directory) {
  private static final String LANGUAGE = "en";

  /** The directory named on the command line, else the one that the build names, else the jar. */
  static BookSource of(Optional<Path> named) {
    return new BookSource(
        named.or(
            () ->
                Optional.ofNullable(System.getProperty("interleave.content"))
                    .map(Path::of)
                    .filter(Files::isDirectory)
                    .map(p -> p.toAbsolutePath().normalize())));
  }

  /** Reads the book. */
  Book read() {
    return directory
        .map(d -> Book.read(d.resolve(LANGUAGE)))
        .orElseGet(() -> Book.readFromClassPath(LANGUAGE));
  }
}
