package interleave.book;

import java.util.List;
import java.util.Set;

/** Finds what belongs to an exercise among the fences of its chapter. */
final class ExerciseReader {
  private final TypedFence exercise;
  private final List<TypedFence> all;
  private final Complaints complaints;

  private ExerciseReader(TypedFence exercise, List<TypedFence> all, Complaints complaints) {
    this.exercise = exercise;
    this.all = all;
    this.complaints = complaints;
  }

  static Exercise read(TypedFence exercise, List<TypedFence> all, Complaints complaints) {
    return new ExerciseReader(exercise, all, complaints).exercise();
  }

  private Exercise exercise() {
    List<Check> checks = fences(FenceKind.CHECK).stream().map(ExerciseReader::check).toList();
    if (checks.isEmpty()) {
      complaints.at(exercise.line(), lacks(FenceKind.CHECK));
    }
    SourceText solution = only(FenceKind.SOLUTION);
    List<SourceText> broken = texts(FenceKind.BROKEN);
    if (broken.isEmpty()) {
      complaints.at(exercise.line(), lacks(FenceKind.BROKEN));
    }
    return new Exercise(checks, solution, broken, texts(FenceKind.HINT));
  }

  private static Check check(TypedFence fence) {
    Set<String> words = fence.info().words();
    return new Check(
        words.contains("stress")
            ? Check.Laboratory.STRESS
            : words.contains("explore") ? Check.Laboratory.EXPLORE : Check.Laboratory.NONE,
        fence.text());
  }

  private SourceText only(FenceKind kind) {
    List<TypedFence> found = fences(kind);
    if (found.isEmpty()) {
      complaints.at(exercise.line(), lacks(kind));
      return new SourceText("", exercise.line());
    }
    for (TypedFence extra : found.subList(1, found.size())) {
      complaints.at(
          extra.line(),
          "exercise \"%s\" has a second %s; keep one".formatted(exercise.id(), kind.noun()));
    }
    return found.getFirst().text();
  }

  private String lacks(FenceKind kind) {
    return "exercise \"%s\" has no %s; add a fence ```java %s for=%s"
        .formatted(exercise.id(), kind.noun(), kind.word(), exercise.id());
  }

  private List<SourceText> texts(FenceKind kind) {
    return fences(kind).stream().map(TypedFence::text).toList();
  }

  private List<TypedFence> fences(FenceKind kind) {
    return all.stream()
        .filter(fence -> fence.kind() == kind && fence.target().equals(exercise.id()))
        .toList();
  }
}
