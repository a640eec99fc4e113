package interleave.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import interleave.run.Sessions;
import interleave.run.SharedSessions;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SharedSessions.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(120)
class RunRoutesTest {
  private static final String SCRATCH = "{\"chapter\":\"scratch\",\"cell\":\"scratch\"}";

  private ServedRuns served;
  private ServedRuns.Browser browser;

  @BeforeAll
  void serve(@TempDir Path folder, Sessions sessions) throws IOException {
    served = ServedRuns.start(folder, sessions);
  }

  @AfterAll
  void end() {
    served.close();
  }

  @BeforeEach
  void open() {
    browser = served.browser();
  }

  @AfterEach
  void close() {
    browser.close();
  }

  @Test
  void aRunIsAnsweredWithOneEventALine() {
    ServedRuns.Stream stream = browser.scratch("System.out.println(\"hi\");\n6 * 7");
    assertThat(stream.response().statusCode()).isEqualTo(200);
    assertThat(stream.response().headers().firstValue("Content-Type").orElseThrow())
        .startsWith("application/x-ndjson");
    assertThat(stream.response().headers().firstValue("Cache-Control")).contains("no-store");
    assertThat(stream.response().headers().firstValue("X-Accel-Buffering")).contains("no");
    assertThat(stream.all())
        .extracting(e -> e.path("type").asText())
        .containsExactly("output", "value", "finished");
    JsonNode output = stream.only("output");
    assertThat(output.path("text").asText()).isEqualTo("hi\n");
    assertThat(output.path("thread").asText()).isEqualTo("main");
    assertThat(output.path("threadId").asLong()).isPositive();
    assertThat(stream.only("value").path("text").asText()).isEqualTo("42");
    assertThat(stream.only("finished").path("cores").asInt())
        .isEqualTo(Runtime.getRuntime().availableProcessors());
  }

  @Test
  void aProblemStandsAtItsPlaceInTheSource() {
    String source = "int a = 1;\r\nint b = \"text\";";
    JsonNode problem = browser.scratch(source).only("problem");
    assertThat(problem.path("line").asInt()).isEqualTo(2);
    assertThat(
            source
                .replace("\r\n", "\n")
                .substring(problem.path("start").asInt(), problem.path("end").asInt()))
        .isEqualTo("\"text\"");
  }

  @Test
  void outputArrivesWhileTheCellRuns() {
    ServedRuns.Stream stream = browser.cell("asks");
    stream.awaitType("output");
    stream.awaitType("input-wanted");
    assertThat(input("{\"chapter\":\"tiny\",\"cell\":\"asks\",\"text\":\"Ada\\n\"}").statusCode())
        .isEqualTo(200);
    assertThat(stream.printed()).isEqualTo("your name?\nhi Ada\n");
    assertThat(stream.outcome()).isEqualTo("completed");
  }

  @Test
  void theEndOfTheInputIsTold() {
    ServedRuns.Stream stream = browser.scratch("System.in.read()");
    stream.awaitType("input-wanted");
    assertThat(
            input("{\"chapter\":\"scratch\",\"cell\":\"scratch\",\"text\":\"\",\"eof\":true}")
                .statusCode())
        .isEqualTo(200);
    assertThat(stream.only("value").path("text").asText()).isEqualTo("-1");
  }

