package interleave.timeline;

import interleave.timeline.FlightTypes.Field;
import interleave.timeline.FlightTypes.Type;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One chunk of a recording: its types, where its constants lie, and its events as they are asked
 * for.
 *
 * <p>The JDK's own reader believes what a file says of itself: one byte changed makes it wait or
 * turn in a circle for ever, or take all memory. Here nothing is taken that is longer than the
 * bytes that are there, and constants are read one at a time, when an event needs them.
 */
final class FlightChunk {
  private static final int HEADER = 68;
  private static final long MAGIC = 0x464c5200L;
  private static final int METADATA = 0;
  private static final int CONSTANTS = 1;
  private static final int DEEPEST = 8;

  /** A run of a thousand threads has some 5,000. */
  private static final int MOST_CONSTANTS = 150_000;

  private static final int MOST_CHUNKS = 20;

  /** Stacks have 64 frames at most. */
  private static final int MOST_ELEMENTS = 500;

  /** A constant, by its type and number. */
  record Constant(long type, long number) {}

  private final FlightBytes bytes;
  private final int start;
  private final int end;
  private final int mostConstants;
  final long startNanos;
  final long startTicks;
  final long ticksASecond;
  private final Map<Long, Type> types;
  private final long textType;
  private final Map<Constant, Integer> constants = new HashMap<>();
  private final Map<Constant, String> texts = new HashMap<>();

  private FlightChunk(FlightBytes bytes, int start, int mostConstants) throws IOException {
    this.bytes = bytes;
    this.start = start;
    this.mostConstants = mostConstants;
    long magic = bytes.raw(4);
    long version = bytes.raw(2);
    bytes.raw(2);
    long size = bytes.raw(8);
    bytes.raw(8);
    long metadata = bytes.raw(8);
    this.startNanos = bytes.raw(8);
    bytes.raw(8);
    this.startTicks = bytes.raw(8);
    this.ticksASecond = bytes.raw(8);
    boolean compressed = (bytes.raw(4) & 1) == 1;
    boolean known = magic == MAGIC && version == 2 && compressed && ticksASecond > 0;
    if (!known || size < HEADER || size > bytes.end() - start || metadata < HEADER) {
      throw new IOException("no recording of a Flight Recorder that is known");
    }
    this.end = start + (int) size;
    bytes.go(start + Math.min(metadata, size), end);
    int until = next();
    if (bytes.number() != METADATA) {
      throw new IOException("a recording that does not describe itself");
    }
    bytes.go(bytes.at(), until);
    this.types = FlightTypes.read(bytes);
    this.textType =
        types.entrySet().stream()
            .filter(e -> e.getValue().name().equals("java.lang.String"))
            .mapToLong(Map.Entry::getKey)
            .findFirst()
            .orElse(-1);
    index();
  }

  /** All chunks of a recording. */
  static List<FlightChunk> of(FlightBytes bytes) throws IOException {
    int all = bytes.end();
    List<FlightChunk> chunks = new ArrayList<>();
    int mostConstants = MOST_CONSTANTS;
    for (int start = 0; start < all; start = chunks.getLast().end) {
      if (chunks.size() == MOST_CHUNKS) {
        throw new IOException("more chunks than a run can have");
      }
      bytes.go(start, all);
      chunks.add(new FlightChunk(bytes, start, mostConstants));
      mostConstants -= chunks.getLast().constants.size();
    }
    return chunks;
  }

  /** Takes an event. */
  interface Taker {
    void take(FlightEvent event) throws IOException;
  }

  /** Reads the events of some types, in the order of the file. */
  void events(Set<String> wanted, Taker taker) throws IOException {
    for (int at = start + HEADER; at < end; ) {
      bytes.go(at, end);
      int until = next();
      Type type = types.get(bytes.number());
      if (type != null && wanted.contains(type.name())) {
        bytes.go(bytes.at(), until);
        taker.take(new FlightEvent(this, type.name(), fields(type, 0)));
      }
      at = until;
    }
  }

