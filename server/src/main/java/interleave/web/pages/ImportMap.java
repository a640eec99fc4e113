package interleave.web.pages;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import java.util.SortedMap;

/**
 * The browser's import map, which lets modules import npm packages by name without a bundler.
 *
 * @param json the map as it stands in the page; its hash in the security policy allows it
 */
record ImportMap(String json) {

  /**
   * Makes the map.
   *
   * @param addresses the address of the module that each importable name stands for
   */
  static ImportMap of(SortedMap<String, String> addresses) {
    try {
      return new ImportMap(new ObjectMapper().writeValueAsString(Map.of("imports", addresses)));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("texts always become JSON", e);
    }
  }

  /** The {@code Content-Security-Policy} of a page that holds this import map. */
  String contentSecurityPolicy() {
    return "default-src 'none'; script-src 'self' 'sha256-"
        + Sha256.base64(json)
        + "'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self';"
        + " base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
  }
}
