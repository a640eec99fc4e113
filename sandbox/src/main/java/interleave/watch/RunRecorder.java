package interleave.watch;

import interleave.protocol.ClassFile;
import interleave.protocol.SessionReply;
import interleave.protocol.SessionReply.Part;
import interleave.protocol.Wire;
import interleave.timeline.Watched;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Records one run: begins before its first step, ends with its own code or when the run is stopped,
 * and sends what it has.
 *
 * <p>What ends a recording happens on a thread of ours, for the reader's threads can be interrupted
 * in the middle of it.
 */
public final class RunRecorder {
  /** The most that is sent of either part, in bytes. */
  private static final int BOUND = 4 << 20;

  /** From this much on the Flight Recorder is stopped, with room for what is still in buffers. */
  private static final int FLIGHT_ENOUGH = 2 << 20;

  private static final int PIECE = 160 << 10;

  /** How long the end of the JVM may be put off; the first of its recordings takes the longest. */
  private static final long SOON_MILLIS = 1_500;

  /** How often the kernel is asked at first, and how much slower as the run goes on. */
  private static final long LOOK_NANOS = 10_000_000;

  /** After so many looks the size of what is recorded is looked at, too. */
  private static final long LOOKS_A_BOUND = 5;

  private static final long LOOKS_BEFORE_SLOWER = 20;
  private static final long SLOWEST_LOOK_NANOS = 100_000_000;

  /**
   * What is recorded.
   *
   * @param run its number
   * @param loader the loader of the reader's classes
   * @param classes the reader's classes
   * @param living the run's living threads
   * @param define takes other forms, by name, of classes that are not loaded yet
   * @param send where the recording goes
   */
  public record Subject(
      long run,
      ClassLoader loader,
      List<ClassFile> classes,
      Supplier<List<Thread>> living,
      Consumer<Map<String, byte[]>> define,
      Consumer<SessionReply> send) {}

  private final Subject subject;
  private final List<String> notes = new ArrayList<>();
  private final Log log = new Log();
  private final CountDownLatch enough = new CountDownLatch(1);
  private final CountDownLatch sent = new CountDownLatch(1);
  private final CountDownLatch restored = new CountDownLatch(1);
  private final @Nullable WovenClasses woven;
  private final @Nullable Flight flight;
  private final Processors processors = new Processors();
  private final boolean told = Processors.areTold();
  private final long first;
  private volatile long began = System.nanoTime();
  private volatile long ended;
  private volatile long main;
  private volatile boolean finished;

  /** Begins to record; takes some 0.3 s the first time in a JVM, some 10 ms later on. */
  public RunRecorder(Subject subject) {
    this.subject = subject;
    this.woven = weave();
    this.flight = record();
    if (told) {
      processors.ask();
    } else {
      notes.add("How much of the processors was used could not be read on this system.");
    }
    Hooks.open(log);
    // Identifiers are given in order: those of the run's threads are greater.
    this.first = Thread.ofVirtual().unstarted(() -> {}).threadId();
    Thread.ofPlatform()
        .group(outside())
        .name("interleave-recorder")
        .daemon()
        .inheritInheritableThreadLocals(false)
        .start(this::lookUntilEnough);
  }

  private @Nullable WovenClasses weave() {
    try {
      Weaver weaver = new Weaver(subject.classes());
      Map<String, byte[]> woven = Map.copyOf(weaver.weave());
      notes.addAll(weaver.notes());
      try {
        WovenClasses classes =
            new WovenClasses(subject.loader(), woven, Attachment.instrumentation());
        notes.addAll(classes.notes());
        return classes;
      } catch (IOException | LinkageError e) {
        subject.define().accept(woven);
        notes.add(
            "Locks and waits in classes of earlier cells were not watched, since this JVM cannot"
                + " exchange classes that are loaded ("
                + e.getMessage()
                + ").");
        return null;
      }
    } catch (RuntimeException | LinkageError e) {
      notes.add("The cell's own locks and waits were not watched (" + e + ").");
      return null;
    }
  }

  private @Nullable Flight record() {
    try {
      return new Flight();
    } catch (RuntimeException | LinkageError e) {
      notes.add("The Flight Recorder could not be started (" + e.getMessage() + ").");
      return null;
    }
  }

  /** The run's first step begins now, on the calling thread. */
  public void began(long nanos) {
    main = Thread.currentThread().threadId();
    began = nanos;
  }

  /** Ends the recording, without waiting for what becomes of it. */
  public void stop() {
    ended = ended == 0 ? System.nanoTime() : ended;
    enough.countDown();
  }

