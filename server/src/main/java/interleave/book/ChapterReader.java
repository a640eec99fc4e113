package interleave.book;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads one chapter from its file. */
final class ChapterReader {
  private final Complaints complaints;
  private final Ids ids;
  private final PictureReader pictures;
  private final List<Markdown> pieces = new ArrayList<>();
  private final Map<Integer, Block> blocks = new LinkedHashMap<>();
  private List<TypedFence> fences = List.of();

  private ChapterReader(Path folder, Complaints complaints) {
    this.complaints = complaints;
    this.ids = new Ids(complaints);
    this.pictures = new PictureReader(folder.resolve("img"), this::prose, complaints);
  }

  /**
   * Reads a chapter.
   *
   * @param folder the folder of the language, where the pictures are looked up
   * @param number the chapter's number, from the file's name
   */
  static ChapterDraft read(Path folder, Path file, int number, Complaints complaints)
      throws IOException {
    return new ChapterReader(folder, complaints).draft(file, number);
  }

  private ChapterDraft draft(Path file, int number) throws IOException {
    var cut = FrontMatterReader.read(Files.readString(file), complaints);
    checkFrontMatter(cut);
    Markdown text = Markdown.parse(cut.body(), 1, complaints);
    pieces.add(text);
    takeHeadings(text);
    fences =
        text.fences().stream().flatMap(fence -> TypedFence.of(fence, complaints).stream()).toList();
    for (TypedFence fence : fences) {
      takeId(fence);
      blocks.put(fence.line(), block(fence));
    }
    return new ChapterDraft(
        file.getFileName().toString(),
        number,
        cut.front(),
        cut.idLine(),
        text,
        pieces,
        fences,
        blocks,
        ids,
        complaints);
  }

  /** Summary and objectives stand on several pages, so nothing in them may lead elsewhere. */
  private void checkFrontMatter(FrontMatterReader.Cut cut) {
    List<String> texts = new ArrayList<>(cut.front().objectives());
    texts.add(cut.front().summary());
    for (String text : texts) {
      if (!Markdown.parse(text, cut.idLine(), complaints).links().isEmpty()) {
        complaints.at(cut.idLine(), "a link stands in \"" + text + "\"; move it into the text");
      }
    }
  }

  private void takeHeadings(Markdown text) {
    for (Section heading : text.headings()) {
      if (heading.level() == 1) {
        complaints.at(
            heading.line(),
            "a chapter's title comes from its front matter; begin sections with ##");
      } else if (!Ids.valid(heading.id())) {
        complaints.at(
            heading.line(),
            "the heading \"%s\" makes no id; give it one: ## %s {#short-name}"
                .formatted(heading.title(), heading.title()));
      } else {
        ids.take(heading.id(), "heading", heading.line());
      }
    }
  }

  private void takeId(TypedFence fence) {
    String kind = fence.kind().noun();
    switch (fence.kind()) {
      case RUN, PROGRAM, BENCHMARK, STRESS, EXPLORE, EXERCISE ->
          takeId(fence, "cell", "cell-" + fence.id());
      case QUIZ, PARSONS -> takeId(fence, kind, fence.id());
      case PREDICT -> takePrediction(fence);
      case CHECK, SOLUTION, BROKEN, HINT, STORED, SVG, LISTING, TEXT -> {}
    }
    if ((fence.kind() == FenceKind.PREDICT
            || fence.kind() == FenceKind.STORED
            || fence.kind().belongsToExercise())
        && fence.target().isEmpty()) {
      complaints.at(fence.line(), "the %s has no for; add for=the-cells-id".formatted(kind));
    }
  }

  private void takePrediction(TypedFence fence) {
    String id = "predict-" + fence.target();
    if (ids.taken(id)) {
      complaints.at(
          fence.line(), "cell \"%s\" has a second prediction; keep one".formatted(fence.target()));
    } else {
      ids.take(id, "prediction", fence.line());
    }
  }

  private void takeId(TypedFence fence, String owner, String onPage) {
    if (fence.id().isEmpty()) {
      complaints.at(
          fence.line(), "the %s has no id; add id=a-short-name".formatted(fence.kind().noun()));
    } else if (!Ids.valid(fence.id())) {
      complaints.at(fence.line(), Ids.refusal(fence.id()));
    } else {
      ids.take(onPage, owner, fence.line());
    }
  }

  private Block block(TypedFence fence) throws IOException {
    return switch (fence.kind()) {
      case RUN, PROGRAM, BENCHMARK, STRESS, EXPLORE, EXERCISE ->
          new Block.CellBlock(
              CellReader.read(fence, fences, complaints),
              hints(fence),
              predicted(fence),
              stored(fence));
      case PREDICT, QUIZ -> QuestionReader.read(fence, this::prose, complaints);
      case PARSONS -> ParsonsReader.read(fence, this::prose, complaints);
      case SVG -> pictures.read(fence);
      case LISTING, TEXT -> new Block.Listing(fence.info().language(), fence.body());
      case CHECK, SOLUTION, BROKEN, HINT -> hiddenPart(fence);
      case STORED -> new Block.Unseen();
    };
  }

  private Block hiddenPart(TypedFence fence) {
    List<String> lines = fence.body().lines().toList();
    if (fence.body().isBlank()) {
      complaints.at(fence.line(), "the %s is empty; write it".formatted(fence.kind().noun()));
    }
    for (int i = 0; i < lines.size() && fence.kind() != FenceKind.HINT; i++) {
      if (HiddenLines.isHidden(lines.get(i))) {
        complaints.at(
            fence.line() + 1 + i,
            "a %s has no hidden lines; write them in the exercise".formatted(fence.kind().noun()));
      }
    }
    return new Block.Unseen();
  }

  private List<Markdown> hints(TypedFence exercise) {
    return fences.stream()
        .filter(fence -> fence.kind() == FenceKind.HINT && fence.target().equals(exercise.id()))
        .map(hint -> prose(hint.body(), hint.line() + 1))
        .toList();
  }

  private List<StoredRun> stored(TypedFence cell) {
    return fences.stream()
        .filter(fence -> fence.kind() == FenceKind.STORED && fence.target().equals(cell.id()))
        .map(fence -> StoredRunReader.read(fence, complaints))
        .toList();
  }

  private boolean predicted(TypedFence cell) {
    return fences.stream()
        .anyMatch(
            fence ->
                fence.kind() == FenceKind.PREDICT
                    && !cell.id().isEmpty()
                    && fence.target().equals(cell.id()));
  }

  /** Parses Markdown inside a fence: listings may stand in it, cells and headings may not. */
  private Markdown prose(String text, int line) {
    Markdown piece = Markdown.parse(text, line, complaints);
    pieces.add(piece);
    for (Section heading : piece.headings()) {
      complaints.at(heading.line(), "a heading stands inside a fence; write **bold** instead");
    }
    for (Fence inner : piece.fences()) {
      TypedFence.of(inner, complaints).ifPresent(this::innerListing);
    }
    return piece;
  }

  private void innerListing(TypedFence inner) {
    if (inner.kind().isOnlyRead()) {
      blocks.put(inner.line(), new Block.Listing(inner.info().language(), inner.body()));
    } else {
      complaints.at(
          inner.line(),
          "a %s stands inside another fence; only plain listings may"
              .formatted(inner.kind().noun()));
    }
  }
}
