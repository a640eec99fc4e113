package interleave.book;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A chapter that has been read, but not yet held against the others.
 *
 * @param fileName the name of the file, for example {@code 07-races.md}
 * @param number its place in the book
 * @param idLine the line of the front matter that gives the chapter's id
 * @param text the chapter's own Markdown
 * @param pieces all Markdown of the chapter whose links count: the text and what stands in fences
 * @param fences the fences of the chapter's own text whose kind is known, in page order
 * @param blocks what the fences stand for, by the line of their opening fence
 * @param ids the ids of the page
 * @param complaints takes what is wrong with this file
 */
record ChapterDraft(
    String fileName,
    int number,
    FrontMatter front,
    int idLine,
    Markdown text,
    List<Markdown> pieces,
    List<TypedFence> fences,
    Map<Integer, Block> blocks,
    Ids ids,
    Complaints complaints) {

  /** The cells in page order. */
  List<Cell> cells() {
    return blocks.values().stream()
        .filter(Block.CellBlock.class::isInstance)
        .map(block -> ((Block.CellBlock) block).cell())
        .toList();
  }

  Optional<Cell> cell(String id) {
    return cells().stream().filter(cell -> cell.id().equals(id)).findFirst();
  }
}
