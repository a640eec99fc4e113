package interleave.explore.schedule;

import java.lang.invoke.MethodHandle;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntConsumer;

/**
 * Runs the static initialisers of woven classes anew in each execution, lazily and under their
 * class's lock as the language says (JLS 12.4.2).
 */
public final class Initialisers {
  /**
   * A class that is initialised anew.
   *
   * @param type the class
   * @param before the number of the superclass if it is such a class too, else -1
   * @param body its initialiser, without arguments
   */
  public record Initialiser(Class<?> type, int before, MethodHandle body) {}

  /** Loads classes outside of any execution. */
  @FunctionalInterface
  public interface Loading {
    /** Loads them. */
    void load() throws ReflectiveOperationException;
  }

  /** Runs the initialisers that loading needs. */
  private static final ScopedValue<IntConsumer> LOADING = ScopedValue.newInstance();

  private enum State {
    RUNNING,
    DONE,
    FAILED
  }

  private final List<Initialiser> all;
  private final State[] states;
  private final Strand[] runners;
  private final Set<Strand>[] met;

  @SuppressWarnings({"unchecked", "rawtypes"})
  Initialisers(List<Initialiser> all) {
    this.all = all;
    states = new State[all.size()];
    runners = new Strand[all.size()];
    met = new Set[all.size()];
    Arrays.setAll(met, _ -> new HashSet<>());
  }

  /**
   * Loads classes outside of any execution.
   *
   * @param initialise is told the classes that are used before they are initialised, by number
   */
  public static void loading(IntConsumer initialise, Loading loading)
      throws ReflectiveOperationException {
    ScopedValue.where(LOADING, initialise)
        .call(
            () -> {
              loading.load();
              return true;
            });
  }

  /** A class is used before any execution, while classes are loaded. */
  static void early(int number) {
    if (LOADING.isBound()) {
      LOADING.get().accept(number);
    }
  }

  void use(Run run, Strand me, int number) {
    boolean mine = states[number] != null && runners[number] == me;
    if (states[number] == State.DONE && (mine || met[number].contains(me))
        || states[number] == State.RUNNING && mine) {
      return;
    }
    Initialiser initialiser = all.get(number);
    if (initialiser.before() >= 0) {
      use(run, me, initialiser.before());
    }
    Class<?> type = initialiser.type();
    // A key that no listing can lock: Foo.class as a monitor is another thing.
    Cell cell = run.cells.at(type, Cell.OBJECT);
    int site = me.site;
    Lab.acquire(
        type,
        Wait.until("waits for the initialiser of", type, () -> states[number] != State.RUNNING));
    if (states[number] == State.FAILED) {
      throw new NoClassDefFoundError("Could not initialize class " + type.getName());
    }
    if (states[number] == State.DONE) {
      met[number].add(me);
      me.site = site;
      return;
    }
    states[number] = State.RUNNING;
    runners[number] = me;
    cell.owner = me;
    State end = State.FAILED;
    try {
      initialiser.body().invoke();
      end = State.DONE;
    } catch (Stop stop) {
      throw stop;
    } catch (Error error) {
      throw error;
    } catch (Throwable thrown) {
      throw new ExceptionInInitializerError(thrown);
    } finally {
      states[number] = end;
      cell.owner = null;
      run.order.release(me, cell);
      run.order.note(me, cell, 6);
      me.site = site;
    }
  }
}