  @Test
  void aHeartbeatComesWhileNothingHappens() {
    ServedRuns.Stream stream = browser.scratch("new CountDownLatch(1).await();");
    long began = System.nanoTime();
    stream.awaitType("heartbeat");
    stream.awaitType("heartbeat");
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(20));
    stop();
    assertThat(stream.outcome()).isEqualTo("stopped");
  }

  @Test
  void aStopEndsARunAndSaysSo() {
    ServedRuns.Stream stream = browser.scratch("System.out.println(\"go\");\nwhile (true);");
    stream.awaitType("output");
    assertThat(stop().body()).isEqualTo("{\"stopped\":true}");
    assertThat(stream.outcome()).isEqualTo("stopped");
    assertThat(stop().body()).isEqualTo("{\"stopped\":false}");
  }

  @Test
  void whatACellOfAChapterNeedsRunsFirstWithItsHiddenLines() {
    List<JsonNode> events = browser.cell("top").all();
    assertThat(events)
        .extracting(e -> e.path("type").asText() + " " + e.path("cell").asText())
        .containsExactly("output base", "ran base", "value ", "finished ");
    assertThat(events.get(2).path("text").asText()).isEqualTo("42");
  }

  @Test
  void theReadersTextOfANeededCellIsTaken() {
    ServedRuns.Stream stream =
        browser.run(
            "{\"chapter\":\"tiny\",\"cell\":\"top\",\"source\":\"after * 10\","
                + "\"sources\":{\"base\":\"int base = hidden;\"}}");
    assertThat(stream.only("value").path("text").asText()).isEqualTo("220");
  }

  @Test
  void whatThePageBelievesAfterARestartOfTheServerIsPutRight() {
    ServedRuns.Stream stream =
        browser.run("{\"chapter\":\"tiny\",\"cell\":\"top\",\"ran\":[\"base\"]}");
    assertThat(stream.only("restarted").path("reason").asText()).isNotBlank();
    assertThat(stream.only("ran").path("cell").asText()).isEqualTo("base");
    assertThat(stream.outcome()).isEqualTo("completed");
  }

  @Test
  void aProgramOfAChapterAndOneOfTheReadersRun() {
    assertThat(browser.cell("whole").printed()).isEqualTo("a program\n");
    assertThat(
            browser
                .run("{\"kind\":\"program\",\"source\":\"void main() { IO.println(7); }\"}")
                .printed())
        .isEqualTo("7\n");
  }

  @Test
  void anExerciseIsJudgedByItsCheck() {
    ServedRuns.Stream starter = browser.cell("sum");
    assertThat(starter.outcome()).isEqualTo("threw");
    assertThat(starter.only("threw").path("message").asText())
        .isEqualTo("2 and 3 do not make 5 yet.");
    ServedRuns.Stream solved =
        browser.run(
            "{\"chapter\":\"tiny\",\"cell\":\"sum\",\"source\":\"int sum(int a, int b) { return a +"
                + " b; }\"}");
    assertThat(solved.outcome()).isEqualTo("completed");
    assertThat(solved.printed()).isEqualTo("Well done.\n");
  }

  @Test
  void lateOutputKeepsTheAnswerOpen() {
    ServedRuns.Stream stream =
        browser.scratch(
            "var go = new CountDownLatch(1);\n"
                + "Thread.ofPlatform().name(\"w-9\").start(() -> {\n"
                + "  try { System.in.read(); } catch (IOException e) { }\n"
                + "  System.out.println(\"late\");\n"
                + "});");
    assertThat(stream.awaitType("finished").path("outcome").asText()).isEqualTo("completed");
    JsonNode lingering = stream.awaitType("still-running");
    assertThat(lingering.path("threads").get(0).path("thread").asText()).isEqualTo("w-9");
    assertThat(lingering.path("processes")).isEmpty();
    input("{\"chapter\":\"scratch\",\"cell\":\"scratch\",\"text\":\"\\n\"}");
    assertThat(stream.printed()).isEqualTo("late\n");
  }

  @Test
  void aClientThatGoesAwayInMidRunEndsTheRun() throws InterruptedException {
    ServedRuns.Stream stream = browser.scratch("System.out.println(\"go\");\nwhile (true);");
    stream.awaitType("output");
    String cookie = cookie(stream.response());
    browser.close();
    try (ServedRuns.Browser other = served.browser()) {
      long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
      HttpResponse<String> answer;
      do {
        Thread.sleep(100); // nobody is left to be told
        answer =
            other.post(
                "/api/input",
                "{\"chapter\":\"scratch\",\"cell\":\"scratch\",\"text\":\"\"}",
                "Cookie",
                cookie);
      } while (answer.statusCode() == 200 && System.nanoTime() < deadline);
      assertThat(answer.statusCode()).as("input for a cell that no longer runs").isEqualTo(409);
    }
  }

  private HttpResponse<String> stop() {
    return browser.post("/api/stop", SCRATCH);
  }

  private HttpResponse<String> input(String json) {
    return browser.post("/api/input", json);
  }

  private static String cookie(HttpResponse<?> response) {
    return response.headers().firstValue("Set-Cookie").orElseThrow().split(";", 2)[0];
  }
}
