package interleave.web.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import interleave.book.ContentException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DevReloadTest {
  private static final long PATIENCE_SECONDS = 20;

  @TempDir Path root;

  @BeforeEach
  void write() {
    TinySite.write(root);
  }

  /** The lines of the event stream, as they come. */
  private static BlockingQueue<String> listen(TinySite site) throws Exception {
    var request =
        HttpRequest.newBuilder(site.address("/api/reload"))
            .header("Accept", "text/event-stream")
            .build();
    var response = site.client().send(request, BodyHandlers.ofLines());
    assertThat(response.headers().firstValue("Content-Type").orElse(""))
        .startsWith("text/event-stream");
    BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    Stream<String> body = response.body();
    Thread.ofVirtual().start(() -> body.forEach(lines::add));
    await(lines, ": open"); // from here on, a change is told
    return lines;
  }

  private static void await(BlockingQueue<String> lines, String wanted) throws Exception {
    String line;
    do {
      line = lines.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      assertThat(line).as("a line before patience ends").isNotNull();
    } while (!wanted.equals(line));
  }

  private static String page(TinySite site, String path) {
    return new String(site.get(path).body(), StandardCharsets.UTF_8);
  }

  @Test
  void changedChapterIsToldToOpenPages() throws Exception {
    try (var site = TinySite.open(root, true)) {
      var events = listen(site);
      site.put("content/en/07-races.md", TinySite.chapter("races", "New text.\n"));
      await(events, "event: reload");
      assertThat(page(site, "/en/races")).contains("New text.");
      assertThat(site.live().book().chapter("races").orElseThrow().html()).contains("New text.");
    }
  }

  @Test
  void newChapterAndNewPictureFolderAreNoticed() throws Exception {
    try (var site = TinySite.open(root, true)) {
      var events = listen(site);
      site.put("content/en/img/a.svg", "<svg viewBox=\"0 0 9 9\"/>");
      await(events, "event: reload");
      site.put(
          "content/en/09-deadlock.md",
          TinySite.chapter("deadlock", "```svg file=a.svg alt=\"Nine by nine\"\n```\n"));
      await(events, "event: reload");
      assertThat(page(site, "/en/deadlock")).contains("Nine by nine");
    }
  }

  @Test
  void changedStyleSheetGetsANewAddress() throws Exception {
    try (var site = TinySite.open(root, true)) {
      String before = page(site, "/");
      var events = listen(site);
      site.put("static/css/book.css", "body { color: red; }\n");
      await(events, "event: reload");
      assertThat(page(site, "/")).isNotEqualTo(before);
    }
  }

  @Test
  void authoringErrorTakesThePagesPlaceAndHeals() throws Exception {
    try (var site = TinySite.open(root, true)) {
      var events = listen(site);
      site.put("content/en/07-races.md", TinySite.chapter("races", "[x](gone.md)\n"));
      await(events, "event: reload");
      assertThat(site.get("/en/first-threads").statusCode()).isEqualTo(500);
      assertThat(page(site, "/en/races"))
          .contains("<code>content/en/07-races.md:10</code> dead link:", "data-dev");
      assertThat(site.live().book().chapters()).hasSize(2);

      site.put("content/en/07-races.md", TinySite.chapter("races", "Right.\n"));
      await(events, "event: reload");
      assertThat(site.get("/en/races").statusCode()).isEqualTo(200);
      assertThat(page(site, "/en/races")).contains("Right.");
    }
  }

  @Test
  void deadImportOfAModuleIsAnAuthoringErrorToo() throws Exception {
    try (var site = TinySite.open(root, true)) {
      var events = listen(site);
      site.put("static/js/main.js", "\nimport \"./gone.js\";\n");
      await(events, "event: reload");
      assertThat(page(site, "/"))
          .contains(
              "<code>static/js/main.js:2</code> the module imports &quot;./gone.js&quot;, which is"
                  + " not there; correct it or add its webjar");
    }
  }

  @Test
  void authorMayStartWithAnError() throws Exception {
    TinySite.put(root, "content/en/07-races.md", "nothing\n");
    try (var site = TinySite.open(root, true)) {
      assertThat(page(site, "/")).contains("content/en/07-races.md:1");
      assertThat(site.live().book().chapters()).isEmpty();
    }
  }

  @Test
  void readersServerDoesNotStartWithAnError() {
    TinySite.put(root, "content/en/07-races.md", "nothing\n");
    assertThatThrownBy(() -> TinySite.open(root, false).close())
        .isInstanceOf(ContentException.class)
        .hasMessageStartingWith("content/en/07-races.md:1: the chapter has no front matter;");
  }

  @Test
  void changeIsNoticedWithoutAWatchOfTheSystem() throws Exception {
    var changes = new LinkedBlockingQueue<String>();
    try (var watcher =
        new ContentWatcher(List.of(root), () -> changes.add("changed"), Optional.empty())) {
      assertThat(watcher).isNotNull();
      Files.delete(root.resolve("static/notes.secret"));
      assertThat(changes.poll(PATIENCE_SECONDS, TimeUnit.SECONDS)).isEqualTo("changed");
    }
  }

  @Test
  void watcherOutlivesAFailure() throws Exception {
    var changes = new LinkedBlockingQueue<String>();
    Runnable failing =
        () -> {
          changes.add("changed");
          throw new IllegalStateException("on purpose");
        };
    try (var watcher = new ContentWatcher(List.of(root), failing, Optional.empty())) {
      assertThat(watcher).isNotNull();
      TinySite.put(root, "a.txt", "1");
      assertThat(changes.poll(PATIENCE_SECONDS, TimeUnit.SECONDS)).isEqualTo("changed");
      TinySite.put(root, "b.txt", "1");
      assertThat(changes.poll(PATIENCE_SECONDS, TimeUnit.SECONDS)).isEqualTo("changed");
    }
  }
}
