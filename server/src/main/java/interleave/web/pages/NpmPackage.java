package interleave.web.pages;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * An npm package in a webjar, as far as its package.json matters to a browser.
 *
 * @param name the name that modules import, for example {@code @codemirror/state}
 * @param version the version, for example {@code 6.7.1}
 * @param entry the ES module that an import of the name loads, relative to the package's folder
 * @param dependencies the version ranges of the packages it imports, by name
 * @param jar the jar it was found in, for messages
 * @param folder the package's folder in that jar, with a slash at the end
 */
record NpmPackage(
    String name,
    String version,
    String entry,
    Map<String, String> dependencies,
    String jar,
    String folder) {

  private static final ObjectMapper JSON = new ObjectMapper();

  static NpmPackage read(byte[] packageJson, String jar, String folder) throws IOException {
    JsonNode json = JSON.readTree(packageJson);
    Map<String, String> dependencies = new TreeMap<>();
    json.path("dependencies")
        .properties()
        .forEach(entry -> dependencies.put(entry.getKey(), entry.getValue().asText()));
    return new NpmPackage(
        json.path("name").asText(),
        json.path("version").asText(),
        entry(json),
        dependencies,
        jar,
        folder);
  }

  /** The ES module by Node's rules, as far as these packages use them: exports, module, main. */
  private static String entry(JsonNode json) {
    JsonNode export = json.path("exports");
    if (export.has(".")) {
      export = export.get(".");
    }
    while (export.isObject()) {
      export =
          export.has("import")
              ? export.get("import")
              : export.has("default") ? export.get("default") : MissingNode.getInstance();
    }
    String entry =
        export.isTextual()
            ? export.asText()
            : json.path("module").asText(json.path("main").asText("index.js"));
    return entry.startsWith("./") ? entry.substring(2) : entry;
  }

  /** Where the package's files are served: the version in it lets browsers keep them for good. */
  String address() {
    return "/webjars/" + name + "/" + version + "/";
  }

  /**
   * Whether this version is one that a range allows. Only caret ranges and plain versions occur in
   * the editor's packages; any other range is taken to be met.
   */
  boolean meets(String range) {
    if (!range.matches("\\^?\\d+(\\.\\d+)*")) {
      return true;
    }
    int[] mine = numbers(version);
    if (!range.startsWith("^")) {
      return Arrays.equals(mine, numbers(range));
    }
    int[] least = numbers(range.substring(1));
    // ^1.2.3 keeps the 1, ^0.2.3 keeps the 0.2: up to the first number that is not 0.
    for (int i = 0; i < least.length; i++) {
      if (mine[i] != least[i]) {
        return false;
      }
      if (least[i] != 0) {
        break;
      }
    }
    return Arrays.compare(mine, least) >= 0;
  }

  private static int[] numbers(String version) {
    int[] numbers =
        Arrays.stream(version.split("[-+]", 2)[0].split("\\."))
            .mapToInt(Integer::parseInt)
            .toArray();
    return Arrays.copyOf(numbers, 3);
  }
}
