package interleave.protocol;

import java.io.BufferedInputStream;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Opens the line that a boxed JVM has to its server: descriptors of their own, so that nothing
 * printed, and no child process, can get between.
 */
public final class ServerLine {
  private static final int REPLIES = 3;
  private static final int COMMANDS = 4;

  private ServerLine() {}

  /**
   * What the server says.
   *
   * @throws IOException when this JVM was not started by a server
   */
  public static InputStream commands() throws IOException {
    return new BufferedInputStream(new FileInputStream(path(COMMANDS)));
  }

  /**
   * Where the server listens; not buffered.
   *
   * @throws IOException when this JVM was not started by a server
   */
  public static OutputStream replies() throws IOException {
    return new FileOutputStream(path(REPLIES));
  }

  // Java opens no descriptor by its number; Linux and macOS show them as files.
  private static String path(int descriptor) {
    String linux = "/proc/self/fd/" + descriptor;
    return Files.exists(Path.of(linux)) ? linux : "/dev/fd/" + descriptor;
  }
}
