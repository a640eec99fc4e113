package interleave.agent;

import interleave.protocol.Event;
import java.util.function.Consumer;

/**
 * What a laboratory has of the run it works for.
 *
 * @param classes the reader's
 * @param report tells an event of the run; safe from any thread
 */
record Laboratory(ReaderClasses classes, Consumer<Event> report) {}
