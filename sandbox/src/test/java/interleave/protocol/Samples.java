package interleave.protocol;

import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Makes messages of every kind from their declarations, so that a new one is tested unasked. */
final class Samples {
  private static final List<String> TEXTS =
      List.of("", "x", "REPL.$JShell$11B", "é 한글 😀\n\tend", "\0\u0001\uffff", "y".repeat(2_000));
  private static final List<Long> NUMBERS =
      List.of(0L, 1L, -1L, 255L, 256L, Long.MAX_VALUE, Long.MIN_VALUE, 1L << 31);

  /** How deep causes nest at most. */
  private static final int DEEPEST = 12;

  private final Random random;

  /** Samples that are the same for the same seed. */
  Samples(long seed) {
    this.random = new Random(seed);
  }

  /** The four sets of messages that travel. */
  static Stream<Class<?>> sets() {
    return Stream.of(
        SessionCommand.class, SessionReply.class, EngineCommand.class, EngineReply.class);
  }

  /** Some samples of each record of a set, and of each record of the sets within. */
  <T> List<T> ofEach(Class<T> set) {
    List<T> samples = new ArrayList<>();
    for (Class<?> record : set.getPermittedSubclasses()) {
      int choices =
          Arrays.stream(record.getRecordComponents())
              .map(RecordComponent::getType)
              .filter(Class::isSealed)
              .mapToInt(c -> c.getPermittedSubclasses().length)
              .max()
              .orElse(1);
      for (int i = 0; i < 5 * choices; i++) {
        samples.add(set.cast(record(record, 0, i)));
      }
    }
    return samples;
  }

  private Object record(Class<?> record, int depth, int choice) {
    RecordComponent[] components = record.getRecordComponents();
    try {
      Constructor<?> constructor =
          record.getDeclaredConstructor(
              Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
      return constructor.newInstance(
          Arrays.stream(components)
              .map(c -> value(c.getGenericType(), depth + 1, choice))
              .toArray());
    } catch (ReflectiveOperationException e) {
      throw new AssertionError("cannot make a " + record, e);
    }
  }

  private Object value(Type type, int depth, int choice) {
    if (type instanceof ParameterizedType parameterized) {
      Type inner = parameterized.getActualTypeArguments()[0];
      return parameterized.getRawType() == Optional.class
          ? optional(inner, depth)
          : IntStream.range(0, depth > DEEPEST ? 0 : random.nextInt(4))
              .mapToObj(i -> value(inner, depth + 1, random.nextInt(64)))
              .toList();
    }
    Class<?> c = (Class<?>) type;
    if (c.isSealed()) {
      Class<?>[] permitted = c.getPermittedSubclasses();
      return record(permitted[choice % permitted.length], depth + 1, choice);
    }
    return c.isRecord() ? record(c, depth + 1, choice) : plain(c);
  }

  private Optional<Object> optional(Type inner, int depth) {
    return depth > DEEPEST || random.nextBoolean()
        ? Optional.empty()
        : Optional.of(value(inner, depth + 1, random.nextInt(64)));
  }

  private Object plain(Class<?> c) {
    long number = NUMBERS.get(random.nextInt(NUMBERS.size()));
    if (c == double.class || c == Double.class) {
      return Double.longBitsToDouble(random.nextLong());
    }
    if (c == long.class || c == Long.class) {
      return number;
    }
    if (c == int.class || c == Integer.class) {
      return (int) number;
    }
    if (c == boolean.class) {
      return random.nextBoolean();
    }
    if (c == String.class) {
      return TEXTS.get(random.nextInt(TEXTS.size()));
    }
    if (c == byte[].class) {
      byte[] bytes = new byte[random.nextInt(300)];
      random.nextBytes(bytes);
      return bytes;
    }
    if (c.isEnum()) {
      return c.getEnumConstants()[random.nextInt(c.getEnumConstants().length)];
    }
    throw new AssertionError("no sample of " + c);
  }
}
