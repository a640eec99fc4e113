package interleave.isolation;

import static java.util.concurrent.TimeUnit.SECONDS;

import interleave.resources.ResourceControl;
import interleave.resources.ResourceGroup;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.UnaryOperator;

/**
 * Starts boxes, all from one permanent platform thread: the kernel ends a box with the thread that
 * started it, and so with the server, however that dies.
 *
 * <p>Safe for use by many threads.
 */
public final class Launcher implements AutoCloseable {

  /** How long to wait for killed processes; longer only if the kernel itself hangs. */
  private static final long CLOSE_SECONDS = 5;

  private final Isolation isolation;
  private final ResourceControl control;
  private final BoxUser user;
  private final Staging staging;
  private final ExecutorService spawner;
  private final Set<BoxedProcess> live = ConcurrentHashMap.newKeySet();
  private final Watchdog watchdog;

  /**
   * A launcher with a directory of its own below {@code java.io.tmpdir}, which it removes when it
   * is closed, along with those that launchers of dead servers have left.
   *
   * @param isolation the wall of all boxes
   * @param control what holds the processes of a box together to its limits
   * @throws IOException if the directory cannot be made
   */
  public Launcher(Isolation isolation, ResourceControl control) throws IOException {
    this.isolation = isolation;
    this.control = control;
    this.user = user(isolation);
    this.staging = Staging.create(user);
    this.spawner =
        Executors.newFixedThreadPool(
            1, Thread.ofPlatform().name("box-launcher").daemon().factory());
    this.watchdog = new Watchdog(() -> live);
  }

  /**
   * A launcher with the best control of resources that this machine offers.
   *
   * @param isolation the wall of all boxes
   * @throws IOException if its directory cannot be made
   */
  public Launcher(Isolation isolation) throws IOException {
    this(isolation, ResourceControl.best(reason -> {}));
  }

  /** What holds the processes of a box together to its limits. */
  public ResourceControl control() {
    return control;
  }

  /** The wall of all boxes of this launcher. */
  public Isolation isolation() {
    return isolation;
  }

  /**
   * Starts a box and returns when its walls stand and its JVM is about to start: within about 15 ms
   * on an idle machine.
   *
   * @throws IOException if the walls cannot be built; the message ends with the words of the
   *     command that failed
   */
  public BoxedProcess launch(Box box) throws IOException {
    return launch(box, UnaryOperator.identity());
  }

  /**
   * Starts a box with its command changed, to try what happens without one of the walls' layers.
   */
  BoxedProcess launch(Box box, UnaryOperator<LaunchCommand> change) throws IOException {
    Path scratch = staging.newScratch();
    try {
      Box kept = staging.readable(box).withLimits(control.keptByTheBox(box.limits()));
      LaunchCommand command = change.apply(isolation.command(kept, scratch));
      ResourceGroup group = control.group(scratch.getFileName().toString(), box.limits());
      BoxedProcess boxed = start(command, group, scratch);
      live.add(boxed);
      boxed.exit().whenComplete((_, _) -> live.remove(boxed));
      if (spawner.isShutdown()) {
        boxed.kill(); // started while the launcher was being closed
      }
      boxed.awaitWalls(isolation.name());
      return boxed;
    } catch (IOException | RuntimeException e) {
      staging.delete(scratch);
      throw e;
    }
  }

  /** Kills every box that is still alive, and removes the launcher's directory. */
  @Override
  public void close() {
    watchdog.close();
    spawner.shutdown();
    List<BoxedProcess> last = List.copyOf(live);
    last.forEach(BoxedProcess::kill);
    last.forEach(boxed -> boxed.exit().completeOnTimeout(-1, CLOSE_SECONDS, SECONDS).join());
    staging.close();
  }

  private BoxedProcess start(LaunchCommand command, ResourceGroup group, Path scratch)
      throws IOException {
    try {
      Process process = spawn(command);
      try {
        group.add(process.pid());
        handOver(process);
      } catch (IOException e) {
        process.destroyForcibly();
        throw new IOException("cannot start a box: " + e.getMessage(), e);
      }
      return new BoxedProcess(process, group, mark(scratch), () -> staging.delete(scratch));
    } catch (IOException | RuntimeException e) {
      group.close();
      throw e;
    }
  }

  private Process spawn(LaunchCommand command) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(throughShell(command)).directory(command.directory().toFile());
    Map<String, String> environment = builder.environment();
    environment.clear();
    environment.putAll(command.environment());
    CompletableFuture<Process> starting = new CompletableFuture<>();
    try {
      spawner.execute(() -> start(builder, starting));
      return starting.get();
    } catch (ExecutionException e) {
      throw new IOException("cannot start a box: " + e.getCause(), e);
    } catch (RejectedExecutionException e) {
      throw new IOException("cannot start a box: the launcher is closed", e);
    } catch (InterruptedException e) {
      starting.thenAccept(Process::destroyForcibly);
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while starting a box");
    }
  }

  private static void start(ProcessBuilder builder, CompletableFuture<Process> starting) {
    try {
      starting.complete(builder.start());
    } catch (IOException | RuntimeException e) {
      starting.completeExceptionally(e);
    }
  }

  /** Gives the pipes to the box's user, which could not open them by name otherwise, and starts. */
  private void handOver(Process process) throws IOException {
    for (int descriptor = 0; user.differs() && descriptor < 3; descriptor++) {
      Files.setAttribute(
          Path.of("/proc/%d/fd/%d".formatted(process.pid(), descriptor)),
          "unix:uid",
          user.uid().orElseThrow());
    }
    process.getOutputStream().write('\n');
    process.getOutputStream().flush();
  }

  /**
   * Puts a shell in front, which waits for its pipes to be ready, opens the descriptors beyond the
   * three that Java can hand to a child, and becomes the command.
   */
  private List<String> throughShell(LaunchCommand command) throws IOException {
    StringBuilder script = new StringBuilder("read -r go && exec \"$@\"");
    for (Map.Entry<Integer, byte[]> entry : command.descriptors().entrySet()) {
      String file = staging.fileWith(entry.getValue()).toString().replace("'", "'\\''");
      script.append(' ').append(entry.getKey()).append("<'").append(file).append('\'');
    }
    List<String> argv = new ArrayList<>(List.of("/bin/sh", "-c", script.toString(), "sh"));
    argv.addAll(command.argv());
    return argv;
  }

  /** How processes of a box are found that left its tree; in a pid namespace none can. */
  private String mark(Path scratch) {
    return switch (isolation) {
      case Bubblewrap _ -> "";
      case Landlock _, None _ -> scratch.getFileName().toString();
    };
  }

  private static BoxUser user(Isolation isolation) {
    return switch (isolation) {
      case Bubblewrap bubblewrap -> bubblewrap.user();
      case Landlock landlock -> landlock.user();
      case None none -> none.user();
    };
  }
}
