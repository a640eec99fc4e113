package interleave.isolation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;

import interleave.resources.Excess;
import interleave.resources.ResourceGroup;
import interleave.resources.Usage;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A box that was started: its pipes, its end, and the way to end it.
 *
 * <p>Nothing that comes out of {@link #frames()} or {@link #raw()} is to be trusted. Both must be
 * read, or the box stops when a pipe is full.
 */
public final class BoxedProcess implements AutoCloseable {

  private static final long WALLS_SECONDS = 30;
  private static final int WORDS_BYTES = 4096;

  private final Process process;
  private final ResourceGroup group;
  private final String mark;
  private final AtomicReference<@Nullable Excess> excess = new AtomicReference<>();
  private final CompletableFuture<Integer> exit;

  /**
   * Takes charge of a process.
   *
   * @param process the outermost process of the box
   * @param group what counts it and all that come from it
   * @param mark what marks the environment of all its processes, or the empty string if none can
   *     outlive the outermost one
   * @param ended what to do when all are gone
   */
  BoxedProcess(Process process, ResourceGroup group, String mark, Runnable ended) {
    this.process = process;
    this.group = group;
    this.mark = mark;
    // Not on the thread that reaps processes, whose stack is tiny.
    this.exit =
        process
            .onExit()
            .thenApplyAsync(
                dead -> {
                  group.excess().ifPresent(e -> excess.compareAndSet(null, e));
                  group.close();
                  ProcessTree.killMarked(mark);
                  ended.run();
                  return dead.exitValue();
                },
                task -> Thread.ofVirtual().name("box-ended").start(task));
  }

  /** Where our commands are written; the box reads them from descriptor 4. Flush each. */
  public OutputStream commands() {
    return process.getOutputStream();
  }

  /** The box's framed replies, which it writes to descriptor 3. */
  public InputStream frames() {
    return process.getInputStream();
  }

  /** All that the box writes to descriptors 1 and 2, and what the JVM says when it dies. */
  public InputStream raw() {
    return process.getErrorStream();
  }

  /** The host's process id of the outermost process of the box. */
  public long pid() {
    return process.pid();
  }

  /**
   * Completes when the box has ended and its processes and files are gone.
   *
   * @return the JVM's exit code, or 128 and the number of the signal that ended it (137 after
   *     {@link #kill()}); the future never fails
   */
  public CompletableFuture<Integer> exit() {
    return exit.copy();
  }

  /** What all processes of the box use together now. */
  public Usage usage() {
    return group.usage();
  }

  /** The processor time that all processes of the box have used so far. */
  public Duration cpu() {
    return group.cpu();
  }

  /** What the box used too much of, if it was ended for that; known when {@link #exit()} is. */
  public Optional<Excess> excess() {
    return Optional.ofNullable(excess.get());
  }

  /**
   * Changes what all processes of the box together may have of the machine's memory.
   *
   * @param mebibytes in MiB
   */
  public void allowMemory(long mebibytes) {
    group.allowMemory(mebibytes);
  }

  /**
   * Changes the processors that the box runs on, at once.
   *
   * @param number how many; all, if this machine has no more
   */
  public void allowCores(int number) {
    group.allowCores(number);
  }

  /**
   * Changes the box's share of the processors, where a control group keeps it.
   *
   * @param weight see {@link interleave.resources.Limits#cpuWeight()}
   */
  public void allowCpuWeight(int weight) {
    group.allowCpuWeight(weight);
  }

  /** Ends the box if it uses too much. */
  void endIfExcessive() {
    Optional<Excess> found = group.excess();
    if (found.isPresent() && excess.compareAndSet(null, found.get())) {
      kill();
    }
  }

  /**
   * Kills every process of the box, also those that detached themselves, and returns at once or
   * within about 200 ms; {@link #exit()} completes soon after. Killing what is dead does nothing.
   */
  public void kill() {
    ProcessHandle root = process.toHandle();
    ProcessTree.kill(() -> group.processes().stream().filter(pid -> pid != root.pid()).toList());
    try {
      // Bubblewrap ends when its child does, and takes the zombie with it.
      if (!mark.isEmpty() || !process.waitFor(200, MILLISECONDS)) {
        root.destroyForcibly();
      }
    } catch (InterruptedException e) {
      root.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  /** {@linkplain #kill() Kills} the box and closes our ends of its pipes. */
  @Override
  public void close() {
    kill();
    closeQuietly(commands());
    closeQuietly(frames());
    closeQuietly(raw());
  }

  /**
   * Waits until the walls stand.
   *
   * @throws IOException if they do not, with the words of the command that could not build them
   */
  void awaitWalls(String wall) throws IOException {
    CompletableFuture<Void> tooLate =
        CompletableFuture.runAsync(
            this::kill, CompletableFuture.delayedExecutor(WALLS_SECONDS, SECONDS));
    int sign = frames().read();
    if (tooLate.cancel(false) && sign == '\n') {
      return;
    }
    kill();
    String words = new String(raw().readNBytes(WORDS_BYTES), UTF_8).strip();
    throw new IOException(
        "the walls of a box could not be built (%s, exit code %d): %s"
            .formatted(wall, exit.join(), words.isEmpty() ? "no word said" : words));
  }

  private static void closeQuietly(AutoCloseable stream) {
    try {
      stream.close();
    } catch (Exception alreadyBroken) {
      // The other end is dead, which is what was wanted.
    }
  }
}
