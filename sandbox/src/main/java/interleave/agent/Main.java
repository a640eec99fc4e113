package interleave.agent;

import interleave.protocol.Event;
import interleave.protocol.ServerLine;
import interleave.protocol.SessionCommand;
import interleave.protocol.SessionReply;
import interleave.protocol.Wire;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Starts a session JVM: wires its streams, then obeys the server until the server hangs up. */
public final class Main {
  /** After so many explorations the next ones are hardly faster. */
  private static final int WARM_UPS = 3;

  private Main() {}

  /**
   * Serves one session; with {@code --laboratory} the reader's classes see those of JMH and
   * jcstress too, with {@code --explorer} an exploration of our own has run before the first of the
   * reader's. With {@code --train} it runs a few cells of its own and leaves, so that an AOT cache
   * can be made of what a session needs (JEP 514).
   */
  public static void main(String[] args) throws IOException {
    if (args.length > 0 && args[0].equals("--train")) {
      Training.run();
      return;
    }
    if (args.length > 0 && args[0].equals("--explorer")) {
      Training.explore(WARM_UPS);
    }
    boolean laboratory = args.length > 0 && args[0].equals("--laboratory");
    serve(ServerLine.commands(), ServerLine.replies(), laboratory);
    // Threads of the reader's may still run; without a server nobody is there to see them.
    Runtime.getRuntime().halt(0);
  }

  /**
   * Obeys commands until the stream ends; replies go out as they come.
   *
   * @param laboratory whether the reader's classes see those of JMH and jcstress
   */
  static void serve(InputStream commands, OutputStream replies, boolean laboratory)
      throws IOException {
    Reports reports = new Reports(replies);
    Runs runs = new Runs(reports, laboratory);
    System.setOut(printStream(new TaggedOutput(Event.Stream.OUT, runs)));
    System.setErr(printStream(new TaggedOutput(Event.Stream.ERR, runs)));
    System.setIn(runs.input());
    Thread.setDefaultUncaughtExceptionHandler(runs::uncaught);
    Runtime.getRuntime()
        .addShutdownHook(Thread.ofPlatform().name("interleave-exit").unstarted(runs::exiting));
    // What readers' code reads here it passes to the JVMs that it starts: they find their classes.
    System.setProperty("java.class.path", Path.of("").toAbsolutePath().toString());
    reports.send(new SessionReply.Ready());
    // After the JVM was said to be ready, for nobody waits then.
    runs.heedChildren();
    Wire<SessionCommand> wire = new Wire<>(SessionCommand.class, Wire.CLASSES_BOUND);
    for (var next = wire.read(commands); next != null; next = wire.read(commands)) {
      switch (next) {
        case SessionCommand.Run run -> runs.start(run);
        case SessionCommand.Leave(var classes) -> runs.leave(classes);
        case SessionCommand.Input(String text, boolean end) -> runs.input().offer(text, end);
        case SessionCommand.Tell(long run) -> runs.tell(run);
        case SessionCommand.Interrupt(long run) -> runs.interrupt(run);
      }
    }
  }

  private static PrintStream printStream(OutputStream out) {
    return new PrintStream(out, false, StandardCharsets.UTF_8);
  }
}
