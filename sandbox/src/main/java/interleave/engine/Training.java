package interleave.engine;

import interleave.protocol.EngineReply;
import interleave.protocol.Source;
import java.util.List;

/** Compiles texts like those of the book, to warm an engine or to train its AOT cache. */
final class Training {
  private static final String CELL =
      """
      import java.util.concurrent.atomic.AtomicInteger;
      class Counter { private int n; void inc() { n++; } int get() { return n; } }
      void race(int threads, int times) throws Exception {
        Counter c = new Counter();
        List<Thread> ts = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
          ts.add(Thread.ofPlatform().name("w-" + i).start(() -> {
            for (int k = 0; k < times; k++) c.inc();
          }));
        }
        for (Thread t : ts) t.join();
        System.out.println("expected " + threads * times + ", got " + c.get());
      }
      race(4, 10_000);
      var pool = Executors.newFixedThreadPool(4);
      var answer = pool.submit(() -> 6 * 7);
      pool.shutdown();
      answer.get()
      """;

  private static final String PROGRAM =
      """
      record Point(int x, int y) {}
      void main() throws Exception {
        var p = new Point(1, 2);
        Thread t = Thread.ofVirtual().start(() -> System.out.println(p));
        t.join();
      }
      """;

  private static final String BENCHMARK =
      """
      AtomicLong atomic = new AtomicLong();
      LongAdder adder = new LongAdder();
      @Param({"8"}) int size;
      int[] numbers;
      void setup() { numbers = new int[size]; }
      long increment() { return atomic.incrementAndGet(); }
      @Threads(2) void add() { adder.increment(); }
      """;

  private static final String STRESS =
      """
      @Outcome(id = "0, 0", expect = ACCEPTABLE_INTERESTING, desc = "both waited in a buffer")
      @Outcome(id = ".*", expect = ACCEPTABLE, desc = "in some order")
      int x, y;
      int actor1() { x = 1; return y; }
      int actor2() { y = 1; return x; }
      """;

  private Training() {}

  static void run() {
    for (int round = 0; round < 8; round++) {
      once();
      laboratories();
    }
  }

  /** Compiles a benchmark and a stress test. */
  static List<EngineReply.Compiled> laboratories() {
    return List.of(
        BenchmarkCompiler.compile(0, Source.of("training", BENCHMARK)),
        StressCompiler.compile(0, Source.of("training", STRESS)));
  }

  static void once() {
    try (Scratchpad pad = new Scratchpad()) {
      pad.compile(0, Source.of("training", CELL));
      pad.compile(1, Source.of("training", "undefined()"));
      pad.complete(2, Source.of("training", "System.ou"), 9);
    }
    new ProgramCompiler().compile(3, "Training", Source.of("training", PROGRAM));
  }
}
