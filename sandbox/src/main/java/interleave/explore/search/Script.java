package interleave.explore.search;

import interleave.explore.schedule.Choice;
import interleave.explore.schedule.Chooser;
import interleave.explore.schedule.Execution;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A schedule as a text that can be replayed: whose turn it is for how many operations, and what was
 * picked among equals: {@code 0x12.1x3.2x7_0.1}. It holds whatever the search knew or did not know
 * about the program, since it counts every operation.
 */
final class Script implements Chooser {
  private record Turn(int thread, int until) {}

  private final List<Turn> turns;
  private final int[] picks;
  private int at;
  private int picked;
  private int preemptions;

  private Script(List<Turn> turns, int[] picks) {
    this.turns = turns;
    this.picks = picks;
  }

  /** The text of an execution. */
  static String text(Execution execution) {
    StringBuilder text = new StringBuilder();
    Map<Integer, Integer> done = new HashMap<>();
    int[] turns = execution.turns();
    for (int i = 0; i < turns.length; i += 2) {
      int before = done.getOrDefault(turns[i], 0);
      text.append(text.isEmpty() ? "" : ".")
          .append(turns[i])
          .append('x')
          .append(turns[i + 1] - before);
      done.put(turns[i], turns[i + 1]);
    }
    int[] picks = execution.picks();
    for (int i = 0; i < picks.length; i++) {
      text.append(i == 0 ? '_' : '.').append(picks[i]);
    }
    return text.toString();
  }

  /**
   * Reads a text.
   *
   * @throws IllegalArgumentException when it is no schedule; the message is for the reader
   */
  static Script of(String text) {
    if (!text.matches(
        "\\d{1,4}x\\d{1,7}(\\.\\d{1,4}x\\d{1,7}){0,9999}(_\\d{1,4}(\\.\\d{1,4}){0,999})?")) {
      throw new IllegalArgumentException("This is no schedule; one looks like 0x12.1x3.2x7.");
    }
    String[] parts = text.split("_");
    List<Turn> turns = new ArrayList<>();
    Map<Integer, Integer> done = new HashMap<>();
    for (String turn : parts[0].split("\\.")) {
      int cross = turn.indexOf('x');
      int thread = Integer.parseInt(turn.substring(0, cross));
      int until = done.merge(thread, Integer.parseInt(turn.substring(cross + 1)), Integer::sum);
      turns.add(new Turn(thread, until));
    }
    int[] picks =
        parts.length < 2
            ? new int[0]
            : Arrays.stream(parts[1].split("\\.")).mapToInt(Integer::parseInt).toArray();
    return new Script(turns, picks);
  }

  /** How many of the switches so far took a thread off that could have gone on. */
  int preemptions() {
    return preemptions;
  }

  @Override
  public int choose(Choice choice) {
    int way = -1;
    while (way < 0 && at < turns.size()) {
      Turn turn = turns.get(at);
      way = way(choice, turn.thread());
      if (way < 0 || choice.done(way) >= turn.until()) {
        way = -1;
        at++;
      }
    }
    if (way < 0) {
      for (way = 0; choice.cost(way) > 0; way++) {}
    }
    preemptions += choice.cost(way);
    return way;
  }

  private static int way(Choice choice, int thread) {
    for (int way = 0; way < choice.size(); way++) {
      if (choice.thread(way) == thread) {
        return way;
      }
    }
    return -1;
  }

  @Override
  public int pick(int count) {
    return picked < picks.length ? Math.min(picks[picked++], count - 1) : 0;
  }

  @Override
  public boolean everywhere() {
    return true;
  }
}
