package interleave.isolation;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** The command line of a box's JVM. */
final class JavaCommand {

  private JavaCommand() {}

  /**
   * The command line, with every path as the JVM sees it.
   *
   * @param box the box
   * @param javaHome where the JDK is in the box
   * @param place maps a file of the box from the host's path to that in the box
   * @param home the reader's home and working directory in the box
   * @param tmp the directory for temporary files in the box
   */
  static List<String> of(Box box, Path javaHome, UnaryOperator<Path> place, Path home, Path tmp) {
    List<String> command = new ArrayList<>();
    command.add(javaHome.resolve("bin/java").toString());
    // Otherwise each JVM leaves a shared file in /tmp that others of the machine can map.
    command.add("-XX:-UsePerfData");
    command.add("-Duser.name=reader");
    command.add("-Duser.home=" + home);
    command.add("-Djava.io.tmpdir=" + tmp);
    box.aotCache().ifPresent(cache -> command.add("-XX:AOTCache=" + place.apply(cache)));
    command.addAll(box.jvmOptions());
    // After the options, among which is the heap that the AOT cache was trained with.
    command.add("-Xmx" + box.limits().heapMiB() + "m");
    command.add("-cp");
    command.add(
        box.classPath().stream()
            .map(entry -> place.apply(entry).toString())
            .collect(Collectors.joining(File.pathSeparator)));
    command.add(box.mainClass());
    command.addAll(box.arguments());
    return command;
  }
}
