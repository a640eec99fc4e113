package interleave.web;

import interleave.book.CellKind;
import interleave.book.CellLimits;
import interleave.book.Chapter;
import interleave.book.SourceText;
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
   * @param cores on how many cores the reader wants to see it; the author's choice when empty
   * @param recorded whether the reader wants a timeline
   */
  public RunRequest request(
      String reader,
      interleave.book.Cell cell,
      String text,
      Map<String, String> others,
      Set<String> believed,
      OptionalInt cores,
      boolean recorded) {
    Set<String> needed = new LinkedHashSet<>();
    addNeeds(cell, needed);
    List<Cell> before = new ArrayList<>();
    for (interleave.book.Cell candidate : chapter.cells()) {
      if (needed.contains(candidate.id())) {
        before.add(
            runnable(
                candidate,
                others.getOrDefault(candidate.id(), candidate.source()),
                Optional.empty(),
                conditions(candidate.limits().cores(), false)));
      }
    }
    return new RunRequest(
        new SessionKey(reader, chapter.id()),
        before,
        runnable(
            cell,
            text,
            cell.exercise().map(e -> check(e.check())),
            conditions(cores.isPresent() ? cores : cell.limits().cores(), recorded)),
        believed,
        dependents());
  }

  /** The cell's text as the compiler gets it, with the reader's words in the middle. */
  Source source(interleave.book.Cell cell, String text) {
    return new Source(cell.id(), closed(cell.before()), text, cell.after());
  }

  /** A request to run a text of no chapter. */
  static RunRequest scratch(
      String reader,
      Cell.Kind kind,
      String text,
      RunLimits limits,
      OptionalInt cores,
      boolean recorded) {
    return new RunRequest(
        new SessionKey(reader, SCRATCH),
        List.of(),
        new Cell(
            kind,
            Source.of(SCRATCH, text),
            Optional.empty(),
            limits.usual(),
            conditions(cores, recorded)),
        Set.of(),
        Map.of());
  }

  private Cell runnable(
      interleave.book.Cell cell, String text, Optional<Source> check, Conditions conditions) {
    return new Cell(
        cell.kind() == CellKind.PROGRAM ? Cell.Kind.PROGRAM : Cell.Kind.RUN,
        source(cell, text),
        check,
        limits.granted(asked(cell.limits())),
        conditions);
  }

  private static Conditions conditions(OptionalInt cores, boolean recorded) {
    return new Conditions(cores.orElse(Conditions.USUAL.cores()), recorded);
  }

  private Allowance asked(CellLimits asked) {
    Allowance usual = limits.usual();
    return new Allowance(
        asked.timeout().orElse(usual.wall()),
        asked.cpu().orElse(usual.cpu()),
        asked.memoryMiB().orElse(Math.toIntExact(usual.memoryMiB())),
        asked.outputBytes().orElse(usual.outputBytes()));
  }

  private static Source check(SourceText code) {
    return new Source("check", closed(code.text()), "", "");
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
