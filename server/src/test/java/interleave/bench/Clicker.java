package interleave.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Clicks on scratch cells of a served book over loopback, and times what comes back.
 *
 * <p>Like a reader it leaves a page on which nothing new happens: some seconds after the end of the
 * cell's own code, or after a minute.
 */
final class Clicker implements AutoCloseable {
  private static final long STAYS = TimeUnit.SECONDS.toNanos(5);
  private static final long STAYS_AT_MOST = TimeUnit.SECONDS.toNanos(60);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final String address;

  Clicker(String address) {
    this.address = address;
  }

  /** Runs a text as a cell of the scratch chapter. */
  Click cell(String source, Optional<String> cookie) throws IOException, InterruptedException {
    return click("run", source, cookie, System.nanoTime());
  }

  /**
   * Runs a text.
   *
   * @param kind {@code run} for a cell, {@code program} for a whole program
   * @param cookie who clicks; empty for a new reader
   * @param due when the click was due, as {@link System#nanoTime()} tells it: times count from here
   */
  Click click(String kind, String source, Optional<String> cookie, long due)
      throws IOException, InterruptedException {
    HttpResponse<Stream<String>> response =
        client.send(
            request("/api/run", Map.of("kind", kind, "source", source), cookie),
            HttpResponse.BodyHandlers.ofLines());
    double first = Double.NaN;
    double done = Double.NaN;
    List<String> told = new ArrayList<>();
    try (Stream<String> lines = response.body()) {
      for (String line : (Iterable<String>) lines::iterator) {
        double now = (System.nanoTime() - due) / 1e6;
        if (line.startsWith("{\"type\":\"output\"") && Double.isNaN(first)) {
          first = now;
        }
        if (line.startsWith("{\"type\":\"finished\"")) {
          done = now;
        }
        told.add(line);
        // Heartbeats come every other second, so this is looked at even when nothing happens.
        if (now - done > STAYS / 1e6 || now > STAYS_AT_MOST / 1e6) {
          break;
        }
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    return new Click(
        response.statusCode(),
        first,
        done,
        response.headers().firstValue("Set-Cookie").map(c -> c.split(";")[0]),
        told);
  }

  /** Closes a reader's session. */
  void reset(String cookie) throws IOException, InterruptedException {
    HttpResponse<String> response =
        client.send(
            request("/api/reset", Map.of(), Optional.of(cookie)),
            HttpResponse.BodyHandlers.ofString());
    if (response.statusCode() != 200) {
      throw new IOException("a reset was answered with " + response.statusCode());
    }
  }

  /** A figure that the server tells to Prometheus. */
  double gauge(String name) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(URI.create(address + "/metrics")).build();
    return client
        .send(request, HttpResponse.BodyHandlers.ofLines())
        .body()
        .filter(l -> l.startsWith(name + " "))
        .mapToDouble(l -> Double.parseDouble(l.substring(name.length() + 1)))
        .findFirst()
        .orElseThrow(() -> new IOException("the server tells no " + name));
  }

  /** Breaks off what is still under way. */
  @Override
  public void close() {
    client.shutdownNow();
  }

  private HttpRequest request(String path, Map<String, String> body, Optional<String> cookie)
      throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(address + path))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)));
    cookie.ifPresent(c -> request.header("Cookie", c));
    return request.build();
  }
}
