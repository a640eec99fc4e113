package interleave.book;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The book in one language: its chapters in order, checked as a whole.
 *
 * @param language the language's tag, which begins the chapters' addresses, for example {@code en}
 */
public record Book(String language, List<Chapter> chapters) {
  /** Copies the list. */
  public Book {
    chapters = List.copyOf(chapters);
  }

  /**
   * Reads the chapters of a folder; a folder without chapters makes an empty book.
   *
   * @param contentLanguageDir the folder of one language, for example {@code content/en}; its name
   *     is the language, and its {@code img} folder holds the pictures
   * @throws ContentException when anything is wrong with any chapter; it tells everything at once
   * @throws UncheckedIOException when a file cannot be read
   */
  public static Book read(Path contentLanguageDir) {
    try {
      return BookReader.read(contentLanguageDir);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the book in " + contentLanguageDir, e);
    }
  }

  /**
   * Reads the book that is packed with the program, from {@code content/<language>} on the class
   * path.
   *
   * @throws ContentException when anything is wrong with any chapter
   * @throws UncheckedIOException when it is not there or cannot be read
   */
  public static Book readFromClassPath(String language) {
    try (var folder = ResourceFolder.onClassPath("content/" + language)) {
      return read(folder.path());
    }
  }

  /** The address of a chapter on the site, for example {@code /en/races}. */
  public String address(Chapter chapter) {
    return "/" + language + "/" + chapter.id();
  }

  /**
   * Finds a chapter.
   *
   * @return empty when the book has no chapter of that id
   */
  public Optional<Chapter> chapter(String id) {
    return chapters.stream().filter(chapter -> chapter.id().equals(id)).findFirst();
  }
}
