package interleave.agent;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Does what processes of a concurrency book do, so that the JVMs which readers' code starts find
 * those classes of the JDK in an archive.
 */
final class TrainingChild {
  private TrainingChild() {}

  /** Takes about half a second; prints to nobody. */
  public static void main(String[] args) throws Exception {
    IO.println("pid " + ProcessHandle.current().pid() + ", " + args.length + " arguments");
    AtomicInteger sum = new AtomicInteger();
    try (ExecutorService pool = Executors.newFixedThreadPool(2);
        ExecutorService virtual = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Integer> one = pool.submit(() -> sum.addAndGet(IntStream.range(0, 100).sum()));
      Future<String> two = virtual.submit(() -> "from " + Thread.currentThread());
      System.out.printf("%d %s %.2f%n", one.get(), two.get(), 0.5);
    }
    Map<String, Integer> counts = new ConcurrentHashMap<>();
    "to be or not to be".chars().forEach(c -> counts.merge("" + (char) c, 1, Integer::sum));
    System.err.println(
        counts.entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(e -> e.getKey() + "=" + e.getValue())
            .collect(Collectors.joining(", ", "{", "}")));
    files();
    sockets();
    new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
    Process child = new ProcessBuilder("true").inheritIO().start();
    System.exit(child.waitFor());
  }

  private static void files() throws IOException {
    Path file = Files.createTempFile("training", ".txt");
    Files.writeString(file, "one\ntwo\n");
    System.out.println(Files.readAllLines(file));
    Files.delete(file);
  }

  private static void sockets() throws IOException, InterruptedException {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread echo = Thread.ofVirtual().start(() -> answer(server));
      try (Socket socket = new Socket(server.getInetAddress(), server.getLocalPort())) {
        PrintWriter out = new PrintWriter(socket.getOutputStream(), true, StandardCharsets.UTF_8);
        out.println("ping");
        System.out.println(reader(socket).readLine());
      }
      echo.join();
    }
  }

  private static void answer(ServerSocket server) {
    try (Socket socket = server.accept()) {
      PrintWriter out = new PrintWriter(socket.getOutputStream(), true, StandardCharsets.UTF_8);
      out.println("pong to " + reader(socket).readLine());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static BufferedReader reader(Socket socket) throws IOException {
    return new BufferedReader(
        new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
  }
}
