package interleave.agent;

import interleave.protocol.Event;
import interleave.verdict.Place;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * Tells of the processes that a run starts and of their ends.
 *
 * <p>A child of this JVM is told when it starts, by the thread that starts it, and its end with its
 * exit status, however short it lives. The children of children are seen only when they are looked
 * for, at the watch's pace: one that comes and goes between two looks is missed, and nobody but its
 * parent learns its exit status.
 */
final class Children {
  /** The longest command line that is told, in characters. */
  private static final int LONGEST_COMMAND = 200;

  /** How often a command line is looked for that is not there yet. */
  private static final int LOOKS = 20;

  /** A box's own {@code java}, a script that starts the JDK's; readers wrote {@code java}. */
  private static final Pattern OUR_JAVA =
      Pattern.compile("^(/bin/sh /jdk/bin/java|/jvm/bin/java -XX:Flags=/app/java\\.flags)(?= |$)");

  /** How many processes of a run are told. */
  private static final int TOLD = 1_000;

  /**
   * A process that has been told.
   *
   * @param began as {@link System#nanoTime()} counts
   * @param own whether it is a child of this JVM, whose end will be reported to it
   */
  private record Child(
      long pid, long parent, String command, Optional<Place> made, long began, boolean own) {}

  private final Execution execution;
  private final Runs runs;
  private final Map<Long, Child> alive = new ConcurrentHashMap<>();
  private final Set<Long> knownZombies = ConcurrentHashMap.newKeySet();
  private volatile int told;

  Children(Execution execution, Runs runs) {
    this.execution = execution;
    this.runs = runs;
  }

  /** Whether this run has started a process that has not been told as ended. */
  boolean any() {
    return !alive.isEmpty();
  }

  /** This JVM has started a process, or begins to wait for one; called in the thread that does. */
  void started(long pid, CompletableFuture<Integer> exit, Optional<Place> made) {
    ProcessHandle handle = ProcessHandle.of(pid).orElse(null);
    if (handle != null
        && parent(handle) == ProcessHandle.current().pid()
        && tell(handle, made, true)) {
      var unused =
          exit.whenComplete((status, failure) -> ended(pid, Optional.ofNullable(status), false));
    }
  }

  /** Compares with the processes of the run: tells the new ones and the ended ones. */
  void compare(List<ProcessHandle> living, List<ProcessHandle> zombies) {
    for (ProcessHandle handle : living) {
      if (handle.isAlive()) { // it may have been told and have ended since they were listed
        tell(handle, Optional.empty(), false);
      }
    }
    for (ProcessHandle zombie : zombies) {
      // Once only: it is no longer alive, but its number is not another's yet.
      if (alive.containsKey(zombie.pid())
          || !knownZombies.contains(zombie.pid()) && tell(zombie, Optional.empty(), false)) {
        becameZombie(zombie.pid());
      }
    }
    List<Long> pids = living.stream().map(ProcessHandle::pid).toList();
    alive.values().stream()
        .filter(c -> !c.own && !pids.contains(c.pid))
        .forEach(c -> ended(c.pid, Optional.empty(), false));
    knownZombies.retainAll(zombies.stream().map(ProcessHandle::pid).toList());
  }

  private void becameZombie(long pid) {
    Child child = alive.get(pid);
    if (child != null && !child.own) { // this JVM asks for its own children
      knownZombies.add(pid);
      ended(pid, Optional.empty(), true);
    }
  }

  Event.LiveProcess live(ProcessHandle handle) {
    Child child = alive.get(handle.pid());
    Optional<Place> made = child == null ? Optional.empty() : child.made;
    return new Event.LiveProcess(
        handle.pid(),
        parent(handle),
        child == null ? command(handle.pid()) : child.command,
        made.flatMap(Place::cell),
        made.map(Place::line).orElse(0));
  }

  private boolean tell(ProcessHandle handle, Optional<Place> made, boolean own) {
    long pid = handle.pid();
    if (told >= TOLD || alive.containsKey(pid)) {
      return false;
    }
    long began = System.nanoTime() - (own ? 0 : age(handle));
    Child child = new Child(pid, parent(handle), command(pid), made, began, own);
    if (alive.putIfAbsent(pid, child) != null) {
      return false;
    }
    told++;
    runs.report(
        execution.id(),
        new Event.ProcessStarted(pid, child.parent, child.command, execution.nanosAt(child.began)));
    return true;
  }

  private void ended(long pid, Optional<Integer> status, boolean zombie) {
    Child child = alive.get(pid);
    if (child != null) {
      long now = System.nanoTime();
      runs.report(
          execution.id(),
          new Event.ProcessEnded(pid, status, zombie, now - child.began, execution.nanosAt(now)));
      // Last, for the run is told as quiet when there is none.
      alive.remove(pid);
    }
  }

  private static long parent(ProcessHandle handle) {
    return handle.parent().map(ProcessHandle::pid).orElse(0L);
  }

  /** How long it has been alive, in nanoseconds; the kernel's clock ticks every 10 ms. */
  private static long age(ProcessHandle handle) {
    return handle
        .info()
        .startInstant()
        .map(start -> Math.max(0, start.until(Instant.now(), ChronoUnit.NANOS)))
        .orElse(0L);
  }

  /** What it was started with; for a zombie, which has lost its arguments, its name. */
  private static String command(long pid) {
    String line = first(pid, "cmdline");
    for (int look = 0; line.isEmpty() && look < LOOKS; look++) {
      Thread.onSpinWait(); // it is between its birth and its program
      line = first(pid, "cmdline");
    }
    line = OUR_JAVA.matcher(line.replace('\0', ' ').strip()).replaceFirst("java");
    return Texts.cut(line.isEmpty() ? first(pid, "comm").strip() : line, LONGEST_COMMAND);
  }

  /** The beginning of a file of the process table, empty when there is none. */
  private static String first(long pid, String file) {
    try (InputStream in = Files.newInputStream(Path.of("/proc/" + pid + "/" + file))) {
      return new String(in.readNBytes(4 * LONGEST_COMMAND), StandardCharsets.UTF_8);
    } catch (IOException e) {
      return "";
    }
  }
}
