package interleave.explore.model;

import interleave.explore.schedule.Lab;
import java.io.PrintStream;
import org.jspecify.annotations.Nullable;

/** What a program prints: a step of the schedule that is shown, silent otherwise. */
@ModelOf(PrintStream.class)
public final class PrintStreamModel {
  private PrintStreamModel() {}

  static void print(String text) {
    Lab.tell(() -> "prints " + (text.length() > 50 ? text.substring(0, 47) + "..." : text));
  }

  private static boolean swallows(PrintStream to) {
    return Lab.on() && (to == System.out || to == System.err);
  }

  /** {@link PrintStream#println()}. */
  public static void println(PrintStream to) {
    if (!swallows(to)) {
      to.println();
    }
  }

  /** {@link PrintStream#printf(String, Object...)}. */
  public static PrintStream printf(PrintStream to, String format, @Nullable Object... values) {
    if (swallows(to)) {
      print(String.format(format, values).strip());
      return to;
    }
    return to.printf(format, values);
  }

  /** {@link PrintStream#println(boolean)}. */
  public static void println(PrintStream to, boolean value) {
    if (swallows(to)) {
      print(String.valueOf(value));
    } else {
      to.println(value);
    }
  }

  /** {@link PrintStream#println(char)}. */
  public static void println(PrintStream to, char value) {
    if (swallows(to)) {
      print(String.valueOf(value));
    } else {
      to.println(value);
    }
  }

  /** {@link PrintStream#println(int)}. */
  public static void println(PrintStream to, int value) {
    if (swallows(to)) {
      print(String.valueOf(value));
    } else {
      to.println(value);
    }
  }

  /** {@link PrintStream#println(long)}. */
  public static void println(PrintStream to, long value) {
    if (swallows(to)) {
      print(String.valueOf(value));
    } else {
      to.println(value);
    }
  }

  /** {@link PrintStream#println(float)}. */
  public static void println(PrintStream to, float value) {
    if (swallows(to)) {
      print(String.valueOf(value));
    } else {
      to.println(value);
    }
  }

  /** {@link PrintStream#println(double)}. */
  public static void println(PrintStream to, double value) {
    if (swallows(to)) {
      print(String.valueOf(value));
    } else {
      to.println(value);
    }
  }

  /** {@link PrintStream#println(String)}. */
  public static void println(PrintStream to, @Nullable String value) {
    if (swallows(to)) {
      print(String.valueOf(value));
    } else {
      to.println(value);
    }
  }

  /** {@link PrintStream#println(Object)}. */
  public static void println(PrintStream to, @Nullable Object value) {
    if (swallows(to)) {
      print(String.valueOf(value));
    } else {
      to.println(value);
    }
  }

  /** {@link PrintStream#print(boolean)}. */
  public static void print(PrintStream to, boolean value) {
    if (swallows(to)) {
      print(String.valueOf(value));
    } else {
      to.print(value);
    }
  }

  /** {@link PrintStream#print(char)}. */
  public static void print(PrintStream to, char value) {
    if (swallows(to)) {
      print(String.valueOf(value));
    } else {
      to.print(value);
    }
  }

  /** {@link PrintStream#print(int)}. */
  public static void print(PrintStream to, int value) {
    if (swallows(to)) {
      print(String.valueOf(value));
    } else {
      to.print(value);
    }
  }

  /** {@link PrintStream#print(long)}. */
  public static void print(PrintStream to, long value) {
    if (swallows(to)) {
      print(String.valueOf(value));
    } else {
      to.print(value);
    }
  }

  /** {@link PrintStream#print(float)}. */
  public static void print(PrintStream to, float value) {
    if (swallows(to)) {
      print(String.valueOf(value));
    } else {
      to.print(value);
    }
  }

  /** {@link PrintStream#print(double)}. */
  public static void print(PrintStream to, double value) {
    if (swallows(to)) {
      print(String.valueOf(value));
    } else {
      to.print(value);
    }
  }

  /** {@link PrintStream#print(String)}. */
  public static void print(PrintStream to, @Nullable String value) {
    if (swallows(to)) {
      print(String.valueOf(value));
    } else {
      to.print(value);
    }
  }

  /** {@link PrintStream#print(Object)}. */
  public static void print(PrintStream to, @Nullable Object value) {
    if (swallows(to)) {
      print(String.valueOf(value));
    } else {
      to.print(value);
    }
  }
}
