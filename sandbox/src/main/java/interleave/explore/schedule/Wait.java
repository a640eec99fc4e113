package interleave.explore.schedule;

import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What a thread waits for.
 *
 * @param verb words before the object's name: {@code waits for}, {@code waits in await() of}
 * @param on the object, null for none
 * @param open whether the wait can end now; asked often, changes nothing
 * @param nanos how long it waits at most, negative for ever
 * @param interruptible whether an interrupt ends it
 * @param signalled whether only a signal can end it, so that one may have been lost
 */
public record Wait(
    String verb,
    @Nullable Object on,
    BooleanSupplier open,
    long nanos,
    boolean interruptible,
    boolean signalled) {

  /** A wait for ever that an interrupt does not end. */
  public static Wait until(String verb, Object on, BooleanSupplier open) {
    return new Wait(verb, on, open, -1, false, false);
  }

  /** The same, for at most so long. */
  public Wait atMost(long most) {
    return new Wait(verb, on, open, Math.max(0, most), interruptible, signalled);
  }

  /** The same, ended by an interrupt. */
  public Wait unlessInterrupted() {
    return new Wait(verb, on, open, nanos, true, signalled);
  }

  /** The same, ended by nothing but a signal. */
  public Wait bySignal() {
    return new Wait(verb, on, open, nanos, interruptible, true);
  }
}
