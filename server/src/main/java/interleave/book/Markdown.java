package interleave.book;

import com.vladsch.flexmark.ast.AutoLink;
import com.vladsch.flexmark.ast.BlockQuote;
import com.vladsch.flexmark.ast.Code;
import com.vladsch.flexmark.ast.FencedCodeBlock;
import com.vladsch.flexmark.ast.Heading;
import com.vladsch.flexmark.ast.Image;
import com.vladsch.flexmark.ast.ImageRef;
import com.vladsch.flexmark.ast.LinkNodeBase;
import com.vladsch.flexmark.ast.LinkRef;
import com.vladsch.flexmark.ast.Text;
import com.vladsch.flexmark.ext.footnotes.Footnote;
import com.vladsch.flexmark.ext.footnotes.FootnoteExtension;
import com.vladsch.flexmark.ext.tables.TableCell;
import com.vladsch.flexmark.ext.tables.TablesExtension;
import com.vladsch.flexmark.html.HtmlRenderer;
import com.vladsch.flexmark.parser.Parser;
import com.vladsch.flexmark.util.ast.Document;
import com.vladsch.flexmark.util.ast.Node;
import com.vladsch.flexmark.util.ast.TextCollectingVisitor;
import com.vladsch.flexmark.util.data.DataHolder;
import com.vladsch.flexmark.util.data.MutableDataSet;
import com.vladsch.flexmark.util.sequence.BasedSequence;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A parsed piece of Markdown. This file and {@link MarkdownHtml} alone know Flexmark. */
final class Markdown {
  private static final DataHolder OPTIONS =
      new MutableDataSet()
          .set(
              Parser.EXTENSIONS,
              List.of(TablesExtension.create(), FootnoteExtension.create(), new MarkdownHtml()))
          .set(HtmlRenderer.ESCAPE_HTML, true)
          .set(HtmlRenderer.GENERATE_HEADER_ID, false)
          .set(HtmlRenderer.RENDER_HEADER_ID, false)
          .set(TablesExtension.COLUMN_SPANS, false)
          .set(TablesExtension.APPEND_MISSING_COLUMNS, true)
          .set(TablesExtension.DISCARD_EXTRA_COLUMNS, true)
          .set(TablesExtension.HEADER_SEPARATOR_COLUMN_MATCH, true)
          .set(Parser.TRACK_DOCUMENT_LINES, true)
          .toImmutable();
  // Both are immutable once built, and safe for threads.
  private static final Parser PARSER = Parser.builder(OPTIONS).build();
  private static final HtmlRenderer RENDERER = HtmlRenderer.builder(OPTIONS).build();

  private static final Pattern OWN_ID = Pattern.compile("\\s*\\{#([^}]*)}\\s*$");

  private final Document document;
  private final int firstLine;
  private final Complaints complaints;
  private final Map<Node, Fence> fences = new LinkedHashMap<>();
  private final Map<Node, Section> headings = new LinkedHashMap<>();
  private final Map<LinkNodeBase, Link> links = new LinkedHashMap<>();

  /** Answers, while a piece is rendered, what only the book knows. */
  interface Surroundings {
    /** The HTML that stands for a fence; may be empty. */
    String fence(Fence fence);

    /** The address that a link's target has on the site. */
    String address(String target);
  }

  private Markdown(Document document, int firstLine, Complaints complaints) {
    this.document = document;
    this.firstLine = firstLine;
    this.complaints = complaints;
  }

  /**
   * Parses Markdown.
   *
   * @param firstLine the line of the file on which the text begins, counted from 1
   */
  static Markdown parse(String text, int firstLine, Complaints complaints) {
    var markdown = new Markdown(PARSER.parse(text), firstLine, complaints);
    markdown.collect(markdown.document);
    return markdown;
  }

  /** The text of a piece of inline Markdown without its marks. */
  static String plain(String inline) {
    return new TextCollectingVisitor().collectAndGetText(PARSER.parse(inline)).strip();
  }

  /** All fences in the order of the file, those inside lists and boxes included. */
  List<Fence> fences() {
    return List.copyOf(fences.values());
  }

  List<Section> headings() {
    return List.copyOf(headings.values());
  }

  List<Link> links() {
    return List.copyOf(links.values());
  }

  String html(Surroundings surroundings) {
    links.forEach(
        (node, link) -> node.setUrl(BasedSequence.of(surroundings.address(link.target()))));
    document.set(MarkdownHtml.PAGE, new MarkdownHtml.Page(fences, headings, surroundings));
    return RENDERER.render(document).strip();
  }

  /** Renders a text of one paragraph without the paragraph's own tags. */
  String inlineHtml(Surroundings surroundings) {
    String html = html(surroundings);
    boolean onlyParagraph =
        html.startsWith("<p>") && html.endsWith("</p>") && html.indexOf("<p>", 1) < 0;
    return onlyParagraph ? html.substring(3, html.length() - 4) : html;
  }

  private void collect(Node parent) {
    for (Node node = parent.getFirstChild(); node != null; node = node.getNext()) {
      switch (node) {
        case FencedCodeBlock fence -> add(fence);
        case Heading heading -> add(heading);
        case BlockQuote quote -> node = MarkdownNotes.replace(quote, this);
        case Image _, ImageRef _ ->
            complain(node, "a picture is a fence of its own; write ```svg file=x.svg alt=\"...\"");
        case AutoLink link -> {
          if (!link.getText().startsWith("http")) {
            complain(node, "dead link " + link.getChars() + "; write <https://...>");
          }
        }
        case LinkNodeBase link -> links.put(link, new Link(link.getUrl().toString(), line(node)));
        case LinkRef ref when !ref.isDefined() && !ref.getText().isEmpty() ->
            complain(
                node,
                "dead link: nothing defines [%s]; add a line [%s]: https://..."
                    .formatted(ref.getReference(), ref.getReference()));
        case Code code when code.getAncestorOfType(TableCell.class) != null ->
            // The parser leaves the backslash that keeps a pipe inside its cell.
            code.setText(BasedSequence.of(code.getText().toString().replace("\\|", "|")));
        case Footnote note when !note.isDefined() ->
            complain(
                node,
                "footnote [^%s] has no text here; add a line [^%s]: ..."
                    .formatted(note.getText(), note.getText()));
        default -> {}
      }
      collect(node);
    }
  }

  private void add(FencedCodeBlock fence) {
    if (fence.getClosingMarker().isEmpty()) {
      complain(
          fence,
          "the fence that opens here is never closed; add a line %s"
              .formatted(fence.getOpeningMarker()));
    }
    String body = fence.getContentChars().normalizeEOL();
    fences.put(
        fence,
        new Fence(
            fence.getInfo().toString().strip(),
            body.endsWith("\n") ? body.substring(0, body.length() - 1) : body,
            line(fence)));
  }

  private void add(Heading heading) {
    String id = null;
    if (heading.getLastChild() instanceof Text last) {
      Matcher own = OWN_ID.matcher(last.getChars());
      if (own.find()) {
        id = own.group(1);
        last.setChars(last.getChars().subSequence(0, own.start()));
      }
    }
    String title = new TextCollectingVisitor().collectAndGetText(heading).strip();
    headings.put(
        heading,
        new Section(heading.getLevel(), id == null ? Ids.slug(title) : id, title, line(heading)));
  }

  /** The line of the file on which a node begins. */
  int line(Node node) {
    return firstLine + document.getLineNumber(node.getStartOffset());
  }

  void complain(Node node, String message) {
    complaints.at(line(node), message);
  }
}
