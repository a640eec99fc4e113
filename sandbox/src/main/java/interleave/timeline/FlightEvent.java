package interleave.timeline;

import interleave.timeline.FlightChunk.Constant;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An event of a recording, or a value in one, by its fields; what is missing or of another kind is
 * empty.
 */
final class FlightEvent {
  private static final int DEEPEST = 4;

  private final FlightChunk chunk;
  private final String type;
  private final Map<?, ?> fields;

  FlightEvent(FlightChunk chunk, String type, Map<?, ?> fields) {
    this.chunk = chunk;
    this.type = type;
    this.fields = fields;
  }

  /** The name of an event's type; empty for a value. */
  String type() {
    return type;
  }

  FlightChunk chunk() {
    return chunk;
  }

  boolean has(String field) {
    return fields.containsKey(field);
  }

  long number(String field) {
    return fields.get(field) instanceof Long number ? number : 0;
  }

  String text(String field) throws IOException {
    return text(chunk, fields.get(field), 0);
  }

  /** A value's text: of a type with one field, that field's. */
  static String text(FlightChunk chunk, @Nullable Object value, int depth) throws IOException {
    return switch (value) {
      case String text -> text;
      case Constant constant when depth == 0 -> chunk.text(constant);
      case Constant constant when depth < DEEPEST ->
          text(chunk, chunk.resolve(constant), depth + 1);
      case Map<?, ?> one when one.size() == 1 && depth < DEEPEST ->
          text(chunk, one.values().iterator().next(), depth + 1);
      case null, default -> "";
    };
  }

  /** The constant that a field is told by. */
  Optional<Constant> constant(String field) {
    return fields.get(field) instanceof Constant constant
        ? Optional.of(constant)
        : Optional.empty();
  }

  /** A value that has fields itself. */
  Optional<FlightEvent> value(String field) throws IOException {
    return value(fields.get(field));
  }

  /** All of an array of such values. */
  List<FlightEvent> values(String field) throws IOException {
    List<FlightEvent> all = new ArrayList<>();
    if (fields.get(field) instanceof List<?> list) {
      for (Object each : list) {
        value(each).ifPresent(all::add);
      }
    }
    return all;
  }

  private Optional<FlightEvent> value(@Nullable Object value) throws IOException {
    Object whole = value instanceof Constant constant ? chunk.resolve(constant) : value;
    return whole instanceof Map<?, ?> inner && !inner.isEmpty()
        ? Optional.of(new FlightEvent(chunk, "", inner))
        : Optional.empty();
  }
}
