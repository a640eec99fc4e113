package interleave.cli;

import interleave.book.Book;
import interleave.book.WallNotice;
import interleave.isolation.Bubblewrap;
import interleave.isolation.Diagnosis;
import interleave.isolation.Landlock;
import interleave.isolation.None;
import interleave.web.pages.SiteSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where the book is.
 *
 * @param content the content directory; empty for the class path of the runnable jar
 * @param statics the directory of static files; the same
 */
record BookSource(Optional<Path> content, Optional<Path> statics) {
  private static final String LANGUAGE = "en";

  /** The content directory named on the command line, else what the build names, else the jar. */
  static BookSource of(Optional<Path> named) {
    return new BookSource(
        named.map(Path::toAbsolutePath).or(() -> directory("interleave.content")),
        directory("interleave.static"));
  }

  private static Optional<Path> directory(String property) {
    return Optional.ofNullable(System.getProperty(property))
        .map(Path::of)
        .filter(Files::isDirectory)
        .map(p -> p.toAbsolutePath().normalize());
  }

  /**
   * Reads the book.
   *
   * @throws interleave.book.ContentException when its author has to put something right
   */
  Book read() {
    return content
        .map(d -> Book.read(d.resolve(LANGUAGE)))
        .orElseGet(() -> Book.readFromClassPath(LANGUAGE));
  }

  /** What a site of this book is built from, behind the wall that was found. */
  SiteSettings site(Diagnosis diagnosis, boolean dev) {
    return new SiteSettings(
        LANGUAGE, content, statics, diagnosis.chosen().name(), notice(diagnosis), dev);
  }

  private static Optional<WallNotice> notice(Diagnosis diagnosis) {
    return switch (diagnosis.chosen()) {
      case Bubblewrap _ -> Optional.empty();
      case Landlock _ ->
          notice(
              diagnosis,
              "The code you run here is walled in less well than a class needs."
                  + " Run only what you would run on this machine yourself.");
      case None _ ->
          notice(
              diagnosis,
              diagnosis.starts()
                  ? "The code you run here is not walled in."
                      + " Run only what you would run on this machine yourself."
                  : "On this machine code cannot be run, only read.");
    };
  }

  private static Optional<WallNotice> notice(Diagnosis diagnosis, String sentence) {
    return Optional.of(
        new WallNotice(
            sentence,
            diagnosis.weaknesses(),
            "\"java -jar interleave.jar doctor\" tells how to mend it."));
  }
}
