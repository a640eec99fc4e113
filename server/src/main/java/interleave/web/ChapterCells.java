package interleave.web;

import interleave.book.CellLimits;
import interleave.book.Chapter;
import interleave.book.Check;
import interleave.book.Exercise;
import interleave.protocol.Source;
import interleave.run.Allowance;
import interleave.run.Cell;
import interleave.run.Conditions;
import interleave.run.RunLimits;
import interleave.run.RunRequest;
import interleave.run.SessionKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/** Turns a cell of the book and a reader's text into a request to run it. */
public final class ChapterCells {
  /** The chapter, and the cell, under which a scratch text runs. */
  public static final String SCRATCH = "scratch";

  private final Chapter chapter;
  private final RunLimits limits;

  /** The cells of one chapter. */
  public ChapterCells(Chapter chapter, RunLimits limits) {
    this.chapter = chapter;
    this.limits = limits;
  }

  /**
   * A request to run a cell.
   *
   * @param text the reader's text
   * @param others the reader's text of other cells, by id; the author's where there is none
   * @param believed cells that the reader's page thinks have run
   */
  public RunRequest request(
      String reader,
      interleave.book.Cell cell,
      String text,
      Map<String, String> others,
      Set<String> believed,
      Wishes wishes) {
    Set<String> needed = new LinkedHashSet<>();
    addNeeds(cell, needed);
    List<Cell> before = new ArrayList<>();
    for (interleave.book.Cell candidate : chapter.cells()) {
      if (needed.contains(candidate.id())) {
        before.add(
            runnable(
                candidate,
                others.getOrDefault(candidate.id(), candidate.source()),
                List.of(),
                Wishes.NONE));
      }
    }
    return new RunRequest(
        new SessionKey(reader, chapter.id()),
        before,
        runnable(
            cell,
            text,
            cell.exercise().map(e -> checks(cell, text, before, e)).orElse(List.of()),
            wishes),
        believed,
        dependents());
  }

  /** The cell's text as the compiler gets it, with the reader's words in the middle. */
  Source source(interleave.book.Cell cell, String text) {
    return new Source(cell.id(), closed(cell.before()), text, cell.after());
  }

  /** A request to run a text of no chapter. */
  static RunRequest scratch(
      String reader, Cell.Kind kind, String text, RunLimits limits, Wishes wishes) {
    return new RunRequest(
        new SessionKey(reader, SCRATCH),
        List.of(),
        new Cell(
            kind,
            Source.of(SCRATCH, text),
            List.of(),
            usual(kind, limits),
            conditions(wishes.cores(), wishes)),
        Set.of(),
        Map.of());
  }

  private Cell runnable(
      interleave.book.Cell cell, String text, List<Cell.Check> checks, Wishes wishes) {
    Cell.Kind kind = kind(cell, wishes);
    return new Cell(
        kind,
        source(cell, text),
        checks,
        limits.granted(asked(cell.limits(), usual(kind, limits))),
        conditions(wishes.cores().isPresent() ? wishes.cores() : cell.limits().cores(), wishes));
  }

  private static Cell.Kind kind(interleave.book.Cell cell, Wishes wishes) {
    return switch (cell.kind()) {
      case RUN, EXERCISE -> new Cell.Kind.Run();
      case PROGRAM ->
          new Cell.Kind.Program(cell.name(), wishes.arguments().orElse(cell.arguments()));
      case BENCHMARK -> new Cell.Kind.Benchmark();
      case STRESS -> new Cell.Kind.Stress();
      case EXPLORE -> new Cell.Kind.Explore(wishes.replay());
    };
  }

  private static Conditions conditions(OptionalInt cores, Wishes wishes) {
    return new Conditions(cores.orElse(Conditions.USUAL.cores()), wishes.timeline());
  }

  /** Laboratories that measure take their time unless their author bounds it. */
  private static Allowance usual(Cell.Kind kind, RunLimits limits) {
    return kind.wantsQuiet() ? limits.most() : limits.usual();
  }

  private static Allowance asked(CellLimits asked, Allowance usual) {
    return new Allowance(
        asked.timeout().orElse(usual.wall()),
        asked.cpu().orElse(usual.cpu()),
        asked.memoryMiB().orElse(Math.toIntExact(usual.memoryMiB())),
        asked.outputBytes().orElse(usual.outputBytes()));
  }

  private List<Cell.Check> checks(
      interleave.book.Cell cell, String text, List<Cell> before, Exercise exercise) {
    return exercise.checks().stream().map(check -> check(cell, text, before, check)).toList();
  }

  private Cell.Check check(interleave.book.Cell cell, String text, List<Cell> before, Check check) {
    String code = closed(check.text().text());
    return switch (check.laboratory()) {
      case NONE -> new Cell.Check(new Cell.Kind.Run(), new Source("check", code, "", ""));
      case STRESS -> new Cell.Check(new Cell.Kind.Stress(), whole(cell, text, before, code));
      case EXPLORE ->
          new Cell.Check(new Cell.Kind.Explore(Optional.empty()), whole(cell, text, before, code));
    };
  }

  /** One text for a compiler of whole programs: what the cell needs, the reader's, the check. */
  private Source whole(interleave.book.Cell cell, String text, List<Cell> before, String check) {
    Source own = source(cell, text);
    String needed =
        before.stream().map(c -> closed(c.source().whole())).collect(Collectors.joining());
    return new Source(own.cell(), needed + own.before(), text, closed(own.after()) + check);
  }

  private static String closed(String lines) {
    return lines.isEmpty() || lines.endsWith("\n") ? lines : lines + "\n";
  }

  private void addNeeds(interleave.book.Cell cell, Set<String> needed) {
    for (String id : cell.needs()) {
      if (needed.add(id)) {
        chapter.cell(id).ifPresent(c -> addNeeds(c, needed));
      }
    }
  }

  private Map<String, Set<String>> dependents() {
    Map<String, Set<String>> dependents = new HashMap<>();
    for (interleave.book.Cell cell : chapter.cells()) {
      Set<String> needed = new LinkedHashSet<>();
      addNeeds(cell, needed);
      needed.forEach(
          id -> dependents.computeIfAbsent(id, x -> new LinkedHashSet<>()).add(cell.id()));
    }
    return dependents;
  }
}
