package interleave.book;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Knows where the links between chapters lead. */
final class Links {
  private static final Pattern TO_CHAPTER = Pattern.compile("([^/#:]+\\.md)(?:#(.*))?");
  private static final Pattern OUTWARD = Pattern.compile("(https?://|mailto:)\\S+");

  private final String language;
  private final Map<String, ChapterDraft> byFile;

  /**
   * @param language the language's folder, which begins the chapters' addresses
   */
  Links(String language, List<ChapterDraft> chapters) {
    this.language = language;
    this.byFile =
        chapters.stream().collect(Collectors.toMap(ChapterDraft::fileName, Function.identity()));
  }

  /** Complains of each link of a chapter that leads nowhere. */
  void check(ChapterDraft chapter) {
    for (Markdown piece : chapter.pieces()) {
      for (Link link : piece.links()) {
        flaw(chapter, link.target()).ifPresent(f -> chapter.complaints().at(link.line(), f));
      }
    }
  }

  /** The address on the site for a link's target. */
  String address(String target) {
    Matcher matcher = TO_CHAPTER.matcher(target);
    ChapterDraft chapter = matcher.matches() ? byFile.get(matcher.group(1)) : null;
    if (chapter == null) {
      return target;
    }
    String anchor = matcher.group(2);
    return "/" + language + "/" + chapter.front().id() + (anchor == null ? "" : "#" + anchor);
  }

  private Optional<String> flaw(ChapterDraft from, String target) {
    if (OUTWARD.matcher(target).matches()) {
      return Optional.empty();
    }
    if (target.startsWith("#")) {
      return anchorFlaw(from, target.substring(1), "this chapter");
    }
    Matcher matcher = TO_CHAPTER.matcher(target);
    if (!matcher.matches()) {
      return Optional.of(
          "dead link \"%s\"; link to a chapter's file like 07-races.md#slug, to #slug, or https://"
              .formatted(target));
    }
    ChapterDraft chapter = byFile.get(matcher.group(1));
    if (chapter == null) {
      return Optional.of(
          "dead link: there is no chapter %s; name it in plain words until it is written"
              .formatted(matcher.group(1)));
    }
    return matcher.group(2) == null
        ? Optional.empty()
        : anchorFlaw(chapter, matcher.group(2), matcher.group(1));
  }

  private static Optional<String> anchorFlaw(ChapterDraft chapter, String anchor, String name) {
    return chapter.ids().taken(anchor)
        ? Optional.empty()
        : Optional.of(
            "dead link: %s has no anchor #%s; its headings make #%s"
                .formatted(
                    name,
                    anchor,
                    chapter.text().headings().stream()
                        .map(Section::id)
                        .collect(Collectors.joining(", #"))));
  }
}
