package interleave.explore.model;

import interleave.explore.schedule.Lab;
import org.jspecify.annotations.Nullable;

/** What a compact program prints. */
@ModelOf(IO.class)
public final class IoModel {
  private IoModel() {}

  /** {@link IO#println(Object)}. */
  public static void println(@Nullable Object value) {
    if (Lab.on()) {
      PrintStreamModel.print(String.valueOf(value));
    } else {
      IO.println(value);
    }
  }

  /** {@link IO#println()}. */
  public static void println() {
    if (!Lab.on()) {
      IO.println();
    }
  }

  /** {@link IO#print(Object)}. */
  public static void print(@Nullable Object value) {
    if (Lab.on()) {
      PrintStreamModel.print(String.valueOf(value));
    } else {
      IO.print(value);
    }
  }
}
