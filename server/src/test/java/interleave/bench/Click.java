package interleave.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Optional;

/**
 * What came back of one click.
 *
 * @param status the HTTP status
 * @param firstOutput milliseconds until the first output event; NaN when there was none
 * @param done milliseconds until the end of the cell's own code; NaN when none was told
 * @param cookie the one that the server gave to a new reader
 * @param lines the events, one JSON object each
 */
record Click(
    int status, double firstOutput, double done, Optional<String> cookie, List<String> lines) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** The outcome that the server told, or why there is none. */
  String outcome() {
    if (status != 200) {
      return "HTTP " + status;
    }
    return lines.reversed().stream()
        .map(Click::event)
        .filter(e -> e.path("type").asText().equals("finished"))
        .map(e -> e.path("outcome").asText())
        .findFirst()
        .orElse("no end was told");
  }

  /** All that the cell printed. */
  String output() {
    StringBuilder text = new StringBuilder();
    lines.stream()
        .map(Click::event)
        .filter(e -> e.path("type").asText().equals("output"))
        .forEach(e -> text.append(e.path("text").asText()));
    return text.toString();
  }

  /** What was told beside output, cut short, for whoever looks into a wrong outcome. */
  String story() {
    StringBuilder text = new StringBuilder();
    lines.stream()
        .filter(l -> !l.startsWith("{\"type\":\"output\""))
        .forEach(l -> text.append(l.length() > 300 ? l.substring(0, 300) : l).append(' '));
    return text.length() > 900 ? text.substring(0, 900) : text.toString();
  }

  /** Why the session started afresh, as often as it did. */
  List<String> restarts() {
    return lines.stream()
        .filter(l -> l.startsWith("{\"type\":\"restarted\""))
        .map(l -> event(l).path("reason").asText())
        .toList();
  }

  private static JsonNode event(String line) {
    try {
      return JSON.readTree(line);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the server sent a line that is no JSON: " + line, e);
    }
  }
}
