package interleave.explore.schedule;

import interleave.explore.result.Race;
import interleave.explore.result.Step;
import interleave.explore.result.Variable;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Turns the log of an execution into the reader's words. */
final class Telling {
  private final Run run;
  private final Map<Cell, String> names = new IdentityHashMap<>();
  private final Map<Object, String> arrays = new IdentityHashMap<>();

  Telling(Run run) {
    this.run = run;
  }

  List<Step> steps() {
    List<Log.Entry> entries = run.log().entries();
    nameAll(entries);
    Map<Cell, Long> users =
        entries.stream()
            .filter(e -> e.cell() != null)
            .collect(
                Collectors.groupingBy(
                    Log.Entry::cell,
                    IdentityHashMap::new,
                    Collectors.mapping(
                        Log.Entry::strand,
                        Collectors.collectingAndThen(
                            Collectors.toSet(), strands -> (long) strands.size()))));
    Map<String, String> values = new LinkedHashMap<>();
    List<Step> steps = new ArrayList<>();
    for (int i = 0; i < entries.size(); i++) {
      Log.Entry entry = entries.get(i);
      Strand preempted = run.log().preempted(i);
      Cell cell = entry.cell();
      if (cell != null && entry.state() != null && users.getOrDefault(cell, 0L) > 1) {
        values.put(name(cell), entry.state());
      }
      steps.add(
          new Step(
              entry.strand().number,
              entry.strand().name(),
              entry.site().source(),
              entry.site().line(),
              entry.verb().isEmpty() || cell == null
                  ? entry.text()
                  : name(cell) + " " + entry.verb() + " " + entry.text(),
              preempted == null ? "" : preempted.name(),
              values.entrySet().stream()
                  .map(e -> new Variable(e.getKey(), e.getValue()))
                  .toList()));
    }
    return steps;
  }

  List<Race> races() {
    return run.order.races().stream().map(this::race).distinct().toList();
  }

  private Race race(Order.Raced raced) {
    Site site = run.sites.at(raced.secondSite());
    String variable =
        raced.cell().key == Cell.OBJECT
            ? run.names.of(raced.cell().on)
            : site.name().isEmpty() ? name(raced.cell()) : site.qualified();
    return new Race(
        variable,
        access(raced.first(), run.sites.at(raced.firstSite())),
        access(raced.second(), site));
  }

  private Race.Access access(int thread, Site site) {
    return new Race.Access(
        run.strands().get(thread).name(), site.access().writes, site.source(), site.line());
  }

  private void nameAll(List<Log.Entry> entries) {
    Map<Cell, Site> fields = new LinkedHashMap<>();
    for (Log.Entry entry : entries) {
      Cell cell = entry.cell();
      if (cell != null && cell.key >= 0) {
        fields.putIfAbsent(cell, entry.site());
      }
    }
    Map<String, Long> same =
        fields.values().stream().collect(Collectors.groupingBy(Site::name, Collectors.counting()));
    fields.forEach(
        (cell, site) -> {
          if (!site.name().isEmpty()) {
            boolean alone = same.getOrDefault(site.name(), 0L) == 1;
            names.put(cell, alone ? site.name() : owned(cell, site));
          }
        });
    fields.forEach(
        (cell, site) -> {
          Object array = run.log().arrays().get(cell);
          if (array != null) {
            arrays.put(array, names.getOrDefault(cell, site.name()));
          }
        });
  }

  private String owned(Cell cell, Site site) {
    return cell.on == null ? site.qualified() : run.names.of(cell.on) + "." + site.name();
  }

  private String name(Cell cell) {
    String known = names.get(cell);
    if (known != null) {
      return known;
    }
    Object on = cell.on;
    String object = on == null ? "" : arrays.getOrDefault(on, run.names.of(on));
    return cell.key >= 0 ? object + "[" + cell.key + "]" : object;
  }
}
