package interleave.browser;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code interleave serve} in a process of its own, from the class path of the tests.
 *
 * @param process the server
 * @param port where it listens on loopback
 */
public record ServerProcess(Process process, int port) implements AutoCloseable {
  private static final Pattern ADDRESS = Pattern.compile("http://localhost:(\\d+)");

  /**
   * Starts a server and waits until it listens.
   *
   * @param port 0 for any free one
   * @throws IOException when it ends before it listens
   */
  public static ServerProcess start(int port) throws IOException {
    return start(port, ProcessBuilder.Redirect.INHERIT);
  }

  /**
   * Starts a server and waits until it listens.
   *
   * @param port 0 for any free one
   * @param log where its log goes
   * @param options more words for its command line
   * @throws IOException when it ends before it listens
   */
  public static ServerProcess start(int port, ProcessBuilder.Redirect log, String... options)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("--enable-native-access=ALL-UNNAMED");
    for (String name : List.of("sandbox.jar", "aot", "content", "static")) {
      command.add("-Dinterleave." + name + "=" + System.getProperty("interleave." + name));
    }
    command.add("-Dinterleave.exit.with.parent=true");
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.addAll(List.of("interleave.cli.Main", "serve", "--port", Integer.toString(port)));
    command.addAll(List.of(options));
    Process process = new ProcessBuilder(command).redirectError(log).start();
    return new ServerProcess(process, port(process));
  }

  /** The address of the book on it. */
  public String address() {
    return "http://localhost:" + port;
  }

  /** Ends it as Ctrl+C does, and waits until it has put everything away. */
  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  private static int port(Process server) throws IOException {
    BufferedReader words =
        new BufferedReader(new InputStreamReader(server.getInputStream(), StandardCharsets.UTF_8));
    for (String line = words.readLine(); line != null; line = words.readLine()) {
      Matcher matcher = ADDRESS.matcher(line);
      if (matcher.find()) {
        return Integer.parseInt(matcher.group(1));
      }
    }
    throw new IOException("the server ended before it listened");
  }
}
