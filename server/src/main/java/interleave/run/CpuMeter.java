package interleave.run;

import java.time.Duration;

/** Charges one cell with the processor time of its session's box. */
final class CpuMeter {
  private static final Duration LONG = Duration.ofSeconds(2);

  private final SessionJvm jvm;
  private final Duration allowed;
  private final Efforts.Account account;
  private Duration read;
  private Duration used = Duration.ZERO;

  /** A meter that begins now. */
  CpuMeter(SessionJvm jvm, Duration allowed, Efforts.Account account) {
    this.account = account;
    this.jvm = jvm;
    this.allowed = allowed;
    this.read = jvm.cpu();
  }

  Duration allowed() {
    return allowed;
  }

  /** All that the cell was charged with. */
  Duration used() {
    return used;
  }

  /** Charges what was used since the last look. */
  void charge() {
    Duration since = skip();
    if (since.isPositive()) {
      used = used.plus(since);
      jvm.accountedFor(since);
      account.charge(since);
    }
  }

  /** Looks without charging: another cell is charged with what was used since the last look. */
  Duration skip() {
    Duration now = jvm.cpu();
    Duration since = now.minus(read);
    read = now;
    return since;
  }

  /** Whether it has taken so much that others' short runs should go first. */
  boolean isLong() {
    return used.compareTo(LONG) > 0;
  }

  boolean isExceeded() {
    return used.compareTo(allowed) > 0;
  }
}
