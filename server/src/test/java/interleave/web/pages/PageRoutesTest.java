package interleave.web.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PageRoutesTest {
  @TempDir static Path root;
  private static TinySite site;

  @BeforeAll
  static void open() {
    TinySite.write(root);
    site = TinySite.open(root, false);
  }

  @AfterAll
  static void close() {
    site.close();
  }

  private static String text(HttpResponse<byte[]> response) {
    return new String(response.body(), StandardCharsets.UTF_8);
  }

  private static String unzipped(HttpResponse<byte[]> response) throws IOException {
    try (var in = new GZIPInputStream(new ByteArrayInputStream(response.body()))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static String header(HttpResponse<?> response, String name) {
    return response.headers().firstValue(name).orElse("");
  }

  private static String type(HttpResponse<?> response) {
    return header(response, "Content-Type").replace(" ", "").toLowerCase(Locale.ROOT);
  }

  /** The address of a static file, taken from a page. */
  private static String address(String file) {
    var found =
        Pattern.compile("\"(/static/[^/]+/" + Pattern.quote(file) + ")\"")
            .matcher(text(site.get("/en/races")));
    assertThat(found.find()).as("a link to %s", file).isTrue();
    return found.group(1);
  }

  @Test
  void chapterIsServedAsAPage() {
    var response = site.get("/en/races");
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(text(response)).contains("<h1>The title of races</h1>");
    assertThat(type(response)).isEqualTo("text/html;charset=utf-8");
    assertThat(header(response, "Cache-Control")).isEqualTo("no-cache");
    assertThat(header(response, "Vary")).isEqualTo("Accept-Encoding");
    assertThat(header(response, "X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(header(response, "Content-Encoding")).isEmpty();
  }

  @Test
  void slashAtTheEndMakesNoDifference() {
    assertThat(text(site.get("/en/races/"))).isEqualTo(text(site.get("/en/races")));
  }

  @Test
  void coverIsServedAtTheRoot() {
    assertThat(text(site.get("/"))).contains("Concurrency and Parallelism in Java");
    assertThat(header(site.get("/en"), "Location")).endsWith("/");
  }

  @Test
  void pageIsSentCompressedToWhoeverLikesIt() throws Exception {
    var response = site.get("/en/races", "Accept-Encoding", "gzip");
    assertThat(header(response, "Content-Encoding")).isEqualTo("gzip");
    assertThat(header(response, "Vary")).isEqualTo("Accept-Encoding");
    assertThat(header(response, "Content-Length"))
        .isEqualTo(String.valueOf(response.body().length));
    assertThat(unzipped(response)).isEqualTo(text(site.get("/en/races")));
  }

  @Test
  void pageIsSentPlainToWhoeverRefusesGzip() {
    var response = site.get("/en/races", "Accept-Encoding", "gzip;q=0");
    assertThat(header(response, "Content-Encoding")).isEmpty();
    assertThat(text(response)).startsWith("<!doctype html>");
  }

  @Test
  void eachEncodingHasAStrongTagOfItsOwn() {
    String plain = header(site.get("/en/races"), "ETag");
    String zipped = header(site.get("/en/races", "Accept-Encoding", "gzip"), "ETag");
    assertThat(plain).matches("\"[0-9a-f]{16}\"");
    assertThat(zipped).matches("\"[0-9a-f]{16}-gzip\"").isNotEqualTo(plain);
  }

  @Test
  void pageThatTheClientHasIsNotSentAgain() {
    String tag = header(site.get("/en/races", "Accept-Encoding", "gzip"), "ETag");
    for (String known : List.of(tag, "W/" + tag, "\"other\", " + tag, "*")) {
      var response = site.get("/en/races", "Accept-Encoding", "gzip", "If-None-Match", known);
      assertThat(response.statusCode()).as(known).isEqualTo(304);
      assertThat(response.body()).isEmpty();
      assertThat(header(response, "ETag")).isEqualTo(tag);
      assertThat(header(response, "Vary")).isEqualTo("Accept-Encoding");
      assertThat(header(response, "Cache-Control")).isEqualTo("no-cache");
    }
    assertThat(site.get("/en/races", "If-None-Match", "\"other\"").statusCode()).isEqualTo(200);
  }

  @Test
  void headAnswersWithTheHeadersAlone() {
    for (String path : List.of("/", "/en/races", address("css/book.css"))) {
      var get = site.get(path, "Accept-Encoding", "gzip");
      var head = site.send("HEAD", path, "Accept-Encoding", "gzip");
      assertThat(head.statusCode()).as(path).isEqualTo(200);
      assertThat(head.body()).isEmpty();
      for (String name : List.of("ETag", "Content-Type", "Content-Length", "Content-Encoding")) {
        assertThat(header(head, name)).as(name).isEqualTo(header(get, name)).isNotEmpty();
      }
    }
  }

  @Test
  void staticFileMayBeKeptForGood() throws Exception {
    var response = site.get(address("css/book.css"), "Accept-Encoding", "gzip");
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(unzipped(response)).startsWith("body {");
    assertThat(type(response)).isEqualTo("text/css;charset=utf-8");
    assertThat(header(response, "Cache-Control")).isEqualTo("public, max-age=31536000, immutable");
    assertThat(header(response, "ETag")).endsWith("-gzip\"");
  }

  @Test
  void modulesHaveTheTypeThatBrowsersInsistOn() {
    assertThat(type(site.get(address("js/main.js")))).isEqualTo("text/javascript;charset=utf-8");
    assertThat(type(site.get(address("img/favicon.svg")))).isEqualTo("image/svg+xml;charset=utf-8");
  }

  @Test
  void everyPreloadedModuleIsThere() {
    String page = text(site.get("/en/races"));
    List<String> preloads =
        Pattern.compile("<link rel=\"modulepreload\" href=\"([^\"]+)\">")
            .matcher(page)
            .results()
            .map(found -> found.group(1))
            .toList();
    assertThat(preloads)
        .anyMatch(address -> address.endsWith("/js/more/tell.js"))
        .anyMatch(address -> address.contains("/webjars/@codemirror/state/"));
    for (String address : preloads) {
      assertThat(site.get(address).statusCode()).as(address).isEqualTo(200);
    }
  }

  @Test
  void everyModuleOfTheImportMapIsThere() {
    var addresses =
        Pattern.compile("\"(/webjars/[^\"]+)\"").matcher(text(site.get("/"))).results().toList();
    assertThat(addresses).hasSizeGreaterThan(10);
    addresses.forEach(
        found ->
            assertThat(site.get(found.group(1)).statusCode()).as(found.group(1)).isEqualTo(200));
  }

  @Test
  void filesThatAreNotServedAreNotThere() {
    String css = address("css/book.css");
    String version = css.substring(0, css.length() - "css/book.css".length());
    for (String path :
        List.of(
            version + "notes.secret",
            version + ".hidden.js",
            version + "../../content/en/07-races.md",
            version + "..%2f..%2fcontent/en/07-races.md",
            version + "css/",
            "/static/css/book.css",
            "/static/0000/css/book.css",
            "/webjars/@codemirror/state/package.json")) {
      assertThat(site.get(path).statusCode()).as(path).isIn(400, 404);
    }
  }

  @Test
  void missingFileIsToldInASentence() {
    var response = site.get("/static/0000/css/book.css");
    assertThat(text(response)).isEqualTo("There is no such file.\n");
    assertThat(header(response, "Cache-Control")).isEqualTo("no-store");
  }

  @Test
  void unknownAddressGetsThePageThatSaysSo() {
    for (String path : List.of("/en/nothing", "/nothing", "/en/races/deeper", "/favicon.ico")) {
      var response = site.get(path);
      assertThat(response.statusCode()).as(path).isEqualTo(404);
      assertThat(text(response)).contains("There is no such page", "/en/races");
      assertThat(header(response, "ETag")).isEmpty();
      assertThat(header(response, "Content-Security-Policy")).isNotEmpty();
    }
  }

  @Test
  void unknownAddressOfTheInterfaceGetsNoPage() {
    var response = site.get("/api/nothing");
    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(text(response)).isEqualTo("{\"error\":\"no\"}");
  }

  @Test
  void securityPolicyAllowsTheImportMapAndNoOtherInlineScript() {
    var response = site.get("/en/races");
    var map = Pattern.compile("<script type=\"importmap\">(.*?)</script>").matcher(text(response));
    assertThat(map.find()).isTrue();
    assertThat(header(response, "Content-Security-Policy"))
        .isEqualTo(
            "default-src 'none'; script-src 'self' 'sha256-"
                + Sha256.base64(map.group(1))
                + "'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self';"
                + " base-uri 'none'; form-action 'self'; frame-ancestors 'none'");
  }

  @Test
  void reloadStreamIsNotThereForReaders() {
    assertThat(site.get("/api/reload").statusCode()).isEqualTo(404);
    assertThat(text(site.get("/"))).doesNotContain("data-dev");
  }
}
