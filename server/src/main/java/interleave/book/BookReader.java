package interleave.book;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads all chapters of a language, holds them against each other, and renders them. */
final class BookReader {
  private static final Pattern FILE_NAME = Pattern.compile("(\\d\\d)-([a-z0-9-]+)\\.md");

  private final Path folder;
  private final String language;
  private final List<AuthoringError> errors = new ArrayList<>();

  private BookReader(Path folder) {
    this.folder = folder;
    this.language = name(folder);
  }

  static Book read(Path folder) throws IOException {
    return new BookReader(folder).book();
  }

  private Book book() throws IOException {
    List<ChapterDraft> drafts = drafts();
    checkUnique(drafts);
    var links = new Links(language, drafts);
    for (ChapterDraft draft : drafts) {
      References.check(draft, drafts);
      links.check(draft);
    }
    if (!errors.isEmpty()) {
      throw new ContentException(errors);
    }
    return new Book(language, drafts.stream().map(draft -> chapter(draft, links)).toList());
  }

  private List<ChapterDraft> drafts() throws IOException {
    List<Path> files;
    try (Stream<Path> entries = Files.list(folder)) {
      files =
          entries
              .filter(file -> name(file).endsWith(".md") && Files.isRegularFile(file))
              .sorted((a, b) -> name(a).compareTo(name(b)))
              .toList();
    }
    List<ChapterDraft> drafts = new ArrayList<>();
    for (Path file : files) {
      var complaints = new Complaints(shownName(file), errors);
      Matcher matcher = FILE_NAME.matcher(name(file));
      if (matcher.matches()) {
        int number = Integer.parseInt(matcher.group(1));
        drafts.add(ChapterReader.read(folder, file, number, complaints));
      } else {
        complaints.at(
            1, "the file is not named like a chapter; name it NN-slug.md, like 07-races.md");
      }
    }
    return drafts;
  }

  private static void checkUnique(List<ChapterDraft> drafts) {
    Map<String, String> ids = new HashMap<>();
    Map<Integer, String> numbers = new HashMap<>();
    for (ChapterDraft draft : drafts) {
      String id = draft.front().id();
      String first = id.isEmpty() ? null : ids.putIfAbsent(id, draft.fileName());
      if (first != null) {
        draft
            .complaints()
            .at(
                draft.idLine(),
                "duplicate chapter id \"%s\": %s has it already; choose another"
                    .formatted(id, first));
      }
      String same = numbers.putIfAbsent(draft.number(), draft.fileName());
      if (same != null) {
        draft
            .complaints()
            .at(
                1,
                "duplicate chapter number %d: %s has it already; rename one"
                    .formatted(draft.number(), same));
      }
    }
  }

  private Chapter chapter(ChapterDraft draft, Links links) {
    return new Chapter(
        draft.number(),
        draft.front(),
        draft.cells(),
        draft.text().headings(),
        new BlockHtml(draft.blocks(), links).html(draft.text()),
        draft.complaints().file());
  }

  /** The file as an author names it: {@code content/en/07-races.md}, wherever that lies. */
  private String shownName(Path file) {
    Path parent = folder.toAbsolutePath().normalize().getParent();
    Path above = parent == null ? null : parent.getFileName();
    return (above == null ? "" : above + "/") + language + "/" + name(file);
  }

  private static String name(Path path) {
    Path name = path.toAbsolutePath().normalize().getFileName();
    return name == null ? "" : name.toString().replace("/", "");
  }
}
