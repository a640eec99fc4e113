package interleave.agent;

import interleave.explore.Budget;
import interleave.explore.Explorer;
import interleave.explore.Program;
import interleave.explore.Progress;
import interleave.explore.result.Race;
import interleave.explore.result.Repetitions;
import interleave.explore.result.Result;
import interleave.explore.result.Unmodelled;
import interleave.explore.result.Variable;
import interleave.explore.result.Verdict;
import interleave.protocol.ClassFile;
import interleave.protocol.Event;
import interleave.protocol.Step;
import interleave.verdict.ReaderNames;
import java.io.OutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Searches the schedules of the reader's code, and tells what is found. */
final class Exploration {
  /** Repetitions in a longer schedule are folded; one that is still longer loses its middle. */
  private static final int LONGEST = 200;

  private static final long PROGRESS_NANOS = 250_000_000;

  private final Laboratory laboratory;
  private long toldAt = System.nanoTime();
  private final Map<String, String> shown = new HashMap<>();

  private Exploration(Laboratory laboratory) {
    this.laboratory = laboratory;
  }

  static void run(Step.Explore step, Laboratory laboratory) {
    new Exploration(laboratory).run(step);
  }

  private void run(Step.Explore step) {
    Map<String, byte[]> classes = new HashMap<>();
    for (ClassFile file : laboratory.classes().all()) {
      classes.put(file.name(), file.bytes());
    }
    List<Program.Entry> entries =
        Stream.concat(step.before().stream(), step.explored().stream())
            .map(Exploration::entry)
            .toList();
    if (entries.isEmpty()) {
      remark("There is nothing to explore: write statements, or void main() { ... }.");
      return;
    }
    Budget budget = Budget.standard();
    if (step.millis() > 0) {
      budget = budget.withTime(Duration.ofMillis(step.millis()));
    }
    tell(inSilence(new Program(classes, entries), step.replay(), budget));
  }

  /** What the code prints it would print in every schedule. */
  private Result inSilence(Program program, Optional<String> schedule, Budget budget) {
    PrintStream out = System.out;
    PrintStream err = System.err;
    PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
    System.setOut(nowhere);
    System.setErr(nowhere);
    try {
      Explorer explorer = Explorer.of(program);
      return schedule.isPresent()
          ? replay(explorer, schedule.get(), budget)
          : explorer.explore(budget, progress(budget));
    } finally {
      System.setOut(out);
      System.setErr(err);
    }
  }

  private static Program.Entry entry(Step step) {
    return switch (step) {
      case Step.Execute(String className) -> snippet(className);
      case Step.Show(String className, _, _) -> snippet(className);
      case Step.Launch(String className, _) -> new Program.Entry(className, "main");
      case Step.Measure _, Step.Stress _, Step.Explore _ ->
          throw new IllegalArgumentException("a laboratory within a laboratory");
    };
  }

  private static Program.Entry snippet(String className) {
    return new Program.Entry(className, ReaderNames.SNIPPET_METHOD);
  }

  private Result replay(Explorer explorer, String schedule, Budget budget) {
    try {
      return explorer.replay(schedule, budget);
    } catch (IllegalArgumentException notOfThisCode) {
      remark("That schedule is not one of this code, so all were searched anew.");
      return explorer.explore(budget, progress(budget));
    }
  }

  private Progress progress(Budget budget) {
    return (schedules, bound) -> {
      long now = System.nanoTime();
      if (now - toldAt > PROGRESS_NANOS) {
        toldAt = now;
        laboratory
            .report()
            .accept(
                new Event.Progress(
                    schedules,
                    0,
                    "%,d %s, now with at most %d of %d preemptions"
                        .formatted(
                            schedules,
                            schedules == 1 ? "schedule" : "schedules",
                            bound,
                            budget.preemptions())));
      }
    };
  }

  private void tell(Result result) {
    switch (result) {
      case Result.Failed failed -> laboratory.report().accept(schedule(failed));
      case Result.Explored explored -> {
        laboratory
            .report()
            .accept(
                new Event.Explored(
                    Texts.cut(explored.sentence(), 1_000),
                    explored.schedules(),
                    explored.preemptions(),
                    explored.exhausted(),
                    unmodelled(explored.unmodelled())));
      }
      case Result.Stuck stuck -> {
        remark(stuck.sentence());
        unmodelled(stuck.unmodelled()).forEach(this::remark);
      }
    }
  }

  private Event.Schedule schedule(Result.Failed failed) {
    List<String> remarks = new ArrayList<>();
    failed.races().stream()
        .map(Race::sentence)
        .filter(race -> !failed.sentence().contains(race))
        .forEach(remarks::add);
    remarks.addAll(unmodelled(failed.unmodelled()));
    List<interleave.explore.result.Step> steps = failed.steps();
    if (failed.verdict() == Verdict.NO_PROGRESS || steps.size() > LONGEST) {
      steps = Repetitions.folded(steps);
    }
    List<Event.Taken> taken = new ArrayList<>();
    for (int at = 0; at < steps.size(); at++) {
      Event.Taken one = taken(steps.get(at));
      if (at < LONGEST || at >= steps.size() - LONGEST / 4) {
        taken.add(one);
      }
    }
    if (taken.size() < steps.size()) {
      remarks.add("%,d steps in the middle are left out.".formatted(steps.size() - taken.size()));
    }
    return new Event.Schedule(
        Event.Verdict.valueOf(failed.verdict().name()),
        Texts.cut(failed.sentence(), 1_000),
        failed.schedules(),
        failed.preemptions(),
        taken,
        failed.schedule(),
        remarks.stream().distinct().limit(20).map(r -> Texts.cut(r, 500)).toList());
  }

  private Event.Taken taken(interleave.explore.result.Step step) {
    List<Event.Shared> changed = new ArrayList<>();
    for (Variable variable : step.variables()) {
      if (!variable.value().equals(shown.put(variable.name(), variable.value()))) {
        changed.add(
            new Event.Shared(Texts.cut(variable.name(), 100), Texts.cut(variable.value(), 100)));
      }
    }
    return new Event.Taken(
        Texts.cutName(step.name()),
        step.thread(),
        step.source().isEmpty() ? Optional.empty() : Optional.of(step.source()),
        step.line(),
        Texts.cut(step.text(), 300),
        step.preempts().isEmpty() ? Optional.empty() : Optional.of(Texts.cutName(step.preempts())),
        changed);
  }

  private static List<String> unmodelled(List<Unmodelled> calls) {
    return calls.stream()
        .limit(20)
        .map(
            call ->
                Texts.cut(
                    (call.line() > 0 ? "Line " + call.line() + ": " : "") + call.sentence(), 500))
        .distinct()
        .toList();
  }

  private void remark(String sentence) {
    laboratory.report().accept(new Event.Remark(Texts.cut(sentence, 1_000)));
  }
}
