package interleave.book;

import java.util.Map;

/** Renders what the fences of a chapter stand for. */
final class BlockHtml implements Markdown.Surroundings {
  private final Map<Integer, Block> blocks;
  private final Links links;

  /**
   * @param blocks what the fences stand for, by the line of their opening fence
   */
  BlockHtml(Map<Integer, Block> blocks, Links links) {
    this.blocks = blocks;
    this.links = links;
  }

  /** Renders a piece of the chapter's Markdown. */
  String html(Markdown piece) {
    return piece.html(this);
  }

  private String inline(Markdown piece) {
    return piece.inlineHtml(this);
  }

  @Override
  public String address(String target) {
    return links.address(target);
  }

  @Override
  public String fence(Fence fence) {
    Block block = blocks.get(fence.line());
    if (block == null) {
      throw new IllegalStateException("the fence of line " + fence.line() + " was not read");
    }
    return switch (block) {
      case Block.Listing listing -> ListingHtml.of(listing.language(), listing.text());
      case Block.CellBlock cell ->
          new CellHtml(cell, cell.hints().stream().map(this::html).toList()).html();
      case Block.Question question -> question(question);
      case Block.Parsons parsons -> parsons(parsons);
      case Block.Picture picture -> picture(picture);
      case Block.Unseen() -> "";
    };
  }

  private String picture(Block.Picture picture) {
    String caption =
        picture.caption().map(text -> "<figcaption>" + inline(text) + "</figcaption>").orElse("");
    return "<figure class=\"picture\">" + picture.svg() + caption + "</figure>";
  }

  private String question(Block.Question question) {
    var html = new StringBuilder();
    String kind = question.cell().isPresent() ? "predict" : "quiz";
    html.append("<section class=\"%s\" id=\"%s\"".formatted(kind, question.id()));
    question.cell().ifPresent(cell -> html.append(" data-for=\"").append(cell).append('"'));
    html.append(" data-answer=\"").append(answer(question)).append('"');
    html.append(question.multiple() ? " data-multiple" : "").append(">\n");
    html.append(boxTitle(question.cell().isPresent() ? "Predict" : "Quiz"));
    html.append(html(question.prompt())).append("\n<ol class=\"options\">\n");
    question.options().forEach(option -> html.append(option(option)));
    html.append("</ol>\n<details class=\"explanation\"><summary>Answer</summary>");
    return html.append(html(question.explanation())).append("</details>\n</section>").toString();
  }

  /** The places of the right options, counted from 1. */
  private static String answer(Block.Question question) {
    var places = new StringBuilder();
    for (int i = 0; i < question.options().size(); i++) {
      if (question.options().get(i).right()) {
        places.append(places.isEmpty() ? "" : " ").append(i + 1);
      }
    }
    return places.toString();
  }

  private String option(Block.Option option) {
    return option
        .feedback()
        .map(
            feedback ->
                "<li data-feedback>%s<div class=\"feedback\">%s</div></li>\n"
                    .formatted(inline(option.text()), html(feedback)))
        .orElseGet(() -> "<li>" + inline(option.text()) + "</li>\n");
  }

  private String parsons(Block.Parsons parsons) {
    var html = new StringBuilder();
    html.append("<section class=\"parsons\" id=\"").append(parsons.id()).append("\">\n");
    html.append(boxTitle("Put the lines in order")).append(html(parsons.prompt()));
    html.append("\n<details class=\"solution\"><summary>Answer</summary>\n");
    html.append("<ol class=\"solution-lines\">\n");
    for (Block.CodeLine line : parsons.lines()) {
      html.append(
          "<li data-indent=\"%d\"><code>%s</code></li>\n"
              .formatted(line.indent(), JavaHighlighter.html(line.code())));
    }
    html.append("</ol>\n");
    if (!parsons.distractors().isEmpty()) {
      html.append("<p>These lines do not belong:</p>\n<ol class=\"distractors\">\n");
      parsons.distractors().forEach(line -> html.append(distractor(line)));
      html.append("</ol>\n");
    }
    return html.append("</details>\n</section>").toString();
  }

  private String distractor(Block.Distractor line) {
    String feedback =
        line.feedback().map(text -> "<div class=\"feedback\">" + html(text) + "</div>").orElse("");
    return "<li><code>" + JavaHighlighter.html(line.code()) + "</code>" + feedback + "</li>\n";
  }

  private static String boxTitle(String title) {
    return "<p class=\"box-title\">" + title + "</p>\n";
  }
}
