package interleave.agent;

import static org.assertj.core.api.Assertions.assertThat;

import interleave.engine.Texts;
import interleave.protocol.EngineReply;
import interleave.protocol.Event;
import interleave.protocol.SessionCommand;
import interleave.protocol.SessionReply;
import interleave.protocol.Wire;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** A session JVM without a box around it: the built jar, started as its launcher starts it. */
final class AgentJvm implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Texts texts = new Texts();
  private final Process process;
  private final OutputStream commands;
  private final Wire<SessionCommand> wire = new Wire<>(SessionCommand.class, Wire.CLASSES_BOUND);
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition heard = lock.newCondition();
  private final List<SessionReply> replies = new ArrayList<>();
  private final StringBuilder raw = new StringBuilder();
  private boolean hungUp;
  private long runs;

  /** Starts the JVM and waits until it is ready. */
  AgentJvm() throws IOException {
    Path jar = Path.of(System.getProperty("interleave.sandbox.jar"));
    Properties listing = new Properties();
    try (InputStream in = Files.newInputStream(jar.resolveSibling("runtime.properties"))) {
      listing.load(in);
    }
    List<String> command =
        new ArrayList<>(List.of("/bin/sh", "-c", "exec \"$@\" 4<&0 3>&1 1>&2 0</dev/null", "sh"));
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(listing.getProperty("session.options").strip().split("\\s+")));
    command.addAll(List.of("-cp", jar.toString(), "interleave.agent.Main"));
    process = new ProcessBuilder(command).start();
    commands = process.getOutputStream();
    Thread.ofPlatform().daemon().name("agent-replies").start(this::listen);
    Thread.ofPlatform().daemon().name("agent-raw").start(this::listenRaw);
    await(reply -> reply instanceof SessionReply.Ready);
  }

  /** Sends a cell's code off; returns the number of its run. */
  long start(String id, String text) throws IOException {
    return start(texts.cell(id, text));
  }

  /** The same for a whole program. */
  long startProgram(String id, String text) throws IOException {
    return start(texts.program(id, text));
  }

  private long start(EngineReply.Compiled compiled) throws IOException {
    long run = ++runs;
    send(new SessionCommand.Run(run, compiled.classes(), compiled.steps(), false));
    return run;
  }

  /** Runs a cell until nothing of it lives, and returns all that was told of it. */
  List<Event> run(String text) throws IOException {
    return untilQuiet(start("cell", text));
  }

  List<Event> untilQuiet(long run) {
    await(r -> r instanceof SessionReply.Report(long id, Event e) && id == run && isQuiet(e));
    assertThat(ends(run)).as("how often the run's code ended").hasSize(1);
    return events(run);
  }

  void send(SessionCommand command) throws IOException {
    wire.write(commands, command);
  }

  /** Closes our end of the commands, as the end of the server does. */
  void hangUp() throws IOException {
    commands.close();
  }

  /** Waits for something to be told in a run. */
  Event awaitEvent(long run, Predicate<Event> wanted) {
    SessionReply found =
        await(
            r -> r instanceof SessionReply.Report(long id, Event e) && id == run && wanted.test(e));
    return ((SessionReply.Report) found).event();
  }

  /** Waits for a reply. */
  void awaitReply(Predicate<SessionReply> wanted) {
    await(wanted);
  }

  /** Waits for the end of a run's own code. */
  SessionReply.Ended awaitEnd(long run) {
    return (SessionReply.Ended) await(r -> r instanceof SessionReply.Ended e && e.run() == run);
  }

  /** Waits for the process to end, and for all that it said. */
  int awaitExit() throws InterruptedException {
    assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    until(() -> hungUp ? Optional.of(true) : Optional.empty(), "the end of its replies");
    return process.exitValue();
  }

  /** Waits until the raw pipe has carried a text. */
  void awaitRaw(String text) {
    until(() -> raw.indexOf(text) >= 0 ? Optional.of(text) : Optional.empty(), "raw " + text);
  }

  /** All that was told of a run so far. */
  List<Event> events(long run) {
    return replies().stream()
        .filter(SessionReply.Report.class::isInstance)
        .map(SessionReply.Report.class::cast)
        .filter(r -> r.run() == run)
        .map(SessionReply.Report::event)
        .toList();
  }

  List<SessionReply> replies() {
    lock.lock();
    try {
      return List.copyOf(replies);
    } finally {
      lock.unlock();
    }
  }

  long pid() {
    return process.pid();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** What a run printed, all threads together. */
  static String printed(List<Event> events) {
    return outputs(events).stream().map(Event.Output::text).collect(Collectors.joining());
  }

  static List<Event.Output> outputs(List<Event> events) {
    return of(Event.Output.class, events);
  }

  static <T extends Event> List<T> of(Class<T> kind, List<Event> events) {
    return events.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  static boolean isQuiet(Event event) {
    return event instanceof Event.StillRunning(var threads, var processes, _)
        && threads.isEmpty()
        && processes.isEmpty();
  }

  private List<SessionReply> ends(long run) {
    return replies().stream()
        .filter(r -> r instanceof SessionReply.Ended e && e.run() == run)
        .toList();
  }

  private SessionReply await(Predicate<SessionReply> wanted) {
    return until(() -> replies.stream().filter(wanted).findFirst(), "a reply");
  }

  /** Something to look for whenever something was heard. */
  private interface Look<T> {
    Optional<T> look();
  }

  private <T> T until(Look<T> look, String what) {
    lock.lock();
    try {
      long left = PATIENCE.toNanos();
      for (Optional<T> found = look.look(); ; found = look.look()) {
        if (found.isPresent()) {
          return found.get();
        }
        if (left <= 0 || hungUp) {
          throw new AssertionError(what + " did not come; heard " + replies + "; raw " + raw);
        }
        left = heard.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    } finally {
      lock.unlock();
    }
  }

  private void listen() {
    Wire<SessionReply> in = new Wire<>(SessionReply.class, Wire.EVENT_BOUND);
    try (InputStream frames = new BufferedInputStream(process.getInputStream())) {
      for (SessionReply next = in.read(frames); next != null; next = in.read(frames)) {
        SessionReply reply = next;
        tell(() -> replies.add(reply));
      }
    } catch (IOException e) {
      tell(() -> raw.append("frames broke: ").append(e));
    }
    tell(() -> hungUp = true);
  }

  private void listenRaw() {
    char[] piece = new char[4096];
    try (Reader in = new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8)) {
      for (int n = in.read(piece); n >= 0; n = in.read(piece)) {
        String text = new String(piece, 0, n);
        tell(() -> raw.append(text));
      }
    } catch (IOException e) {
      tell(() -> raw.append("raw broke: ").append(e));
    }
  }

  private void tell(Runnable change) {
    lock.lock();
    try {
      change.run();
      heard.signalAll();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    texts.close();
  }
}