  /** Where what begins here ends; its length has just been read then. */
  private int next() throws IOException {
    int from = bytes.at();
    long size = bytes.number();
    if (size < 2 || size > end - from) {
      throw new IOException("an event of " + size + " bytes");
    }
    return from + (int) size;
  }

  private void index() throws IOException {
    for (int at = start + HEADER; at < end; ) {
      bytes.go(at, end);
      int until = next();
      if (bytes.number() == CONSTANTS) {
        bytes.go(bytes.at(), until);
        constants();
      }
      at = until;
    }
  }

  private void constants() throws IOException {
    bytes.number(); // when it was written
    bytes.number();
    bytes.number(); // how far it is to the one before
    bytes.octet();
    for (int pools = bytes.count(); pools > 0; pools--) {
      long type = bytes.number();
      for (int left = bytes.count(); left > 0; left--) {
        Constant constant = new Constant(type, bytes.number());
        if (constants.size() == mostConstants) {
          throw new IOException("more constants than a run can have");
        }
        constants.put(constant, bytes.at());
        pass(type, 0);
      }
    }
  }

  /** Goes past a value. */
  private void pass(long number, int depth) throws IOException {
    Type type = type(number, depth);
    switch (type.name()) {
      case "boolean", "byte" -> bytes.octet();
      case "char", "short", "int", "long" -> bytes.number();
      case "float" -> bytes.skip(4);
      case "double" -> bytes.skip(8);
      case "java.lang.String" -> text();
      default -> {
        for (Field field : type.fields()) {
          for (int left = field.array() ? bytes.count() : 1; left > 0; left--) {
            if (field.constant()) {
              bytes.number();
            } else {
              pass(field.type(), depth + 1);
            }
          }
        }
      }
    }
  }

  /** A type, each value of which takes at least a byte. */
  private Type type(long number, int depth) throws IOException {
    Type type = types.get(number);
    if (type == null || depth > DEEPEST || type.fields().isEmpty() && !type.isSimple()) {
      throw new IOException("a value of no known type");
    }
    return type;
  }

  private Map<String, Object> fields(Type type, int depth) throws IOException {
    Map<String, Object> fields = new HashMap<>();
    for (Field field : type.fields()) {
      if (field.array()) {
        List<Object> all = new ArrayList<>();
        for (int left = bytes.count(); left > 0; left--) {
          Object element = value(field.type(), field.constant(), depth + 1);
          if (all.size() < MOST_ELEMENTS) {
            all.add(element);
          }
        }
        fields.put(field.name(), all);
      } else {
        fields.put(field.name(), value(field.type(), field.constant(), depth + 1));
      }
    }
    return fields;
  }

  /** A Long, a String, a Constant, or a Map of the fields of a value within another. */
  private Object value(long number, boolean constant, int depth) throws IOException {
    if (constant) {
      return new Constant(number, bytes.number());
    }
    Type type = type(number, depth);
    return switch (type.name()) {
      case "boolean", "byte" -> (long) bytes.octet();
      case "char", "short", "int", "long" -> bytes.number();
      case "float" -> bytes.raw(4);
      case "double" -> bytes.raw(8);
      case "java.lang.String" -> text();
      default -> fields(type, depth);
    };
  }

  private Object text() throws IOException {
    FlightBytes.Told told = bytes.told();
    return told == FlightBytes.Told.CONSTANT
        ? new Constant(textType, bytes.number())
        : bytes.text(told);
  }

  /** What a constant is; an empty map for one that is not there. */
  Object resolve(Constant constant) throws IOException {
    Integer at = constants.get(constant);
    if (at == null) {
      return Map.of();
    }
    int back = bytes.at();
    int until = bytes.end();
    bytes.go(at, end);
    Object value = value(constant.type, false, 0);
    bytes.go(back, until);
    return value;
  }

  /** The text of a constant that is a text, or has one field that is. */
  String text(Constant constant) throws IOException {
    String known = texts.get(constant);
    if (known == null) {
      known = FlightEvent.text(this, resolve(constant), 0);
      texts.put(constant, known);
    }
    return known;
  }
}
