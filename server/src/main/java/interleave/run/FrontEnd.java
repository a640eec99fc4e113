package interleave.run;

import interleave.protocol.ClassFile;
import interleave.protocol.EngineCommand;
import interleave.protocol.EngineReply;
import interleave.protocol.Source;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What compiles for one session, wherever it lives at the moment.
 *
 * <p>A scratchpad is a pure function of the texts it has compiled, in order. So when its engine is
 * lost, perhaps over another reader's text, the same texts make the same classes in another engine,
 * and the session's heap need not be given up.
 */
final class FrontEnd implements AutoCloseable {
  /** What took longer than this to compile is not compiled again; the session starts afresh. */
  private static final Duration LONGEST_HISTORY = Duration.ofSeconds(15);

  private final Engines engines;
  private final Duration limit;
  private final List<Compiled> history = new ArrayList<>();
  private Engines.@Nullable Place place;

  private record Compiled(Source source, List<String> classes, Duration took) {}

  FrontEnd(Engines engines, Duration limit) {
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
    Engines.Place here = living();
    long began = System.nanoTime();
    EngineReply.Compiled compiled = ask(here, source);
    Duration took = Duration.ofNanos(System.nanoTime() - began);
    if (!compiled.rejected()) { // a rejected cell leaves no trace
      history.add(new Compiled(source, names(compiled), took));
    }
    return compiled;
  }

  /** What could be written at the cursor. */
  synchronized EngineReply.Completed complete(Source source, int cursor)
      throws CompileException, LostException, InterruptedException, IOException {
    Engines.Place here = living();
    EngineReply reply =
        here.engine().ask(id -> new EngineCommand.Complete(id, here.pad(), source, cursor), limit);
    return reply instanceof EngineReply.Completed completed
        ? completed
        : new EngineReply.Completed(0, cursor, List.of());
  }

  @Override
  public synchronized void close() {
    if (place != null) {
      engines.release(place);
      place = null;
    }
  }

  private Engines.Place living() throws LostException, IOException, InterruptedException {
    Engines.Place here = place;
    if (here != null && !here.engine().isDead()) {
      return here;
    }
    Duration all = history.stream().map(Compiled::took).reduce(Duration.ZERO, Duration::plus);
    if (all.compareTo(LONGEST_HISTORY) > 0) {
      throw new LostException();
    }
    Engines.Place fresh = engines.take();
    Engines.await(fresh.engine());
    replay(fresh);
    place = fresh;
    return fresh;
  }

  private void replay(Engines.Place fresh) throws LostException, InterruptedException {
    try {
      for (Compiled before : history) {
        // Another answer than the first time would name classes that the session does not have.
        if (!names(ask(fresh, before.source())).equals(before.classes())) {
          throw new LostException();
        }
      }
    } catch (CompileException | LostException e) {
      engines.release(fresh);
      throw new LostException();
    }
  }

  private EngineReply.Compiled ask(Engines.Place here, Source source)
      throws CompileException, InterruptedException {
    EngineReply reply =
        here.engine().ask(id -> new EngineCommand.CompileCell(id, here.pad(), source), limit);
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
