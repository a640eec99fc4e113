package interleave.explore.schedule;

import java.util.Iterator;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Knows what a call does to an object of the JDK that has no model of its own, by its class. */
final class Receivers {
  private static final ClassValue<Nature> NATURES =
      new ClassValue<>() {
        @Override
        protected Nature computeValue(Class<?> type) {
          return nature(type);
        }
      };

  private enum Nature {
    /** Calls are atomic and order threads. */
    CONCURRENT,
    /** Like a plain field. */
    PLAIN,
    /** Like a plain field, within its own monitor. */
    SYNCHRONIZED,
    /** Never changes, or is not of the JDK. */
    NONE
  }

  private Receivers() {}

  private static Nature nature(Class<?> type) {
    String name = type.getName();
    if (type.getClassLoader() != null || name.startsWith("java.util.ImmutableCollections")) {
      return Nature.NONE;
    }
    if (name.startsWith("java.util.Collections$Synchronized")
        || name.equals("java.util.Vector")
        || name.equals("java.util.Stack")
        || name.equals("java.util.Hashtable")
        || name.equals("java.lang.StringBuffer")) {
      return Nature.SYNCHRONIZED;
    }
    if (name.startsWith("java.util.concurrent.")) {
      return Nature.CONCURRENT;
    }
    return (name.startsWith("java.util.") && !name.contains("Itr") && !name.contains("Iterator"))
            || name.equals("java.lang.StringBuilder")
        ? Nature.PLAIN
        : Nature.NONE;
  }

  static void call(Run run, Strand me, Object on, int site) {
    Access access = run.sites.at(site).access();
    Object source = on instanceof Iterator<?> ? run.attached().get(on) : null;
    if (source != null) {
      Hooks.access(me, run.cells.at(source, Cell.OBJECT), site, Access.READ);
      return;
    }
    Object key = on instanceof CompletableFuture ? CompletableFuture.class : on;
    Cell cell = run.cells.at(key, Cell.OBJECT);
    switch (NATURES.get(on.getClass())) {
      case CONCURRENT ->
          Hooks.access(me, cell, site, access.writes ? Access.UPDATE : Access.VOLATILE_READ);
      case PLAIN -> Hooks.access(me, cell, site, access.writes ? Access.WRITE : Access.READ);
      case SYNCHRONIZED -> {
        if (run.sites.at(site).name().equals("iterator")) {
          me.told = cell; // the one call that takes no lock
        } else {
          run.monitors.enter(me, on, site);
          Hooks.access(me, cell, site, access.writes ? Access.WRITE : Access.READ);
          run.monitors.exit(me, on);
          me.told = cell;
        }
      }
      case NONE -> {}
    }
  }

  /** Takes back that a call wrote when what it returned says that it did not. */
  static void returned(Run run, Strand me, @Nullable Object value) {
    Cell cell = me.told;
    if (cell != null
        && value instanceof Iterator<?>
        && cell.on != null
        && NATURES.get(cell.on.getClass()) != Nature.CONCURRENT) {
      run.attached().put(value, cell.on);
    }
    if (cell == null || cell.key != Cell.OBJECT || !me.wrote || cell.on == null) {
      return;
    }
    String name = run.sites.at(me.site).name();
    boolean unchanged =
        Boolean.FALSE.equals(value) && changes(name)
            || value == null && (name.startsWith("poll") || name.equals("remove"))
            || name.equals("getAndSet") && java.util.Objects.equals(value, held(cell.on));
    if (unchanged) {
      Spin.unchanged(me, cell);
    }
  }

  private static boolean changes(String name) {
    return name.contains("ompareAndSet")
        || name.equals("offer")
        || name.equals("add")
        || name.equals("remove");
  }

  private static @Nullable Object held(Object on) {
    return switch (on) {
      case AtomicBoolean a -> a.get();
      case AtomicInteger a -> a.get();
      case AtomicLong a -> a.get();
      case AtomicReference<?> a -> a.get();
      default -> new Object();
    };
  }
}
