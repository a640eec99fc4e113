package interleave.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import interleave.run.Sessions;
import interleave.run.SharedSessions;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What a reader has: a session for each chapter, known by a cookie. */
@ExtendWith(SharedSessions.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(120)
class ReaderRoutesTest {
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
  void aResetForgetsWhatTheSessionHeld() {
    browser.scratch("int lost = 1;").all();
    assertThat(browser.post("/api/reset", "{\"chapter\":\"scratch\"}").body())
        .isEqualTo("{\"reset\":true}");
    assertThat(browser.scratch("lost").outcome()).isEqualTo("rejected");
  }

  @Test
  void completionsCountInTheVisibleSource() throws IOException {
    HttpResponse<String> answer =
        browser.post(
            "/api/complete",
            "{\"chapter\":\"tiny\",\"cell\":\"base\",\"source\":\"Math.ab\",\"cursor\":7}");
    assertThat(answer.statusCode()).isEqualTo(200);
    JsonNode completed = ServedRuns.JSON.readTree(answer.body());
    assertThat(completed.path("from").asInt()).isEqualTo(5);
    assertThat(completed.path("options"))
        .contains(ServedRuns.JSON.readTree("{\"label\":\"abs(\",\"type\":\"method\"}"));
  }

  @Test
  void sessionsOfTwoBrowsersAreApart() {
    browser.scratch("int mine = 1;").all();
    try (ServedRuns.Browser other = served.browser()) {
      assertThat(other.scratch("mine").outcome()).isEqualTo("rejected");
    }
    assertThat(browser.scratch("mine").outcome()).isEqualTo("completed");
  }

  @Test
  void twoTabsOfOneChapterShareASessionAndTakeTurns() {
    assertThat(browser.scratch("int shared = 1;").outcome()).isEqualTo("completed");
    ServedRuns.Stream first = browser.cell("asks");
    first.awaitType("input-wanted");
    ServedRuns.Stream second = browser.cell("base");
    assertThat(second.awaitType("queued").path("ahead").asInt()).isEqualTo(1);
    browser.post("/api/input", "{\"chapter\":\"tiny\",\"cell\":\"asks\",\"text\":\"x\\n\"}");
    assertThat(first.outcome()).isEqualTo("completed");
    assertThat(second.printed()).isEqualTo("base is 40\n");
  }

  @Test
  void theCookieIsASecretThatScriptsAndOtherSitesDoNotGet() {
    ServedRuns.Stream stream = browser.scratch("1");
    String set = stream.response().headers().firstValue("Set-Cookie").orElseThrow();
    assertThat(set).matches("interleave=[0-9a-f]{32};.*");
    assertThat(set.split(";\\s*"))
        .contains("HttpOnly", "SameSite=Strict", "Path=/")
        .doesNotContain("Secure");
    stream.all();
    assertThat(browser.scratch("1").response().headers().firstValue("Set-Cookie"))
        .as("known already")
        .isEmpty();
    try (ServedRuns.Browser forger = served.browser()) {
      HttpResponse<String> answer =
          forger.post(
              "/api/reset", "{}", "Cookie", "interleave=../etc", "X-Forwarded-Proto", "https");
      assertThat(answer.headers().firstValue("Set-Cookie").orElse(""))
          .as("a forged one is replaced, and kept to HTTPS where that is spoken")
          .matches("interleave=[0-9a-f]{32};.*")
          .contains("Secure");
    }
  }

  @Test
  void healthAndMetricsAreTold() {
    browser.scratch("1").all();
    assertThat(browser.get("/healthz").body()).isEqualTo("ok");
    HttpResponse<String> metrics = browser.get("/metrics");
    assertThat(metrics.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/plain");
    assertThat(metrics.body())
        .containsPattern("(?m)^interleave_sessions [1-9]")
        .contains("interleave_runs_waiting")
        .contains("outcome=\"too-much-output\"");
  }
}