  /** Ends the recording and waits until it has been sent, whoever interrupts. */
  public void finish() {
    finished = true;
    stop();
    await(sent);
  }

  /** The same when this JVM is ending, which does not wait for long. */
  public void finishSoon() {
    stop();
    try {
      var unused = sent.await(SOON_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Waits until the classes have their own form back. */
  public void awaitRestored() {
    stop();
    await(restored);
  }

  private static void await(CountDownLatch latch) {
    boolean interrupted = false;
    while (true) {
      try {
        latch.await();
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void lookUntilEnough() {
    try (processors) {
      boolean done = false;
      for (long looks = 0; !done; looks++) {
        if (told) {
          processors.ask();
        }
        if (looks % LOOKS_A_BOUND == 0) {
          boundFlight();
        }
        done = awaitEnough(pause(looks));
      }
      Hooks.close(log);
      if (told) {
        processors.ask();
      }
      send();
    } catch (Throwable e) {
      // A recording less: the run goes on, and its end is told.
      notes.add("Recording failed: " + e);
    } finally {
      sent.countDown();
      try {
        if (woven != null) {
          woven.close();
        }
        subject.define().accept(Map.of());
        if (flight != null) {
          flight.close();
        }
      } finally {
        restored.countDown();
      }
    }
  }

  private static long pause(long looks) {
    return looks < LOOKS_BEFORE_SLOWER
        ? LOOK_NANOS
        : Math.min(SLOWEST_LOOK_NANOS, LOOK_NANOS * (2 + looks / LOOKS_BEFORE_SLOWER / 10));
  }

  private boolean awaitEnough(long nanos) {
    try {
      return enough.await(nanos, TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      return false; // the reader's code can interrupt even this thread
    }
  }

  private void boundFlight() {
    if (flight != null && flight.runs() && flight.written() > FLIGHT_ENOUGH) {
      notes.add(
          "So much happened that the Flight Recorder was stopped %,d ms after the start."
              .formatted((System.nanoTime() - began) / 1_000_000));
      flight.stop();
    }
  }

  private void send() throws IOException {
    List<Thread> living =
        subject.living().get().stream().filter(t -> !finished || t.threadId() != main).toList();
    List<Watched.Last> last =
        LastLook.at(
            living, subject.classes().stream().map(ClassFile::name).collect(Collectors.toSet()));
    if (!living.isEmpty()) {
      notes.add(
          "The recording ends with the cell's own code; %s still alive then."
              .formatted(living.size() == 1 ? "1 thread was" : living.size() + " threads were"));
    }
    if (processors.isCrowded()) {
      notes.add("Use of the processors is that of the first 64 threads only.");
    }
    if (log.forgotten() > 0) {
      notes.add(
          ("So many locks were taken that about %,d of them, got at once and held for less than"
                  + " 2 µs, are left out; watching these took about %,d ms of the threads' time.")
              .formatted(log.forgotten(), Math.max(1, log.forgotten() * 3 / 10_000)));
    }
    log.fullSince()
        .ifPresent(
            nanos ->
                notes.add(
                    "So many locks and waits were told that what came later than %,d ms is not known."
                        .formatted((nanos - began) / 1_000_000)));
    if (flight != null) {
      try {
        send(Part.FLIGHT, flight.bytes(BOUND));
      } catch (IOException | RuntimeException e) {
        notes.add("What the Flight Recorder told is left out: " + e.getMessage() + ".");
      }
    }
    send(Part.WATCHED, watched(last));
  }

  private byte[] watched(List<Watched.Last> last) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    new Wire<>(Watched.class, BOUND)
        .write(
            bytes,
            new Watched.Run(
                began,
                ended,
                first,
                main,
                subject.classes().stream()
                    .limit(5_000)
                    .map(c -> new Watched.OfCell(c.name(), c.cell()))
                    .toList(),
                log.types(),
                log.bytes(),
                processors.bytes(),
                last,
                notes));
    return bytes.toByteArray();
  }

  private void send(Part part, byte[] bytes) {
    for (int from = 0; from < bytes.length; from += PIECE) {
      subject
          .send()
          .accept(
              new SessionReply.Recorded(
                  subject.run(),
                  part,
                  Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + PIECE))));
    }
  }

  private static ThreadGroup outside() {
    ThreadGroup top = Thread.currentThread().getThreadGroup();
    while (top.getParent() != null) {
      top = top.getParent();
    }
    return top;
  }
}
