package interleave.bench;

import java.util.regex.Pattern;

/** Small real cells, and what they print when all is well. */
enum HonestCell {
  HELLO(
      """
      System.out.println("hello " + 6 * 7);
      """,
      "hello 42\n"),

  RACE(
      """
      class Counter { private int n; void inc() { n++; } int get() { return n; } }
      void race(int threads, int per) throws Exception {
        Counter c = new Counter();
        Thread[] ts = new Thread[threads];
        for (int i = 0; i < threads; i++) {
          ts[i] = Thread.ofPlatform().name("w-" + i).start(() -> {
            for (int k = 0; k < per; k++) c.inc();
          });
        }
        for (Thread t : ts) t.join();
        System.out.println("expected " + threads * per + " got " + c.get());
      }
      race(4, 10000);
      """,
      "expected 40000 got \\d+\n"),

  EXECUTOR(
      """
      try (var pool = Executors.newFixedThreadPool(4)) {
        var squares = new ArrayList<Future<Integer>>();
        for (int i = 0; i < 8; i++) {
          int n = i;
          squares.add(pool.submit(() -> n * n));
        }
        int sum = 0;
        for (var square : squares) sum += square.get();
        System.out.println("squares " + sum);
      }
      """,
      "squares 140\n"),

  /** The thread may well end after the cell's own code. */
  THREAD(
      """
      class Greeter extends Thread {
        Greeter(String name) { super(name); }
        public void run() { System.out.println("hello from " + getName()); }
      }
      new Greeter("greeter").start();
      """,
      "hello from greeter\n");

  private final String source;
  private final Pattern prints;

  HonestCell(String source, String prints) {
    this.source = source;
    this.prints = Pattern.compile(prints);
  }

  String source() {
    return source;
  }

  boolean isRight(Click click) {
    return click.outcome().equals("completed") && prints.matcher(click.output()).matches();
  }
}
