package interleave.explore.schedule;

import java.lang.invoke.VarHandle;
import java.lang.ref.Reference;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What woven code calls, and the one place with static state: woven code has nothing but its class
 * to find the execution by. One exploration at a time in a JVM.
 *
 * <p>An access is told in two calls: before it, what is accessed and where; after it, the value.
 */
public final class Hooks {
  private static @Nullable Run run;

  private Hooks() {}

  static void enter(@Nullable Run now) {
    run = now;
  }

  static Run run() {
    return Objects.requireNonNull(run, "nothing is explored");
  }

  static @Nullable Strand here() {
    Run now = run;
    return now == null ? null : now.caller();
  }

  /** The next call of a model comes from here. */
  public static void at(int site) {
    Strand me = here();
    if (me != null) {
      me.site = site;
    }
  }

  /** A field is about to be read or written; null stands for static ones and is thrown at later. */
  public static void field(@Nullable Object on, int site) {
    Strand me = here();
    if (me != null && on != null) {
      access(me, run().cells.at(on, run().sites.at(site).field()), site);
    }
  }

  /** A static field is about to be read or written. */
  public static void global(int site) {
    Strand me = here();
    if (me != null) {
      access(me, run().cells.at(null, run().sites.at(site).field()), site);
    }
  }

  /** An element is about to be read or written. */
  public static void element(@Nullable Object array, int index, int site) {
    Strand me = here();
    if (me != null && array != null && index >= 0) {
      access(me, run().cells.at(array, index), site);
    }
  }

  /** A call that counts as one access of its receiver is about to be made. */
  public static void call(@Nullable Object on, int site) {
    Strand me = here();
    if (me != null && on != null) {
      Receivers.call(run(), me, on, site);
    }
  }

  /** A variable is about to be accessed by a handle: a field's, an element's or a static one's. */
  public static void handle(VarHandle handle, @Nullable Object on, int index, int site) {
    Strand me = here();
    if (me != null) {
      int shape = handle.coordinateTypes().size();
      if (shape == 2 && on != null) {
        access(me, run().cells.at(on, index), site);
      } else {
        String name = handle.describeConstable().map(d -> d.constantName()).orElse("");
        String owner = shape == 0 ? null : handle.coordinateTypes().getFirst().getName();
        access(me, run().cells.at(shape == 0 ? null : on, run().sites.field(name, owner)), site);
      }
    }
  }

  static void access(Strand me, Cell cell, int site) {
    access(me, cell, site, run().sites.at(site).access());
  }

  static void access(Strand me, Cell cell, int site, Access access) {
    Run now = run();
    me.site = site;
    me.next = cell;
    me.access = access;
    now.turn(me, false);
    now.order.perform(me, cell, access, site);
    if (access.writes) {
      me.wrote = true;
    } else {
      Spin.read(me, cell);
    }
    me.told = cell;
  }

  /** The value of the access just told. */
  public static void value(int value) {
    Strand me = told(value);
    if (me != null) {
      Told.value(run(), me, value);
    }
  }

  /** The value of the access just told. */
  public static void value(boolean value) {
    Strand me = told(value ? 1 : 0);
    if (me != null) {
      Receivers.returned(run(), me, value);
      Told.value(run(), me, value);
    }
  }

  /** The value of the access just told. */
  public static void value(char value) {
    Strand me = told(value);
    if (me != null) {
      Told.value(run(), me, value);
    }
  }

  /** The value of the access just told. */
  public static void value(long value) {
    Strand me = told(value);
    if (me != null) {
      Told.value(run(), me, value);
    }
  }

  /** The value of the access just told. */
  public static void value(float value) {
    Strand me = told(Float.floatToRawIntBits(value));
    if (me != null) {
      Told.value(run(), me, value);
    }
  }

  /** The value of the access just told. */
  public static void value(double value) {
    Strand me = told(Double.doubleToRawLongBits(value));
    if (me != null) {
      Told.value(run(), me, value);
    }
  }

  /** The value of the access just told. */
  public static void value(@Nullable Object value) {
    Strand me = told(value == null ? 0 : System.identityHashCode(value));
    if (me != null) {
      Receivers.returned(run(), me, value);
      Told.value(run(), me, value);
    }
  }

  /** The call just told is done and returned nothing. */
  public static void done() {
    Strand me = told(0);
    if (me != null) {
      Told.done(run(), me);
    }
  }

  private static @Nullable Strand told(long value) {
    Strand me = here();
    if (me == null || me.told == null) {
      return null;
    }
    Spin.value(me, value);
    return me;
  }

  /** A monitor is about to be entered. */
  public static void enter(@Nullable Object on, int site) {
    Strand me = here();
    if (on == null) {
      throw new NullPointerException("Cannot enter synchronized block because value is null");
    }
    if (me != null) {
      run().monitors.enter(me, on, site);
    }
  }

  /** A monitor is given back; quiet when the execution is over, so that handlers can end. */
  public static void exit(Object on) {
    Strand me = here();
    if (me != null && !run().over()) {
      run().monitors.exit(me, on);
    }
    Reference.reachabilityFence(on);
  }

  /** A loop turns. */
  public static void loop(int loop) {
    Strand me = here();
    if (me != null) {
      if (run().over()) {
        throw new Stop();
      }
      Spin.loop(run(), me, loop);
    }
  }

  /** The program caught something: what unwinds a thread passes on. */
  public static void caught(Throwable thrown) {
    if (thrown instanceof Stop stop) {
      throw stop;
    }
  }

  /** A class is about to be used whose initialiser the explorer runs anew in each execution. */
  public static void initialise(int type, int site) {
    Strand me = here();
    if (me != null) {
      me.site = site;
      run().initialisers().use(run(), me, type);
    } else {
      Initialisers.early(type);
    }
  }

  /** A call follows that the explorer has no model of. */
  public static void unmodelled(int site) {
    Strand me = here();
    if (me != null) {
      Run now = run();
      now.strange(site);
    }
  }
}
