package interleave.agent;

import interleave.verdict.Internals;
import interleave.verdict.Place;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Marks each thread, as it is made, with its run and the reader's line that made it.
 *
 * <p>A walk of the stack costs more than a virtual thread does: only the first threads of a run get
 * their line.
 */
final class Marks extends InheritableThreadLocal<@Nullable Mark> {
  /** How many threads of a run are marked with the line that made them. */
  private static final int PLACED = 256;

  /** How far up the stack the reader's frame is looked for. */
  private static final int DEEPEST = 60;

  private final ReaderClasses classes;
  private final StackWalker stack = StackWalker.getInstance();

  Marks(ReaderClasses classes) {
    this.classes = classes;
  }

  /** Called in the thread that makes another, within that one's constructor. */
  @Override
  protected @Nullable Mark childValue(@Nullable Mark parent) {
    if (parent == null) {
      return null;
    }
    AtomicInteger placed = parent.execution().placed();
    if (placed.get() >= PLACED || placed.incrementAndGet() > PLACED) {
      return parent.execution().mark();
    }
    try {
      return new Mark(parent.execution(), readersFrame());
    } catch (Throwable noRoom) { // a line is not worth a failure of the reader's code
      return parent.execution().mark();
    }
  }

  /** The reader's innermost frame of the calling thread; null when there is none nearby. */
  StackWalker.@Nullable StackFrame readersFrame() {
    return stack.walk(
        frames ->
            frames
                .limit(DEEPEST)
                .filter(f -> classes.cellOf(f.getClassName()).isPresent())
                .findFirst()
                .orElse(null));
  }

  /** Where in the reader's text a thread was made. */
  Optional<Place> made(Thread thread) {
    return Internals.inherited(thread, this) instanceof Mark mark
        ? mark.place(classes)
        : Optional.empty();
  }
}
