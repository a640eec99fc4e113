package interleave.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Reads the JSON object that a client posts, and says in a sentence what is wrong with it. */
final class RequestBody {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private final JsonNode object;
  private final int longestSource;

  private RequestBody(JsonNode object, int longestSource) {
    this.object = object;
    this.longestSource = longestSource;
  }

  /**
   * The body of a request.
   *
   * @param longestSource how long a text may be, in characters
   * @throws BadRequest when it is no JSON object, or not declared as JSON
   */
  static RequestBody of(Context context, int longestSource) throws BadRequest {
    // Javalin's contentType() fails over a charset that it does not know.
    String type = context.header("Content-Type");
    if (type == null || !type.split(";", 2)[0].strip().equalsIgnoreCase("application/json")) {
      throw new BadRequest(415, "Send JSON, with the header Content-Type: application/json.");
    }
    try {
      JsonNode node = JSON.readTree(context.bodyAsBytes());
      if (node == null || !node.isObject()) {
        throw new BadRequest(400, "The body must be one JSON object.");
      }
      return new RequestBody(node, longestSource);
    } catch (JsonProcessingException e) {
      throw new BadRequest(400, "The body is not valid JSON: " + e.getOriginalMessage());
    } catch (IOException e) {
      throw new BadRequest(400, "The body is not JSON in UTF-8.");
    }
  }

  /** A text that must be there. */
  String text(String field) throws BadRequest {
    return optionalText(field)
        .orElseThrow(() -> new BadRequest(400, "The field \"" + field + "\" is missing."));
  }

  /** A text that may be missing. */
  Optional<String> optionalText(String field) throws BadRequest {
    JsonNode node = object.path(field);
    if (node.isMissingNode() || node.isNull()) {
      return Optional.empty();
    }
    if (!node.isTextual()) {
      throw new BadRequest(400, "The field \"" + field + "\" must be a string.");
    }
    return Optional.of(bounded(node.textValue()));
  }

  /** A whole number that must be there. */
  int number(String field) throws BadRequest {
    JsonNode node = object.path(field);
    if (!node.isInt()) {
      throw new BadRequest(400, "The field \"" + field + "\" must be a whole number.");
    }
    return node.intValue();
  }

  /** A whole number that may be missing. */
  OptionalInt optionalNumber(String field) throws BadRequest {
    return object.hasNonNull(field) ? OptionalInt.of(number(field)) : OptionalInt.empty();
  }

  /** Whether a field is there and true. */
  boolean flag(String field) {
    return object.path(field).asBoolean(false);
  }

  /** An object of texts, empty when it is missing. */
  Map<String, String> texts(String field) throws BadRequest {
    Map<String, String> texts = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> entry : object.path(field).properties()) {
      if (!entry.getValue().isTextual()) {
        throw new BadRequest(400, "The field \"" + field + "\" must hold strings only.");
      }
      texts.put(entry.getKey(), bounded(entry.getValue().textValue()));
    }
    return texts;
  }

  /** An array of names, empty when it is missing. */
  Set<String> names(String field) {
    Set<String> names = new LinkedHashSet<>();
    object.path(field).forEach(n -> names.add(n.asText()));
    return names;
  }

  /** An array of texts that may be missing. */
  Optional<List<String>> optionalList(String field) throws BadRequest {
    if (!object.hasNonNull(field)) {
      return Optional.empty();
    }
    if (!object.path(field).isArray()) {
      throw new BadRequest(400, "The field \"" + field + "\" must be an array of strings.");
    }
    List<String> texts = new ArrayList<>();
    for (JsonNode node : object.path(field)) {
      if (!node.isTextual()) {
        throw new BadRequest(400, "The field \"" + field + "\" must hold strings only.");
      }
      texts.add(bounded(node.textValue()));
    }
    return Optional.of(List.copyOf(texts));
  }

  private String bounded(String text) throws BadRequest {
    if (text.length() > longestSource) {
      throw new BadRequest(
          413,
          "A cell may have "
              + longestSource
              + " characters at most; this one has "
              + text.length()
              + ".");
    }
    // Editors on Windows; offsets then count as the browser's editor counts them.
    return text.replace("\r\n", "\n");
  }
}
