package interleave.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import interleave.run.Sessions;
import interleave.run.SharedSessions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is refused gets a 4xx with one sentence, and nothing is started. */
@ExtendWith(SharedSessions.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RefusalsTest {
  private static final String FINE = "{\"kind\":\"run\",\"source\":\"1\"}";

  private Sessions sessions;
  private ServedRuns served;
  private ServedRuns.Browser browser;
  private int live;

  @BeforeAll
  void serve(@TempDir Path folder, Sessions shared) throws IOException {
    sessions = shared;
    served = ServedRuns.start(folder, shared);
  }

  @AfterAll
  void end() {
    served.close();
  }

  @BeforeEach
  void open() {
    browser = served.browser();
    live = sessions.live();
  }

  @AfterEach
  void nothingWasStarted() {
    browser.close();
    assertThat(sessions.live()).isEqualTo(live);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          400 | ~~
          400 | {
          400 | null
          400 | []
          400 | "run"
          400 | 1
          400 | {} {}
          400 | {"kind":"run"}
          400 | {"kind":"other","source":"1"}
          400 | {"kind":"run","source":1}
          400 | {"kind":"run","source":null}
          400 | {"kind":"run","source":["1"]}
          400 | {"chapter":"tiny"}
          400 | {"chapter":7,"cell":"base"}
          400 | {"chapter":"tiny","cell":"top","sources":{"base":1}}
          404 | {"chapter":"nowhere","cell":"base"}
          404 | {"chapter":"tiny","cell":"nothing"}
          404 | {"chapter":"../tiny","cell":"base"}
          """)
  void aWrongRequestToRunIsRefused(int status, String json) throws IOException {
    refused(status, browser.post("/api/run", json));
  }

  @Test
  void jsonNestedWithoutEndIsRefused() throws IOException {
    refused(400, browser.post("/api/run", "[".repeat(100_000)));
    refused(400, browser.post("/api/run", "{\"a\":".repeat(50_000)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/plain",
        "application/x-www-form-urlencoded",
        "multipart/form-data",
        "text/json"
      })
  void whatIsNotDeclaredAsJsonIsRefused(String type) throws IOException {
    refused(415, browser.post("/api/run", FINE, "Content-Type", type));
  }

  @Test
  void aRequestWithoutAContentTypeIsRefused() throws IOException {
    refused(
        415,
        browser.send(
            HttpRequest.newBuilder(served.uri("/api/run"))
                .POST(BodyPublishers.ofString(FINE))
                .build()));
  }

  @Test
  void aSourceThatIsTooLongIsRefused() throws IOException {
    refused(413, browser.post("/api/run", run("x".repeat((64 << 10) + 1))));
    refused(413, browser.post("/api/run", run("x".repeat(1 << 20))));
    refused(
        413,
        browser.post(
            "/api/run",
            "{\"chapter\":\"tiny\",\"cell\":\"top\",\"sources\":{\"base\":\""
                + "x".repeat(70_000)
                + "\"}}"));
  }

  @Test
  void anEndlessBodyOfUnknownLengthIsRefused() throws IOException {
    byte[] body = run("x".repeat(3 << 20)).getBytes(StandardCharsets.UTF_8);
    refused(
        413,
        browser.send(
            HttpRequest.newBuilder(served.uri("/api/run"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)))
                .build()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://evil.example",
        "http://localhost:1",
        "http://127.0.0.1",
        "null",
        "",
        "chrome-extension://abc",
        "http://127.0.0.1:PORT.evil.example"
      })
  void aForeignOriginIsRefused(String origin) throws IOException {
    String foreign = origin.replace("PORT", served.authority().substring("127.0.0.1:".length()));
    refused(403, browser.post("/api/run", FINE, "Origin", foreign));
    refused(403, browser.post("/api/stop", "{}", "Origin", foreign));
  }

  @ParameterizedTest
  @ValueSource(strings = {"cross-site", "same-site"})
  void aRequestThatABrowserCallsForeignIsRefused(String site) throws IOException {
    refused(403, browser.post("/api/run", FINE, "Sec-Fetch-Site", site));
    refused(403, browser.post("/api/reset", "{}", "Sec-Fetch-Site", site));
  }

  @Test
  void thePagesOwnRequestsPass() {
    assertThat(
            browser.post("/api/stop", "{}", "Origin", "http://" + served.authority()).statusCode())
        .isEqualTo(200);
    assertThat(browser.post("/api/stop", "{}", "Sec-Fetch-Site", "same-origin").statusCode())
        .isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"evil.example", "localhost.evil.example", "127.0.0.1.evil.example:80", ""})
  void aForeignHostIsRefusedAlsoForReading(String host) throws IOException {
    for (String request :
        new String[] {
          "GET /healthz HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n".formatted(host),
          "POST /api/stop HTTP/1.1\r\nHost: %s\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}"
              .formatted(host)
        }) {
      assertThat(served.raw(request)).matches("(?s)HTTP/1.1 4\\d\\d .*");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost", "LOCALHOST:8080", "127.0.0.1", "[::1]:8080", "book.example"})
  void aHostOfOursPasses(String host) throws IOException {
    assertThat(
            served.raw(
                "GET /healthz HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n".formatted(host)))
        .startsWith("HTTP/1.1 200 ");
  }

  @Test
  void inputForACellThatDoesNotRunIsRefused() throws IOException {
    refused(
        409, browser.post("/api/input", "{\"chapter\":\"tiny\",\"cell\":\"asks\",\"text\":\"x\"}"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          400 | {"chapter":"tiny","cell":"base","source":"1"}
          400 | {"chapter":"tiny","cell":"base","source":"1","cursor":"1"}
          400 | {"chapter":"tiny","cell":"base","source":"1","cursor":1.5}
          400 | {"chapter":"tiny","cell":"base","cursor":1}
          404 | {"chapter":"tiny","cell":"nothing","source":"1","cursor":1}
          404 | {"chapter":"nowhere","cell":"base","source":"1","cursor":1}
          """)
  void aWrongRequestToCompleteIsRefused(int status, String json) throws IOException {
    refused(status, browser.post("/api/complete", json));
  }

  @Test
  void whatIsNotThereIsToldInJson() throws IOException {
    refused(404, browser.post("/api/nothing", FINE));
    HttpResponse<String> get = browser.get("/api/run");
    assertThat(get.statusCode()).isIn(404, 405);
    refused(get.statusCode(), get);
  }

  private static String run(String source) {
    return "{\"kind\":\"run\",\"source\":\"" + source + "\"}";
  }

  private static void refused(int status, HttpResponse<String> answer) throws IOException {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/json");
    JsonNode body = ServedRuns.JSON.readTree(answer.body());
    assertThat(body.fieldNames()).toIterable().containsExactly("error");
    assertThat(body.path("error").asText()).isNotBlank().doesNotContain("Exception", "interleave.");
  }
}
