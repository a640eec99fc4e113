package interleave.run;

import interleave.protocol.ClassFile;
import interleave.resources.Limits;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds a JVM for a run that has one of its own: a spare session's, an explorer's, or a
 * laboratory's.
 */
final class LoneJvms implements AutoCloseable {
  private final Spares sessions;
  private final Boxes boxes;
  private final Jvms jvms;

  /** Kept from the first exploration on, for a book without explorations needs none. */
  private @Nullable Spares explorers;

  private boolean closed;

  LoneJvms(Spares sessions, Boxes boxes, Jvms jvms) {
    this.sessions = sessions;
    this.boxes = boxes;
    this.jvms = jvms;
  }

  /**
   * A JVM for a kind of cell; the caller closes it.
   *
   * @param classes what is to run there, which may need preview features
   */
  SessionJvm take(Cell.Kind kind, List<ClassFile> classes)
      throws IOException, InterruptedException {
    boolean preview = classes.stream().anyMatch(ClassFile::needsPreview);
    if (kind.wantsQuiet()) {
      return SessionJvm.started(boxes.laboratory(jvms.laboratory(), preview), jvms.laboratory());
    }
    if (preview) {
      return SessionJvm.started(boxes.preview(jvms.session()), jvms.session());
    }
    Optional<SessionJvm> explorer =
        kind instanceof Cell.Kind.Explore ? explorer() : Optional.empty();
    return explorer.isPresent() ? explorer.get() : sessions.take();
  }

  private synchronized Optional<SessionJvm> explorer() {
    if (explorers != null) {
      return explorers.takeWaiting();
    }
    if (!closed) {
      Limits limits = jvms.session();
      explorers = new Spares(() -> SessionJvm.started(boxes.explorer(limits), limits), 1);
    }
    return Optional.empty();
  }

  @Override
  public synchronized void close() {
    closed = true;
    if (explorers != null) {
      explorers.close();
    }
  }
}
