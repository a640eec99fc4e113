package interleave.book;

import java.util.ArrayList;

/** Renders the inline Markdown of front matter, which was checked when it was read. */
final class Inline {
  private Inline() {}

  private enum Unlinked implements Markdown.Surroundings {
    TEXT;

    @Override
    public String fence(Fence fence) {
      return "";
    }

    @Override
    public String address(String target) {
      return target;
    }
  }

  static String html(String inline) {
    return Markdown.parse(inline, 1, new Complaints("", new ArrayList<>()))
        .inlineHtml(Unlinked.TEXT);
  }
}
