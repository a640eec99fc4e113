package interleave.run;

import interleave.protocol.EngineCommand;
import interleave.protocol.EngineReply;
import interleave.protocol.Timeline;
import interleave.resources.Limits;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A few engines, so that a text which ends one reaches few readers; each keeps warm scratchpads
 * waiting, and one that leaves is replaced at once.
 */
final class Engines implements AutoCloseable {
  /** Of an engine's heap, what is kept for the compiling itself. */
  private static final int COMPILING_MIB = 128;

  /**
   * What a session's scratchpad may come to. Measured are 9 to 10 (JDK 25), most of it what the
   * compiler knows of the JDK, which each scratchpad learns for itself.
   */
  private static final int PAD_MIB = 14;

  private static final int FEWEST_PADS = 4;
  private static final Duration START = Duration.ofSeconds(60);

  /** Before one that left is replaced, lest one that cannot start takes all the processors. */
  private static final Duration REST = Duration.ofMillis(200);

  private static final Logger LOG = LoggerFactory.getLogger(Engines.class);

  private final Boxes boxes;
  private final Limits limits;
  private final List<EngineSlot> slots = new ArrayList<>();
  private final AtomicLong pads = new AtomicLong();
  private final int most;
  private @Nullable EngineSlot apart;
  private final Set<EngineSlot> opening = new HashSet<>();
  private boolean closed;

  Engines(Boxes boxes, Jvms jvms) throws IOException {
    this.boxes = boxes;
    this.limits = jvms.engine();
    this.most =
        Math.toIntExact(Math.max(FEWEST_PADS, (limits.heapMiB() - COMPILING_MIB) / PAD_MIB));
    for (int i = 0; i < jvms.engines(); i++) {
      EngineSlot slot = new EngineSlot(start());
      slots.add(slot);
      replaceWhenItLeaves(slot, slot.link());
    }
    slots.forEach(this::refill);
  }

  /** Waits until an engine can compile. */
  void awaitReady() throws IOException, InterruptedException {
    await(slots.getFirst().link());
  }

  /**
   * A warm scratchpad in the engine with the fewest users.
   *
   * @param apart in an engine of its own kind, for readers whose texts have ended others
   */
  synchronized Pad take(boolean apart) throws IOException {
    EngineSlot slot = apart ? apart() : least();
    slot.makeRoom(most);
    long number =
        slot.spare()
            .orElseGet(
                () -> {
                  long fresh = pads.incrementAndGet();
                  slot.link().open(fresh);
                  return fresh;
                });
    // Not at once: whoever takes a scratchpad is about to compile in it.
    CompletableFuture.delayedExecutor(300, TimeUnit.MILLISECONDS).execute(() -> refill(slot));
    Pad pad = new Pad(slot.link(), number, apart);
    slot.hold(pad);
    return pad;
  }

  synchronized void release(Pad pad) {
    pad.giveUp();
    slots.forEach(slot -> slot.forget(pad));
    if (apart != null) {
      apart.forget(pad);
    }
  }

  /** The engine that only texts reach which may end it; it is started when it is first needed. */
  private EngineSlot apart() throws IOException {
    EngineSlot slot = apart;
    if (slot == null || slot.link().isLeaving()) {
      slot = new EngineSlot(start());
      slot.link().yield();
      apart = slot;
    }
    return slot;
  }

  /**
   * Compiles a text that belongs to no scratchpad.
   *
   * @param command what to ask, by the request's number
   * @param offends whether texts of its reader have ended engines
   */
  EngineReply.Compiled compile(LongFunction<EngineCommand> command, Duration limit, boolean offends)
      throws CompileException, InterruptedException, IOException {
    for (int attempt = 0; attempt < 2; attempt++) {
      EngineLink link;
      synchronized (this) {
        link = (offends || attempt > 0 ? apart() : least()).link();
      }
      await(link);
      try {
        EngineReply reply = link.ask(command, limit);
        if (reply instanceof EngineReply.Compiled compiled) {
          return compiled;
        }
      } catch (EngineLink.EngineLostException e) {
        if (e.wasAlone()) {
          throw e.overThisText();
        }
        // Perhaps over somebody else's text: once more, where it can harm no honest reader.
      }
    }
    throw new CompileException("The compiler gave no answer to this text.");
  }

  /** Makes a timeline of a recording in any engine. */
  Timeline draw(Recording recording, Duration limit)
      throws CompileException, InterruptedException, IOException {
    EngineLink link;
    synchronized (this) {
      link = least().link();
    }
    await(link);
    try {
      EngineReply reply =
          link.ask(
              id -> new EngineCommand.Draw(id, recording.flight(), recording.watched()), limit);
      if (reply instanceof EngineReply.Drawn(_, Timeline timeline)) {
        return timeline;
      }
    } catch (EngineLink.EngineLostException e) {
      // Not once more: it may have been this recording.
    }
    throw new CompileException("The recording could not be read.");
  }

  /** Waits for a young engine to be warm. */
  static void await(EngineLink link) throws IOException, InterruptedException {
    try {
      link.ready().get(START.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      link.close(); // one that hangs must not be waited for by everybody
      throw new IOException("a compiler JVM did not start", e);
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    slots.forEach(s -> s.link().close());
    if (apart != null) {
      apart.link().close();
    }
  }

  private EngineSlot least() throws IOException {
    EngineSlot least = slots.getFirst();
    for (EngineSlot slot : slots) {
      if (slot.link().isLeaving()) {
        replace(slot); // its replacement could not be started when it left
      }
      // A warm one first: whoever asks would wait for a young one.
      boolean warmer = slot.link().isWarm() && !least.link().isWarm();
      boolean asWarm = slot.link().isWarm() == least.link().isWarm();
      if (warmer || asWarm && slot.users() < least.users()) {
        least = slot;
      }
    }
    return least;
  }

  private void replaceWhenItLeaves(EngineSlot slot, EngineLink link) {
    link.left()
        .thenRunAsync(
            () -> replaceIfStill(slot, link),
            CompletableFuture.delayedExecutor(REST.toMillis(), TimeUnit.MILLISECONDS));
  }

  private synchronized void replaceIfStill(EngineSlot slot, EngineLink link) {
    if (closed || slot.link() != link) {
      return;
    }
    try {
      replace(slot);
    } catch (IOException e) {
      LOG.warn("an engine could not be replaced", e);
    }
  }

  private void replace(EngineSlot slot) throws IOException {
    slot.become(start());
    opening.remove(slot);
    refill(slot);
    replaceWhenItLeaves(slot, slot.link());
  }

  private EngineLink start() throws IOException {
    return new EngineLink(boxes.engine(limits));
  }

  /** Opens scratchpads in a slot's engine, one after another, until enough wait. */
  private synchronized void refill(EngineSlot slot) {
    EngineLink link = slot.link();
    if (!slot.wantsSpares() || !opening.add(slot)) {
      return;
    }
    long pad = pads.incrementAndGet();
    link.ready()
        .thenCompose(ready -> link.open(pad))
        .whenComplete((opened, failure) -> opened(slot, link, pad, failure == null));
  }

  private synchronized void opened(EngineSlot slot, EngineLink link, long pad, boolean alive) {
    if (slot.link() == link) {
      opening.remove(slot);
      if (alive) {
        slot.keep(pad);
        refill(slot);
      }
    }
  }
}
