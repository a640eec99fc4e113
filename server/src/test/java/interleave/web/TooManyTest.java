package interleave.web;

import static org.assertj.core.api.Assertions.assertThat;

import interleave.run.Boxes;
import interleave.run.RunLimits;
import interleave.run.Sessions;
import interleave.run.SharedSessions;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who asks for too much is told so, and when to try again; others are served. */
@ExtendWith(SharedSessions.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TooManyTest {
  /** Refused by the compiler at once, so that a run costs little. */
  private static final String RUN = "{\"kind\":\"run\",\"source\":\"int x = true;\"}";

  private static final String WAIT =
      "{\"kind\":\"run\",\"source\":\"new CountDownLatch(1).await();\"}";

  private final AtomicInteger addresses = new AtomicInteger();
  private Sessions sessions;
  private ServedRuns open;
  private ServedRuns behindProxy;

  @BeforeAll
  void serve(@TempDir Path folder, Boxes boxes) throws Exception {
    sessions =
        new Sessions(
            boxes,
            RunLimits.of(
                "runs-per-reader=3",
                "runs-per-address=5",
                "sessions-per-address=2",
                "timeout=20s",
                "compile=20s",
                "source=2k",
                "engines=1",
                "spares=1"),
            (outcome, wall) -> {});
    sessions.awaitReady();
    open = ServedRuns.start(folder.resolve("open"), sessions);
    behindProxy = ServedRuns.start(folder.resolve("behind"), sessions, true);
  }

  @AfterAll
  void end() {
    open.close();
    behindProxy.close();
    sessions.close();
  }

  @Test
  void aReaderWhoStartsTooManyRunsIsToldWhenToTryAgain() {
    String address = address();
    try (ServedRuns.Browser eager = behindProxy.browser();
        ServedRuns.Browser other = behindProxy.browser()) {
      for (int i = 0; i < 3; i++) {
        assertThat(run(eager, address).statusCode()).isEqualTo(200);
      }
      HttpResponse<String> refused = run(eager, address);
      assertThat(refused.statusCode()).isEqualTo(429);
      long seconds = Long.parseLong(refused.headers().firstValue("Retry-After").orElseThrow());
      assertThat(seconds).isBetween(1L, 20L);
      assertThat(refused.body())
          .isEqualTo(
              "{\"error\":\"You have started 3 runs within a minute; please try again in "
                  + seconds
                  + " s.\"}");
      assertThat(run(other, address).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void newCookiesDoNotHelpAnAddressThatStartsTooManyRuns() {
    String address = address();
    for (int i = 0; i < 5; i++) {
      try (ServedRuns.Browser fresh = behindProxy.browser()) {
        assertThat(run(fresh, address).statusCode()).isEqualTo(200);
      }
    }
    try (ServedRuns.Browser fresh = behindProxy.browser()) {
      HttpResponse<String> refused = run(fresh, address);
      assertThat(refused.statusCode()).isEqualTo(429);
      assertThat(refused.headers().firstValue("Retry-After")).isPresent();
      assertThat(refused.body())
          .contains("5 runs were started from your network address within a minute; please try");
      assertThat(run(fresh, address()).statusCode()).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "2001:db8:1:2::1, 2001:db8:1:2:ffff::9",
    "[2001:db8:1:3::1]:4711, 2001:db8:1:3::2",
    "198.51.100.7:4711, 198.51.100.7",
    "::ffff:198.51.100.9, 198.51.100.9"
  })
  void oneNetworkIsOneAddressHoweverItIsWritten(String one, String other) {
    for (int i = 0; i < 5; i++) {
      try (ServedRuns.Browser fresh = behindProxy.browser()) {
        assertThat(run(fresh, i % 2 == 0 ? one : other).statusCode()).isEqualTo(200);
      }
    }
    try (ServedRuns.Browser fresh = behindProxy.browser()) {
      assertThat(run(fresh, other).statusCode()).isEqualTo(429);
    }
  }

  @Test
  void onlyTheProxysOwnWordCounts() {
    String address = address();
    for (int i = 0; i < 5; i++) {
      try (ServedRuns.Browser liar = behindProxy.browser()) {
        assertThat(run(liar, address() + ", " + address).statusCode()).isEqualTo(200);
      }
    }
    try (ServedRuns.Browser liar = behindProxy.browser()) {
      assertThat(run(liar, address() + ", " + address).statusCode()).isEqualTo(429);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "localhost", "evil.example", "1.2.3.4.5", "::::", "-", "a,"})
  void aWordThatIsNoAddressIsTheConnectionsOwn(String word) throws Exception {
    try (ServedRuns.Browser browser = behindProxy.browser()) {
      // Others of this test share the connection's address, so both answers are fine.
      assertThat(run(browser, word).statusCode()).isIn(200, 429);
    }
  }

  @Test
  void withoutAProxyItsHeaderIsIgnored() {
    int refused = 0;
    for (int i = 0; i < 7; i++) {
      try (ServedRuns.Browser liar = open.browser()) {
        refused += run(liar, address()).statusCode() == 429 ? 1 : 0;
      }
    }
    assertThat(refused).isPositive();
  }

  @Test
  void anAddressWhoseSessionsAreAllBusyIsToldWhenToTryAgain() {
    String address = address();
    try (ServedRuns.Browser one = behindProxy.browser();
        ServedRuns.Browser two = behindProxy.browser();
        ServedRuns.Browser three = behindProxy.browser()) {
      ServedRuns.Stream first = one.run(WAIT, "X-Forwarded-For", address);
      ServedRuns.Stream second = two.run(WAIT, "X-Forwarded-For", address);
      HttpResponse<String> refused = run(three, address);
      assertThat(refused.statusCode()).isEqualTo(429);
      assertThat(refused.headers().firstValue("Retry-After")).contains("20");
      assertThat(refused.body())
          .contains(
              "Cells of 2 sessions are running for your network address already; please try again"
                  + " in 20 s.");
      one.post("/api/stop", "{}", "X-Forwarded-For", address);
      assertThat(first.outcome()).isEqualTo("stopped");
      assertThat(run(three, address).statusCode()).as("an idle one makes room").isEqualTo(200);
      two.post("/api/stop", "{}", "X-Forwarded-For", address);
      assertThat(second.outcome()).isEqualTo("stopped");
    }
  }

  @Test
  void theLongestSourceIsTheOperatorsToSet() {
    try (ServedRuns.Browser browser = behindProxy.browser()) {
      HttpResponse<String> refused =
          browser.post("/api/run", "{\"kind\":\"run\",\"source\":\"" + "x".repeat(2049) + "\"}");
      assertThat(refused.statusCode()).isEqualTo(413);
      assertThat(refused.body()).contains("2048 characters");
    }
  }

  /** An address of the documentation's range (RFC 5737) that no test has used. */
  private String address() {
    return "203.0.113." + addresses.incrementAndGet();
  }

  private static HttpResponse<String> run(ServedRuns.Browser browser, String address) {
    return browser.post("/api/run", RUN, "X-Forwarded-For", address);
  }
}
