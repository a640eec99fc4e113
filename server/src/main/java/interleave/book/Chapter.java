package interleave.book;

import java.util.List;
import java.util.Optional;

/**
 * A chapter, checked and rendered.
 *
 * @param number its place in the book, from the file's name, 0 to 99
 * @param front what its front matter says
 * @param cells the cells in page order
 * @param sections the headings in page order
 * @param html the text of the chapter as HTML, without title, summary and objectives
 * @param file the file as authors name it, for example {@code content/en/07-races.md}
 */
public record Chapter(
    int number,
    FrontMatter front,
    List<Cell> cells,
    List<Section> sections,
    String html,
    String file) {

  /** Copies the lists. */
  public Chapter {
    cells = List.copyOf(cells);
    sections = List.copyOf(sections);
  }

  /** The chapter's id, which is the last part of its address. */
  public String id() {
    return front.id();
  }

  /** The title as plain text. */
  public String title() {
    return front.title();
  }

  /** The part of the book it belongs to, for example {@code II Sharing safely}. */
  public String part() {
    return front.part();
  }

  /** One sentence on what the chapter does. */
  public String summary() {
    return front.summary();
  }

  /**
   * Finds a cell.
   *
   * @return empty when the chapter has no cell of that id
   */
  public Optional<Cell> cell(String id) {
    return cells.stream().filter(cell -> cell.id().equals(id)).findFirst();
  }
}
