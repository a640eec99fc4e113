package interleave.book;

import java.util.List;
import java.util.Optional;

/** What a fence stands for on the page. */
sealed interface Block {

  /** A text that is only read; {@code language} is empty when the author named none. */
  record Listing(String language, String text) implements Block {}

  /**
   * A cell.
   *
   * @param hints the hints of an exercise
   * @param predicted whether a question about it stands before it
   * @param stored runs of a stress cell on other machines
   */
  record CellBlock(Cell cell, List<Markdown> hints, boolean predicted, List<StoredRun> stored)
      implements Block {}

  /**
   * A question with answers to choose from.
   *
   * @param id the anchor on the page
   * @param cell the cell that a prediction is about; empty for a quiz
   * @param multiple whether several answers are to be chosen
   */
  record Question(
      String id,
      Optional<String> cell,
      boolean multiple,
      Markdown prompt,
      List<Option> options,
      Markdown explanation)
      implements Block {}

  /** One answer of a question, with what to say to a reader who chooses it. */
  record Option(boolean right, Markdown text, Optional<Markdown> feedback) {}

  /**
   * Lines to be put in order.
   *
   * @param lines the right lines in their order
   * @param distractors lines that do not belong
   */
  record Parsons(String id, Markdown prompt, List<CodeLine> lines, List<Distractor> distractors)
      implements Block {}

  /**
   * A line of code.
   *
   * @param indent how deep it stands, in steps of two blanks
   */
  record CodeLine(int indent, String code) {}

  /** A line that does not belong, and why. */
  record Distractor(String code, Optional<Markdown> feedback) {}

  /**
   * A picture.
   *
   * @param svg the whole checked svg element
   */
  record Picture(String svg, Optional<Markdown> caption) implements Block {}

  /** Something that is not shown where it stands. */
  record Unseen() implements Block {}
}
