package interleave.explore;

import interleave.explore.result.Result;
import java.util.Map;

/**
 * Measures exploring from class files in one JVM, the first time and when warm: {@code java -ea
 * --add-exports java.base/jdk.internal.access=ALL-UNNAMED -cp
 * target/classes:target/test-classes:... interleave.explore.ExplorerBenchmark lost-update abba
 * buffer-right}.
 */
final class ExplorerBenchmark {
  private static final int ROUNDS = 30;

  private ExplorerBenchmark() {}

  public static void main(String[] programs) {
    for (String program : programs) {
      Map<String, byte[]> classes = Sources.compile(Sources.listing(program));
      double first = 0;
      double best = Double.MAX_VALUE;
      int schedules = 0;
      for (int round = 0; round < ROUNDS; round++) {
        long start = System.nanoTime();
        Result result =
            Explorer.of(Program.main(classes, "Main")).explore(Budget.standard(), Progress.none());
        double millis = (System.nanoTime() - start) / 1e6;
        first = round == 0 ? millis : first;
        best = Math.min(best, millis);
        schedules = result.schedules();
      }
      System.out.printf(
          "%-28s %6d schedules, first %8.1f ms, best %8.2f ms, %8.0f schedules/s%n",
          program, schedules, first, best, schedules / best * 1000);
    }
  }
}
