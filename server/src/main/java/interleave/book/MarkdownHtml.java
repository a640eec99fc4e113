package interleave.book;

import com.vladsch.flexmark.ast.FencedCodeBlock;
import com.vladsch.flexmark.ast.Heading;
import com.vladsch.flexmark.ast.IndentedCodeBlock;
import com.vladsch.flexmark.html.HtmlRenderer;
import com.vladsch.flexmark.html.HtmlWriter;
import com.vladsch.flexmark.html.renderer.NodeRenderer;
import com.vladsch.flexmark.html.renderer.NodeRendererContext;
import com.vladsch.flexmark.html.renderer.NodeRenderingHandler;
import com.vladsch.flexmark.util.ast.Node;
import com.vladsch.flexmark.util.data.DataHolder;
import com.vladsch.flexmark.util.data.DataKey;
import com.vladsch.flexmark.util.data.MutableDataHolder;
import java.util.Map;
import java.util.Set;

/** Renders what is our own in Markdown: fences, headings with anchors, and notes. */
final class MarkdownHtml implements HtmlRenderer.HtmlRendererExtension {

  /** What is needed to render one document. */
  record Page(
      Map<Node, Fence> fences, Map<Node, Section> headings, Markdown.Surroundings surroundings) {}

  /** The page that a document belongs to. */
  static final DataKey<Page> PAGE =
      new DataKey<>("PAGE", new Page(Map.of(), Map.of(), Nothing.AROUND));

  private enum Nothing implements Markdown.Surroundings {
    AROUND;

    @Override
    public String fence(Fence fence) {
      return "";
    }

    @Override
    public String address(String target) {
      return target;
    }
  }

  @Override
  public void rendererOptions(MutableDataHolder options) {}

  @Override
  public void extend(HtmlRenderer.Builder builder, String rendererType) {
    builder.nodeRendererFactory(Blocks::new);
  }

  private static final class Blocks implements NodeRenderer {
    private final Page page;

    /**
     * @param options those of the document that is rendered
     */
    Blocks(DataHolder options) {
      page = PAGE.get(options);
    }

    @Override
    public Set<NodeRenderingHandler<?>> getNodeRenderingHandlers() {
      return Set.of(
          new NodeRenderingHandler<>(FencedCodeBlock.class, this::fence),
          new NodeRenderingHandler<>(IndentedCodeBlock.class, this::indented),
          new NodeRenderingHandler<>(Heading.class, this::heading),
          new NodeRenderingHandler<>(MarkdownNotes.Note.class, this::note),
          new NodeRenderingHandler<>(MarkdownNotes.Title.class, this::title));
    }

    private void fence(FencedCodeBlock node, NodeRendererContext context, HtmlWriter html) {
      Fence fence = page.fences().get(node);
      if (fence != null) {
        block(html, page.surroundings().fence(fence));
      }
    }

    private void indented(IndentedCodeBlock node, NodeRendererContext context, HtmlWriter html) {
      String code = node.getContentChars().trimTailBlankLines().normalizeEndWithEOL();
      block(html, ListingHtml.plain(code.stripTrailing()));
    }

    /** Writes HTML as it is: the writer would trim and join the lines of a listing. */
    private static void block(HtmlWriter html, String text) {
      html.line().openPre();
      html.rawPre(text);
      html.closePre().line();
    }

    private void heading(Heading node, NodeRendererContext context, HtmlWriter html) {
      Section section = page.headings().get(node);
      if (section == null) {
        return;
      }
      String tag = "h" + section.level();
      html.line().raw("<%s id=\"%s\">".formatted(tag, Html.escape(section.id())));
      context.renderChildren(node);
      html.raw(
              "<a class=\"anchor\" href=\"#%s\" aria-label=\"Link to this section\">#</a></%s>"
                  .formatted(Html.escape(section.id()), tag))
          .line();
    }

    private void note(MarkdownNotes.Note node, NodeRendererContext context, HtmlWriter html) {
      html.line().raw("<aside class=\"note " + node.kind().cssClass() + "\">");
      if (!(node.getFirstChild() instanceof MarkdownNotes.Title)) {
        html.raw("<p class=\"box-title\">" + node.kind().title() + "</p>").line();
      }
      context.renderChildren(node);
      html.line().raw("</aside>").line();
    }

    private void title(MarkdownNotes.Title node, NodeRendererContext context, HtmlWriter html) {
      html.raw("<p class=\"box-title\">");
      context.renderChildren(node);
      html.raw("</p>").line();
    }
  }
}
