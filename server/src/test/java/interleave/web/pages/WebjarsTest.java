package interleave.web.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WebjarsTest {
  @TempDir Path temporary;

  private Path jar(String name, Map<String, String> files) throws IOException {
    Path jar = temporary.resolve(name);
    try (var out = new JarOutputStream(Files.newOutputStream(jar))) {
      for (var file : new TreeMap<>(files).entrySet()) {
        out.putNextEntry(new JarEntry("META-INF/resources/" + file.getKey()));
        out.write(file.getValue().getBytes(StandardCharsets.UTF_8));
        out.closeEntry();
      }
    }
    return jar;
  }

  private Path library(String jar, String folder, String version, String dependencies)
      throws IOException {
    return jar(
        jar,
        Map.of(
            folder + "/package.json",
                """
                {"name": "@lib/%s", "version": "%s", "module": "dist/index.js",
                 "dependencies": {%s}}
                """
                    .formatted(jar.substring(0, 1), version, dependencies),
            folder + "/dist/index.js", "import './more.js';\n",
            folder + "/dist/more.js", "export const more = 1;\n",
            folder + "/dist/index.cjs", "not for browsers"));
  }

  @Test
  void entryModuleAndItsOwnFilesAreServed() throws Exception {
    var webjars = Webjars.in(List.of(library("a.jar", "webjars/lib__a/1.2.3", "1.2.3", "")));
    assertThat(webjars.addresses())
        .containsExactly(Map.entry("@lib/a", "/webjars/@lib/a/1.2.3/dist/index.js"));
    assertThat(webjars.modules())
        .containsOnlyKeys(
            "/webjars/@lib/a/1.2.3/dist/index.js", "/webjars/@lib/a/1.2.3/dist/more.js");
  }

  @Test
  void exportsOfPackageJsonGoBeforeMain() throws Exception {
    Path jar =
        jar(
            "a.jar",
            Map.of(
                "_static/a/1.0.0/package.json",
                    """
                    {"name": "a", "version": "1.0.0", "main": "a.cjs",
                     "exports": {".": {"import": {"default": "./esm.js"}, "require": "./a.cjs"}}}
                    """,
                "_static/a/1.0.0/esm.js", ""));
    assertThat(Webjars.in(List.of(jar)).addresses()).containsEntry("a", "/webjars/a/1.0.0/esm.js");
  }

  @Test
  void twoCopiesOfAPackageAreRefused() throws Exception {
    Path one = library("a.jar", "webjars/lib__a/1.0.0", "1.0.0", "");
    Path other = library("a-again.jar", "_static/lib-a/1.0.1", "1.0.1", "");
    assertThatThrownBy(() -> Webjars.in(List.of(one, other)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "two copies of @lib/a on the class path: 1.0.0 in a.jar and 1.0.1 in a-again.jar;"
                + " exclude one");
  }

  @Test
  void versionThatDoesNotMeetARangeIsRefused() throws Exception {
    Path a = library("a.jar", "webjars/lib__a/1.0.0", "1.0.0", "\"@lib/b\": \"^2.1.0\"");
    Path b = library("b.jar", "webjars/lib__b/2.0.9", "2.0.9", "");
    assertThatThrownBy(() -> Webjars.in(List.of(a, b)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "@lib/a needs @lib/b ^2.1.0, but 2.0.9 is on the class path; pin a fit version");
  }

  @Test
  void missingPackageIsRefused() throws Exception {
    Path a = library("a.jar", "webjars/lib__a/1.0.0", "1.0.0", "\"@lib/b\": \"^2.1.0\"");
    assertThatThrownBy(() -> Webjars.in(List.of(a)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("@lib/a needs @lib/b ^2.1.0, which is not on the class path; add its webjar");
  }

  @Test
  void caretKeepsTheFirstNumberThatIsNotZero() {
    assertThat(at("1.9.0").meets("^1.2.3")).isTrue();
    assertThat(at("1.2.2").meets("^1.2.3")).isFalse();
    assertThat(at("2.0.0").meets("^1.2.3")).isFalse();
    assertThat(at("0.2.9").meets("^0.2.3")).isTrue();
    assertThat(at("0.3.0").meets("^0.2.3")).isFalse();
    assertThat(at("1.2.3").meets("1.2.3")).isTrue();
    assertThat(at("1.2.4").meets("1.2.3")).isFalse();
  }

  private static NpmPackage at(String version) {
    return new NpmPackage("a", version, "index.js", Map.of(), "a.jar", "a/");
  }

  @Test
  void editorOnTheClassPathIsWhole() {
    var webjars = Webjars.onClassPath();
    assertThat(webjars.addresses())
        .containsKeys("@codemirror/state", "@codemirror/view", "@codemirror/lang-java");
    var graph = new ModuleGraph(webjars.modules(), webjars.addresses());
    webjars
        .modules()
        .forEach(
            (address, source) ->
                assertThat(graph.deadImports(address, source)).as(address).isEmpty());
    String grammar = webjars.addresses().getOrDefault("@codemirror/lang-java", "none");
    assertThat(graph.reachableFrom(grammar))
        .anyMatch(address -> address.startsWith("/webjars/@codemirror/state/"));
  }

  @Test
  void editorIsFoundInOneJarAsWell() throws Exception {
    Path uber = temporary.resolve("uber.jar");
    Set<String> seen = new HashSet<>();
    try (var out = new JarOutputStream(Files.newOutputStream(uber))) {
      for (String entry : classPath()) {
        copyResources(Path.of(entry), out, seen);
      }
    }
    var one = Webjars.in(List.of(uber));
    assertThat(one.addresses()).isEqualTo(Webjars.onClassPath().addresses());
    assertThat(one.modules()).isEqualTo(Webjars.onClassPath().modules());
  }

  private static List<String> classPath() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
        .filter(entry -> entry.endsWith(".jar"))
        .toList();
  }

  private static void copyResources(Path jar, JarOutputStream out, Set<String> seen)
      throws IOException {
    try (var in = new JarFile(jar.toFile())) {
      for (JarEntry entry : in.stream().toList()) {
        boolean resource = entry.getName().startsWith("META-INF/resources/");
        if (resource && !entry.isDirectory() && seen.add(entry.getName())) {
          out.putNextEntry(new JarEntry(entry.getName()));
          in.getInputStream(entry).transferTo(out);
          out.closeEntry();
        }
      }
    }
  }
}
