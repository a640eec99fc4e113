package interleave.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import interleave.book.Book;
import interleave.run.Sessions;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** The server over a book of one chapter and real sessions, and browsers that talk HTTP to it. */
final class ServedRuns implements AutoCloseable {
  static final ObjectMapper JSON = new ObjectMapper();

  private static final Duration PATIENCE = Duration.ofSeconds(40);

  private static final String CHAPTER =
      """
      ---
      id: tiny
      title: A tiny chapter
      part: I A part
      summary: A sentence.
      seeds: []
      objectives: [an objective]
      teaches: [a concept]
      ---

      ```java run id=base expect="base is 40"
      # int hidden = 20;
      int base = hidden * 2;
      System.out.println("base is " + base);
      # int after = base + 2;
      ```

      ```java run id=top needs=base expect="42"
      after
      ```

      ```java run id=asks timeout=30s outcome=timeout
      System.out.println("your name?");
      String name = new Scanner(System.in).nextLine();
      System.out.println("hi " + name);
      ```

      ```java program id=whole expect="a program"
      void main() {
        IO.println("a program");
      }
      ```

      ```java exercise id=sum
      int sum(int a, int b) { return 0; }
      ```

      ```java check for=sum
      if (sum(2, 3) != 5) throw new AssertionError("2 and 3 do not make 5 yet.");
      System.out.println("Well done.");
      ```

      ```java solution for=sum
      int sum(int a, int b) { return a + b; }
      ```

      ```java broken for=sum
      int sum(int a, int b) { return a - b; }
      ```
      """;

  private final WebServer server;

  private ServedRuns(Book book, Sessions sessions, boolean behindProxy) throws IOException {
    Metrics metrics = new Metrics();
    server =
        WebServer.start(
            new WebServer.Address("127.0.0.1", 0, Set.of("book.example"), behindProxy),
            () -> book,
            sessions,
            metrics,
            routes -> {});
    metrics.watch(sessions);
  }

  /** Writes the book into a folder and serves it on a free port. */
  static ServedRuns start(Path folder, Sessions sessions) throws IOException {
    return start(folder, sessions, false);
  }

  /** The same, perhaps with a proxy in front that names the reader's address. */
  static ServedRuns start(Path folder, Sessions sessions, boolean behindProxy) throws IOException {
    Path english = Files.createDirectories(folder.resolve("content").resolve("en"));
    Files.writeString(english.resolve("01-tiny.md"), CHAPTER);
    return new ServedRuns(Book.read(english), sessions, behindProxy);
  }

  String authority() {
    return "127.0.0.1:" + server.port();
  }

  /** A browser with cookies of its own. */
  Browser browser() {
    return new Browser();
  }

  /** Sends bytes as they are, and returns all that is answered. */
  String raw(String request) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", server.port())) {
      socket.setSoTimeout((int) PATIENCE.toMillis());
      socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Override
  public void close() {
    server.close();
  }

  /** A client that keeps its cookie. */
  final class Browser implements AutoCloseable {
    private final CookieManager cookies = new CookieManager();
    private final HttpClient client = HttpClient.newBuilder().cookieHandler(cookies).build();

    HttpResponse<String> get(String path) {
      return send(HttpRequest.newBuilder(uri(path)).build());
    }

    /** Posts JSON; header names and values by turns. */
    HttpResponse<String> post(String path, String json, String... headers) {
      return send(request(path, json, headers).build());
    }

    HttpResponse<String> send(HttpRequest request) {
      try {
        return client.send(request, BodyHandlers.ofString());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }

    HttpRequest.Builder request(String path, String json, String... headers) {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(uri(path)).timeout(PATIENCE).POST(BodyPublishers.ofString(json));
      request.header("Content-Type", "application/json");
      for (int i = 0; i < headers.length; i += 2) {
        request.setHeader(headers[i], headers[i + 1]);
      }
      return request;
    }

    /** Runs a cell; its events are read as they come. */
    Stream run(String json, String... headers) {
      try {
        return new Stream(
            client.send(request("/api/run", json, headers).build(), BodyHandlers.ofInputStream()));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }

    /** Runs a text of no chapter. */
    Stream scratch(String source) {
      return run(JSON.createObjectNode().put("kind", "run").put("source", source).toString());
    }

    Stream cell(String cell) {
      return run("{\"chapter\":\"tiny\",\"cell\":\"" + cell + "\"}");
    }

    /** Closes its connections, as a closed tab does. */
    @Override
    public void close() {
      client.shutdownNow();
    }
  }

  URI uri(String path) {
    return URI.create("http://" + authority() + path);
  }

  /** The events of one answer. */
  static final class Stream {
    private final HttpResponse<InputStream> response;
    private final BufferedReader lines;
    private final List<JsonNode> events = new ArrayList<>();

    private Stream(HttpResponse<InputStream> response) {
      this.response = response;
      this.lines =
          new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
    }

    HttpResponse<InputStream> response() {
      return response;
    }

    /** Reads on until an event is as wanted. */
    JsonNode await(Predicate<JsonNode> wanted) {
      try {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          JsonNode event = JSON.readTree(line);
          events.add(event);
          if (wanted.test(event)) {
            return event;
          }
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      throw new AssertionError("it did not come; there came " + events);
    }

    JsonNode awaitType(String type) {
      return await(e -> e.path("type").asText().equals(type));
    }

    /** Reads to the end of the answer; all events, heartbeats left out. */
    List<JsonNode> all() {
      try {
        await(e -> false);
      } catch (AssertionError atTheEnd) {
        // As it should be.
      }
      return events.stream().filter(e -> !e.path("type").asText().equals("heartbeat")).toList();
    }

    /** The only event of a type. */
    JsonNode only(String type) {
      List<JsonNode> found =
          all().stream().filter(e -> e.path("type").asText().equals(type)).toList();
      if (found.size() != 1) {
        throw new AssertionError("one " + type + " wanted; there came " + events);
      }
      return found.getFirst();
    }

    /** What the requested cell printed. */
    String printed() {
      StringBuilder text = new StringBuilder();
      all().stream()
          .filter(e -> e.path("type").asText().equals("output") && !e.has("cell"))
          .forEach(e -> text.append(e.path("text").asText()));
      return text.toString();
    }

    String outcome() {
      return only("finished").path("outcome").asText();
    }
  }
}
