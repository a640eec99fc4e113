package interleave.isolation;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What has to be started for a box, as plain data.
 *
 * <p>The started command writes one line feed to its standard output when the walls stand, just
 * before it becomes the box's JVM; whatever it says before on its standard error is why they do
 * not.
 *
 * @param argv the program, found by the PATH of the environment, and its arguments
 * @param environment the whole environment; nothing is inherited
 * @param descriptors contents of files that must be open for reading at these descriptors, 3 to 9
 * @param directory the working directory
 */
public record LaunchCommand(
    List<String> argv,
    Map<String, String> environment,
    Map<Integer, byte[]> descriptors,
    Path directory) {

  /**
   * Copies the collections.
   *
   * @throws IllegalArgumentException if a descriptor is not in 3 to 9
   */
  public LaunchCommand {
    argv = List.copyOf(argv);
    environment = Map.copyOf(environment);
    descriptors = new TreeMap<>(descriptors);
    for (int descriptor : descriptors.keySet()) {
      // POSIX shells need only understand one digit before a redirection.
      if (descriptor < 3 || descriptor > 9) {
        throw new IllegalArgumentException("descriptor " + descriptor + " is not in 3 to 9");
      }
    }
  }
}
