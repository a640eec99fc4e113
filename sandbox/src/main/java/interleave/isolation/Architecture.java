package interleave.isolation;

import java.util.Optional;

/** A processor architecture that we know the system calls of. */
enum Architecture {
  X86_64(0xC000003E, "x86_64-linux-gnu"),
  AARCH64(0xC00000B7, "aarch64-linux-gnu");

  /** The kernel's AUDIT_ARCH constant, which a seccomp program sees. */
  final int audit;

  /** Debian's name for it in library paths. */
  final String multiarch;

  Architecture(int audit, String multiarch) {
    this.audit = audit;
    this.multiarch = multiarch;
  }

  /** This machine's, or empty if it is neither or not Linux. */
  static Optional<Architecture> ofThisMachine() {
    if (!System.getProperty("os.name").equals("Linux")) {
      return Optional.empty();
    }
    return switch (System.getProperty("os.arch")) {
      case "amd64" -> Optional.of(X86_64);
      case "aarch64" -> Optional.of(AARCH64);
      default -> Optional.empty();
    };
  }
}
