package interleave.timeline;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a chunk of a recording declares of its events and values. */
final class FlightTypes {
  /** A recording of JDK 25 has 1,500 texts and 300 types. */
  private static final int MOST_TEXTS = 20_000;

  private static final int MOST_TYPES = 5_000;
  private static final int MOST_FIELDS = 20_000;
  private static final int DEEPEST = 10;

  /**
   * A field of an event or of a value.
   *
   * @param constant whether it is told by its number among the constants
   */
  record Field(String name, long type, boolean constant, boolean array) {}

  /** The type of an event or of a value. */
  record Type(String name, List<Field> fields) {
    private static final Set<String> SIMPLE =
        Set.of(
            "boolean",
            "byte",
            "char",
            "short",
            "int",
            "long",
            "float",
            "double",
            "java.lang.String");

    /** Whether it is a number or a text. */
    boolean isSimple() {
      return SIMPLE.contains(name);
    }
  }

  private final FlightBytes bytes;
  private final List<String> texts = new ArrayList<>();
  private final Map<Long, Type> types = new HashMap<>();
  private int fields;

  private FlightTypes(FlightBytes bytes) {
    this.bytes = bytes;
  }

  /**
   * Reads them.
   *
   * @param bytes at the first field of a chunk's description of itself
   */
  static Map<Long, Type> read(FlightBytes bytes) throws IOException {
    FlightTypes read = new FlightTypes(bytes);
    bytes.number(); // when it was written
    bytes.number();
    bytes.number(); // its version
    int count = bytes.count();
    if (count > MOST_TEXTS) {
      throw new IOException(count + " names");
    }
    for (int i = 0; i < count; i++) {
      read.texts.add(bytes.text(bytes.told()));
    }
    try {
      read.element(null, 0);
    } catch (NumberFormatException e) {
      throw new IOException("a type whose number is none", e);
    }
    return read.types;
  }

  private String text() throws IOException {
    long number = bytes.number();
    if (number < 0 || number >= texts.size()) {
      throw new IOException("a name that is not there");
    }
    return texts.get((int) number);
  }

  private void element(@Nullable Type outer, int depth) throws IOException {
    if (depth > DEEPEST) {
      throw new IOException("types nested too deeply");
    }
    String kind = text();
    Map<String, String> attributes = new HashMap<>();
    for (int left = bytes.count(); left > 0; left--) {
      String name = text();
      attributes.put(name, text());
    }
    Type type = outer;
    if (kind.equals("class") && types.size() < MOST_TYPES) {
      type = new Type(attributes.getOrDefault("name", ""), new ArrayList<>());
      types.put(number(attributes, "id"), type);
    } else if (kind.equals("field") && outer != null && ++fields <= MOST_FIELDS) {
      outer.fields.add(
          new Field(
              attributes.getOrDefault("name", ""),
              number(attributes, "class"),
              attributes.containsKey("constantPool"),
              !attributes.getOrDefault("dimension", "0").equals("0")));
    }
    for (int left = bytes.count(); left > 0; left--) {
      element(type, depth + 1);
    }
  }

  private static long number(Map<String, String> attributes, String name) {
    return Long.parseLong(attributes.getOrDefault(name, "-1"));
  }
}
