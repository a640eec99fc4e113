package interleave.book;

import java.util.List;

/**
 * What a chapter's front matter says.
 *
 * @param id the chapter's name, unique in the book: lower-case letters, digits and hyphens
 * @param title the title, plain text
 * @param part the part of the book, for example {@code II Sharing safely}
 * @param summary one sentence, inline Markdown
 * @param seeds the sections of the seed course that the chapter covers, 1 to 20
 * @param objectives what the reader can do afterwards, inline Markdown
 * @param teaches the concepts that have their home here
 */
public record FrontMatter(
    String id,
    String title,
    String part,
    String summary,
    List<Integer> seeds,
    List<String> objectives,
    List<String> teaches) {
  /** Copies the lists. */
  public FrontMatter {
    seeds = List.copyOf(seeds);
    objectives = List.copyOf(objectives);
    teaches = List.copyOf(teaches);
  }
}
