package interleave.testing;

import static java.util.stream.Collectors.joining;

import interleave.testing.Needs.Tool;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/** Reports, when all tests have run, which were left out by {@link Needs} and what brings them. */
public final class LeftOut implements TestExecutionListener {
  /** What a machine lacks, as {@link Needs} words it, and the tests that were left out for it. */
  private final Map<String, Set<String>> tests = new TreeMap<>();

  /** Made by JUnit, which finds this class through {@code META-INF/services}. */
  public LeftOut() {}

  @Override
  public synchronized void executionFinished(TestIdentifier test, TestExecutionResult result) {
    if (result.getStatus() != TestExecutionResult.Status.ABORTED) {
      return;
    }
    String reason = result.getThrowable().map(Throwable::getMessage).orElse("");
    for (Tool tool : Tool.values()) {
      int start = reason.indexOf(tool.marker());
      if (start >= 0) {
        tests.computeIfAbsent(reason.substring(start), _ -> new TreeSet<>()).add(name(test));
      }
    }
  }

  @Override
  public synchronized void testPlanExecutionFinished(TestPlan plan) {
    if (!tests.isEmpty()) {
      System.out.print(report());
    }
  }

  private String report() {
    StringBuilder report = new StringBuilder();
    tests.forEach(
        (lack, names) ->
            report
                .append("\nLEFT OUT: ")
                .append(lack)
                .append(names.stream().collect(joining("\n  ", "\n  ", "\n"))));
    String packages =
        Stream.of(Tool.values())
            .filter(tool -> tests.containsKey(tool.marker() + Needs.NOT_INSTALLED))
            .map(Tool::debianPackage)
            .collect(joining(" "));
    if (!packages.isEmpty()) {
      report.append("To run them too: sudo apt-get install -y ").append(packages).append('\n');
    }
    return report.append('\n').toString();
  }

  private static String name(TestIdentifier test) {
    return switch (test.getSource().orElse(null)) {
      case MethodSource method -> method.getClassName() + "." + method.getMethodName();
      case ClassSource type -> type.getClassName() + " (the whole class)";
      case null, default -> test.getDisplayName();
    };
  }
}
