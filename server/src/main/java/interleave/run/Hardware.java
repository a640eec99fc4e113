package interleave.run;

import interleave.protocol.Event;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** What this machine is, as it stands beside a measurement. */
final class Hardware {
  private static final String PROCESSOR = processor();

  private Hardware() {}

  /** The machine and how busy it is now. */
  static Event.Machine now() {
    return new Event.Machine(
        Conditions.USUAL.cores(),
        Runtime.version().toString(),
        PROCESSOR,
        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
  }

  private static String processor() {
    try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
      return lines
          .filter(line -> line.startsWith("model name") || line.startsWith("Processor"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse("");
    } catch (IOException | RuntimeException e) {
      return ""; // a kernel that does not tell
    }
  }
}
