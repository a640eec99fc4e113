package interleave.book;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A real book of a few lines, in a folder of its test's own. */
final class TinyBook {
  /** The file name of the usual chapter, whose id is {@code races}. */
  static final String RACES = "07-races.md";

  private final Path folder;

  TinyBook(Path temporary) {
    folder = temporary.resolve("content").resolve("en");
    make(folder.resolve("img"));
  }

  Path folder() {
    return folder;
  }

  /** A chapter with front matter of 9 lines before the text. */
  TinyBook chapter(String fileName, String text) {
    String id = fileName.substring(3, fileName.length() - ".md".length());
    return file(
        fileName,
        """
        ---
        id: %s
        title: A title
        part: I A part
        summary: A sentence.
        seeds: []
        objectives: [an objective]
        teaches: [a concept]
        ---
        %s\
        """
            .formatted(id, text));
  }

  /** The usual chapter; its text begins on line 10. */
  TinyBook races(String text) {
    return chapter(RACES, text);
  }

  TinyBook file(String name, String text) {
    try {
      Files.writeString(folder.resolve(name), text);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  TinyBook picture(String name, String svg) {
    return file("img/" + name, svg);
  }

  Book read() {
    return Book.read(folder);
  }

  /** The HTML of the only chapter. */
  String html() {
    return read().chapters().getFirst().html();
  }

  /** The first cell of the only chapter. */
  Cell cell() {
    return read().chapters().getFirst().cells().getFirst();
  }

  /** The lines of the message with which reading fails; none when it does not. */
  List<String> errors() {
    @Nullable ContentException thrown = catchThrowableOfType(ContentException.class, this::read);
    return thrown == null ? List.of() : String.valueOf(thrown.getMessage()).lines().toList();
  }

  private static void make(Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
