package interleave.explore.schedule;

import java.util.Arrays;

/** A vector clock: for each thread, how much of it happens-before what the clock stands for. */
final class Clock {
  private int[] times = new int[4];

  boolean knows(int thread, int time) {
    return thread < times.length && times[thread] >= time;
  }

  int of(int thread) {
    return thread < times.length ? times[thread] : 0;
  }

  void tick(int thread) {
    grow(thread + 1);
    times[thread]++;
  }

  void join(Clock other) {
    grow(other.times.length);
    for (int i = 0; i < other.times.length; i++) {
      if (other.times[i] > times[i]) {
        times[i] = other.times[i];
      }
    }
  }

  private void grow(int length) {
    if (times.length < length) {
      times = Arrays.copyOf(times, Math.max(length, times.length * 2));
    }
  }
}
