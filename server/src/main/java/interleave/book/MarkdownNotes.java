package interleave.book;

import com.vladsch.flexmark.ast.BlockQuote;
import com.vladsch.flexmark.ast.Paragraph;
import com.vladsch.flexmark.util.ast.Block;
import com.vladsch.flexmark.util.ast.Node;
import com.vladsch.flexmark.util.sequence.BasedSequence;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Turns a block quote that begins with {@code [!KIND]} into a note. */
final class MarkdownNotes {
  private static final Pattern MARKER = Pattern.compile("\\[!([^]\\s]*)][ \\t]*([^\\n]*)");

  private MarkdownNotes() {}

  /** A box beside the text; its first child is a {@link Title} when the author gave one. */
  static final class Note extends Block {
    private final NoteKind kind;

    Note(BlockQuote quote, NoteKind kind) {
      super(quote.getChars());
      this.kind = kind;
    }

    NoteKind kind() {
      return kind;
    }

    @Override
    public BasedSequence[] getSegments() {
      return EMPTY_SEGMENTS;
    }
  }

  /** The author's own title of a note. */
  static final class Title extends Block {
    Title(BasedSequence chars) {
      super(chars);
    }

    @Override
    public BasedSequence[] getSegments() {
      return EMPTY_SEGMENTS;
    }
  }

  /**
   * Puts a note where the quote stands, if it is one.
   *
   * @return the node that stands there now: the note, or the quote itself
   */
  static Node replace(BlockQuote quote, Markdown markdown) {
    if (!(quote.getFirstChild() instanceof Paragraph first)) {
      return quote;
    }
    Matcher marker = MARKER.matcher(first.getChars());
    if (!marker.lookingAt()) {
      return quote;
    }
    Optional<NoteKind> kind = NoteKind.of(marker.group(1));
    if (kind.isEmpty()) {
      markdown.complain(
          quote,
          "unknown box [!%s]; the boxes are %s".formatted(marker.group(1), NoteKind.markers()));
      return quote;
    }
    var note = new Note(quote, kind.get());
    note.takeChildren(quote);
    quote.insertBefore(note);
    quote.unlink();
    int start = first.getStartOffset();
    Title title = cutTitle(first, start + marker.start(2), start + marker.end());
    if (!first.hasChildren()) {
      first.unlink();
    }
    if (title.hasChildren()) {
      note.prependChild(title);
    }
    return note;
  }

  /** Takes the first line off a paragraph: the marker is dropped, the rest is the title. */
  private static Title cutTitle(Paragraph paragraph, int titleStart, int lineEnd) {
    var title = new Title(paragraph.getChars());
    Node node = paragraph.getFirstChild();
    while (node != null && node.getStartOffset() < lineEnd) {
      Node next = node.getNext();
      node.unlink();
      if (node.getEndOffset() > titleStart) {
        if (node.getStartOffset() < titleStart) {
          BasedSequence chars = node.getChars();
          node.setChars(chars.subSequence(titleStart - node.getStartOffset(), chars.length()));
        }
        title.appendChild(node);
      }
      node = next;
    }
    if (node != null && node.getStartOffset() == lineEnd) {
      node.unlink(); // the line break between the title and the text
    }
    return title;
  }
}
