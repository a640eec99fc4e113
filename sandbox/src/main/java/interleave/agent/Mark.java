package interleave.agent;

import interleave.verdict.Place;
import interleave.verdict.ReaderNames;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a thread gets at birth: the run whose code made it, and that code's place.
 *
 * @param made the reader's frame that made the thread; null when it is not known
 */
record Mark(Execution execution, StackWalker.@Nullable StackFrame made) {

  /** Where in the reader's text the thread was made. */
  Optional<Place> place(ReaderClasses classes) {
    return Optional.ofNullable(made)
        .map(
            frame ->
                new Place(
                    classes.cellOf(frame.getClassName()),
                    Math.max(0, frame.getLineNumber()),
                    ReaderNames.method(frame.toStackTraceElement())));
  }
}
