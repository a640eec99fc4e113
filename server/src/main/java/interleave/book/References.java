package interleave.book;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Checks that what {@code needs} and {@code for} name is there, and stands where it must. */
final class References {
  private final ChapterDraft chapter;
  private final List<ChapterDraft> all;

  private References(ChapterDraft chapter, List<ChapterDraft> all) {
    this.chapter = chapter;
    this.all = all;
  }

  static void check(ChapterDraft chapter, List<ChapterDraft> all) {
    var references = new References(chapter, all);
    chapter.cells().forEach(references::checkNeeds);
    chapter.fences().forEach(references::checkTarget);
  }

  private void checkNeeds(Cell cell) {
    for (String need : cell.needs()) {
      Optional<Cell> needed = chapter.cell(need);
      if (needed.isEmpty()) {
        complain(
            cell.line(),
            "cell \"%s\" needs \"%s\", but %s".formatted(cell.id(), need, absence(need)));
      } else if (needed.get().line() >= cell.line()) {
        complain(cell.line(), circleOrOrder(cell, needed.get()));
      }
    }
  }

  private String circleOrOrder(Cell cell, Cell needed) {
    List<String> circle = way(needed, cell, new ArrayList<>(List.of(cell.id())));
    return circle.isEmpty()
        ? "cell \"%s\" needs \"%s\", which comes later on the page; move that one up"
            .formatted(cell.id(), needed.id())
        : "cell \"%s\" needs itself in a circle: %s; break it"
            .formatted(cell.id(), String.join(" needs ", circle));
  }

  /** The way of needs from one cell to another after what has been passed; empty if none leads. */
  private List<String> way(Cell from, Cell to, List<String> passed) {
    if (from.id().equals(to.id())) {
      return append(passed, to.id());
    }
    if (passed.contains(from.id())) {
      return List.of();
    }
    return from.needs().stream()
        .flatMap(need -> chapter.cell(need).stream())
        .map(next -> way(next, to, append(passed, from.id())))
        .filter(way -> !way.isEmpty())
        .findFirst()
        .orElse(List.of());
  }

  private static List<String> append(List<String> ids, String id) {
    List<String> longer = new ArrayList<>(ids);
    longer.add(id);
    return longer;
  }

  private void checkTarget(TypedFence fence) {
    String target = fence.target();
    boolean stored = fence.kind() == FenceKind.STORED;
    if (target.isEmpty() || !(fence.kind() == FenceKind.PREDICT || stored || isPart(fence))) {
      return;
    }
    Optional<Cell> cell = chapter.cell(target);
    String word = fence.kind().noun();
    if (cell.isEmpty()) {
      complain(
          fence.line(), "the %s is for \"%s\", but %s".formatted(word, target, absence(target)));
    } else if (isPart(fence) && cell.get().kind() != CellKind.EXERCISE) {
      complain(
          fence.line(),
          "the %s is for \"%s\", which is a %s cell; make that cell an exercise"
              .formatted(word, target, cell.get().kind().word()));
    } else if (isPart(fence) && fence.line() < cell.get().line()) {
      complain(
          fence.line(),
          "the %s stands before its exercise \"%s\"; move it after".formatted(word, target));
    } else if (stored && cell.get().kind() != CellKind.STRESS) {
      complain(
          fence.line(),
          "the stored run is for \"%s\", which is a %s cell; only a stress cell has outcomes"
              .formatted(target, cell.get().kind().word()));
    } else if (!isPart(fence) && !stored && fence.line() > cell.get().line()) {
      complain(
          fence.line(),
          "the prediction stands after its cell \"%s\"; move it before".formatted(target));
    }
  }

  private static boolean isPart(TypedFence fence) {
    return fence.kind().belongsToExercise();
  }

  private String absence(String id) {
    return all.stream()
        .filter(other -> !other.fileName().equals(chapter.fileName()) && other.cell(id).isPresent())
        .findFirst()
        .map(
            other ->
                "that cell is in " + other.fileName() + "; only cells of this chapter can be named")
        .orElse("this chapter has no such cell; correct the id");
  }

  private void complain(int line, String message) {
    chapter.complaints().at(line, message);
  }
}
