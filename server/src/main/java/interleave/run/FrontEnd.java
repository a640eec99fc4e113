package interleave.run;

import interleave.protocol.ClassFile;
import interleave.protocol.EngineCommand;
import interleave.protocol.EngineReply;
import interleave.protocol.Source;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * What compiles for one session, wherever it lives at the moment.
 *
 * <p>A scratchpad is a pure function of the texts it has compiled, in order. So when its engine is
 * lost, perhaps over another reader's text, or takes the scratchpad back for want of room, the same
 * texts make the same classes in another one, and the session's heap need not be given up.
 */
final class FrontEnd implements AutoCloseable {
  /** What took longer than this to compile is not compiled again; the session starts afresh. */
  private static final Duration LONGEST_HISTORY = Duration.ofSeconds(15);

  private final Engines engines;
  private final Efforts.Account account;

  /** Whether the text that is being compiled may have ended an engine. */
  private boolean suspect;

  private final Duration limit;
  private final List<Compiled> history = new CopyOnWriteArrayList<>();
  private final AtomicReference<@Nullable Pad> place = new AtomicReference<>();
  private volatile Optional<Compiled> latest = Optional.empty();
  private volatile boolean closed;

  private record Compiled(Source source, List<String> classes, Duration took) {}

  /** One that has compiled nothing yet, for a reader. */
  FrontEnd(Engines engines, Efforts.Account account, Duration limit) {
    this.account = account;
    this.engines = engines;
    this.limit = limit;
  }

  /**
   * Compiles a cell on top of what this session has compiled.
   *
   * @throws CompileException when the text ends the compiler
   * @throws LostException when the scratchpad was lost and could not be made again
   */
  synchronized EngineReply.Compiled compile(Source source)
      throws CompileException, LostException, InterruptedException, IOException {
    try {
      return compileOnce(source);
    } catch (EngineLink.EngineLostException e) {
      if (e.wasAlone()) {
        throw e.overThisText();
      }
      // Perhaps over somebody else's text: once more, where it can harm no honest reader.
    }
    suspect = true;
    try {
      return compileOnce(source);
    } catch (EngineLink.EngineLostException e) {
      throw e.overThisText();
    } finally {
      suspect = false;
    }
  }

  private EngineReply.Compiled compileOnce(Source source)
      throws CompileException,
          EngineLink.EngineLostException,
          LostException,
          InterruptedException,
          IOException {
    Pad here = living();
    latest = Optional.empty();
    long began = System.nanoTime();
    EngineReply.Compiled compiled;
    try {
      compiled = ask(here, source);
    } finally {
      here.rest();
    }
    Duration took = Duration.ofNanos(System.nanoTime() - began);
    if (!compiled.rejected()) { // a rejected cell leaves no trace
      latest = Optional.of(new Compiled(source, names(compiled), took));
    }
    return compiled;
  }

  /** What was compiled last will be performed, so it is part of the history from now on. */
  void keepLatest() {
    latest.ifPresent(history::add);
    latest = Optional.empty();
  }

  /** What could be written at the cursor. */
  synchronized EngineReply.Completed complete(Source source, int cursor)
      throws CompileException, LostException, InterruptedException, IOException {
    Pad here = living();
    EngineReply reply;
    try {
      reply =
          here.engine()
              .ask(id -> new EngineCommand.Complete(id, here.number(), source, cursor), limit);
    } catch (EngineLink.EngineLostException e) {
      return new EngineReply.Completed(0, cursor, List.of());
    } finally {
      here.rest();
    }
    return reply instanceof EngineReply.Completed completed
        ? completed
        : new EngineReply.Completed(0, cursor, List.of());
  }

  @Override
  public void close() {
    // Not synchronized: a compile that is under way must not keep the session from ending.
    closed = true;
    Pad last = place.getAndSet(null);
    if (last != null) {
      engines.release(last);
    }
  }

  /** One that has compiled the same, and knows nothing of a compile that is still under way. */
  FrontEnd successor() {
    FrontEnd next = new FrontEnd(engines, account, limit);
    next.history.addAll(history);
    close();
    return next;
  }

  private Pad living() throws LostException, IOException, InterruptedException {
    Pad here = place.get();
    if (closed) {
      throw new LostException();
    }
    boolean apart = suspect || account.isOffender();
    if (here != null && here.isApart() == apart && here.use()) {
      return here;
    }
    if (here != null && place.compareAndSet(here, null)) {
      engines.release(here);
    }
    Duration all = history.stream().map(Compiled::took).reduce(Duration.ZERO, Duration::plus);
    if (all.compareTo(LONGEST_HISTORY) > 0) {
      throw new LostException();
    }
    Pad fresh = engines.take(apart);
    boolean made = false;
    try {
      Engines.await(fresh.engine());
      replay(fresh);
      made = true;
    } finally {
      if (!made) {
        engines.release(fresh);
      }
    }
    place.set(fresh);
    if (closed) {
      close();
      throw new LostException();
    }
    return fresh;
  }

  private void replay(Pad fresh) throws LostException, InterruptedException {
    try {
      for (Compiled before : history) {
        // Another answer than the first time would name classes that the session does not have.
        if (!names(ask(fresh, before.source())).equals(before.classes())) {
          throw new LostException();
        }
      }
    } catch (CompileException | EngineLink.EngineLostException e) {
      throw new LostException();
    }
  }

  private EngineReply.Compiled ask(Pad here, Source source)
      throws CompileException, EngineLink.EngineLostException, InterruptedException {
    EngineReply reply =
        here.engine().ask(id -> new EngineCommand.CompileCell(id, here.number(), source), limit);
    if (reply instanceof EngineReply.Compiled compiled) {
      return compiled;
    }
    throw new CompileException("The compiler gave no answer to this text.");
  }

  private static List<String> names(EngineReply.Compiled compiled) {
    return compiled.classes().stream().map(ClassFile::name).sorted().toList();
  }

  /** The scratchpad is gone and with it the meaning of the session's heap. */
  static final class LostException extends Exception {
    private static final long serialVersionUID = 1L;
  }
}
