package interleave.engine;

import interleave.protocol.EngineReply;
import interleave.protocol.Source;
import java.util.ArrayList;
import java.util.List;

/**
 * One reader's front end: compiles cells, each on top of what earlier cells declared.
 *
 * <p>A rejected cell leaves no trace. JShell cannot take a declaration back and bring the one it
 * replaced to life again, so after a rejection the accepted texts are compiled anew, in order, into
 * a fresh JShell; the same texts make the same classes, by name and by content.
 */
final class Scratchpad implements AutoCloseable {
  /** When the accepted texts took longer than this, they are not all compiled anew. */
  private static final long MOST_NANOS = 2_000_000_000L;

  private final List<Source> accepted = new ArrayList<>();
  private long acceptedNanos;
  private Shell shell = new Shell();
  private boolean spoilt;
  private boolean closed;

  /** Compiles a cell; when it is rejected, nothing of it stays declared. */
  synchronized EngineReply.Compiled compile(long request, Source source) {
    settle();
    spoilt = true; // unless it is accepted: javac may also throw
    long began = System.nanoTime();
    Compilation cell = new Compilation(shell, source);
    EngineReply.Compiled compiled = cell.result(request);
    if (!compiled.rejected()) {
      spoilt = false;
      accepted.add(source);
      acceptedNanos += System.nanoTime() - began;
    } else if (acceptedNanos > MOST_NANOS) {
      // Second best, and quick: what it declared goes, what that replaced does not come back.
      cell.retract();
      spoilt = false;
    }
    return compiled;
  }

  /** Forgets what a rejected cell has left; best called while the reader reads its problems. */
  synchronized void settle() {
    if (spoilt && !closed) {
      shell.close();
      shell = new Shell();
      accepted.forEach(source -> new Compilation(shell, source).result(0));
      spoilt = false;
    }
  }

  /** What could be written at the cursor. */
  synchronized EngineReply.Completed complete(long request, Source source, int cursor) {
    settle();
    return Completion.at(shell.analysis(), request, source, cursor);
  }

  @Override
  public synchronized void close() {
    closed = true;
    shell.close();
  }
}
