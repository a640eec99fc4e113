package interleave.protocol;

import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Writes and reads a record by its components' types, so that a new message needs no line here.
 *
 * <p>Known types: int, long, double, boolean, String, byte[], enums, records, sealed interfaces of
 * records (their place in the permits list first), and Optional and List of these. Anything else is
 * a mistake of ours and an {@link IllegalArgumentException}.
 */
final class RecordCodec {
  /** Deeper than any honest message nests; a chain of causes is the deepest. */
  private static final int DEEPEST = 24;

  private final Map<Class<?>, Shape> shapes = new ConcurrentHashMap<>();

  /** What reflection knows of a record, looked up once. */
  private record Shape(Constructor<?> constructor, Method[] accessors, Type[] types) {
    static Shape of(Class<?> record) {
      RecordComponent[] components = record.getRecordComponents();
      Class<?>[] raw =
          Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
      try {
        Constructor<?> constructor = record.getDeclaredConstructor(raw);
        return new Shape(
            constructor,
            Arrays.stream(components).map(RecordComponent::getAccessor).toArray(Method[]::new),
            Arrays.stream(components).map(RecordComponent::getGenericType).toArray(Type[]::new));
      } catch (NoSuchMethodException e) {
        throw new IllegalArgumentException("no canonical constructor: " + record, e);
      }
    }
  }

  void encode(Type type, Object value, ByteSink out) {
    switch (type) {
      case Class<?> c when c == int.class || c == Integer.class -> out.putInt((Integer) value);
      case Class<?> c when c == long.class || c == Long.class -> out.putLong((Long) value);
      case Class<?> c when c == double.class || c == Double.class ->
          out.putLong(Double.doubleToLongBits((Double) value));
      case Class<?> c when c == boolean.class -> out.putByte((Boolean) value ? 1 : 0);
      case Class<?> c when c == String.class ->
          out.putBytes(((String) value).getBytes(StandardCharsets.UTF_8));
      case Class<?> c when c == byte[].class -> out.putBytes((byte[]) value);
      case Class<?> c when c.isEnum() -> out.putByte(((Enum<?>) value).ordinal());
      case Class<?> c when c.isSealed() -> {
        List<Class<?>> permitted = List.of(c.getPermittedSubclasses());
        out.putByte(permitted.indexOf(value.getClass()));
        encode(value.getClass(), value, out);
      }
      case Class<?> c when c.isRecord() -> {
        Shape shape = shape(c);
        for (int i = 0; i < shape.types.length; i++) {
          encode(shape.types[i], get(shape.accessors[i], value), out);
        }
      }
      case ParameterizedType p when p.getRawType() == Optional.class -> {
        Optional<?> optional = (Optional<?>) value;
        out.putByte(optional.isPresent() ? 1 : 0);
        optional.ifPresent(inner -> encode(p.getActualTypeArguments()[0], inner, out));
      }
      case ParameterizedType p when p.getRawType() == List.class -> {
        List<?> list = (List<?>) value;
        out.putInt(list.size());
        list.forEach(element -> encode(p.getActualTypeArguments()[0], element, out));
      }
      default -> throw new IllegalArgumentException("no wire form for " + type);
    }
  }

  Object decode(Type type, ByteBuffer in) throws WireException {
    return decode(type, in, 0);
  }

  private Object decode(Type type, ByteBuffer in, int depth) throws WireException {
    if (depth > DEEPEST) {
      throw new WireException("a message nested deeper than " + DEEPEST);
    }
    return switch (type) {
      case Class<?> c when c == int.class || c == Integer.class -> need(in, Integer.BYTES).getInt();
      case Class<?> c when c == long.class || c == Long.class -> need(in, Long.BYTES).getLong();
      case Class<?> c when c == double.class || c == Double.class ->
          Double.longBitsToDouble(need(in, Long.BYTES).getLong());
      case Class<?> c when c == boolean.class -> choice(in, 2) == 1;
      case Class<?> c when c == String.class -> new String(bytes(in), StandardCharsets.UTF_8);
      case Class<?> c when c == byte[].class -> bytes(in);
      case Class<?> c when c.isEnum() ->
          c.getEnumConstants()[choice(in, c.getEnumConstants().length)];
      case Class<?> c when c.isSealed() -> {
        Class<?>[] permitted = c.getPermittedSubclasses();
        yield decode(permitted[choice(in, permitted.length)], in, depth + 1);
      }
      case Class<?> c when c.isRecord() -> {
        Shape shape = shape(c);
        Object[] components = new Object[shape.types.length];
        for (int i = 0; i < components.length; i++) {
          components[i] = decode(shape.types[i], in, depth + 1);
        }
        yield make(shape.constructor, components);
      }
      case ParameterizedType p when p.getRawType() == Optional.class ->
          choice(in, 2) == 0
              ? Optional.empty()
              : Optional.of(decode(p.getActualTypeArguments()[0], in, depth + 1));
      case ParameterizedType p when p.getRawType() == List.class -> {
        int size = length(in);
        List<Object> list = new ArrayList<>();
        for (int i = 0; i < size; i++) {
          list.add(decode(p.getActualTypeArguments()[0], in, depth + 1));
        }
        yield List.copyOf(list);
      }
      default -> throw new IllegalArgumentException("no wire form for " + type);
    };
  }

  private Shape shape(Class<?> record) {
    return shapes.computeIfAbsent(record, Shape::of);
  }

  private static byte[] bytes(ByteBuffer in) throws WireException {
    byte[] bytes = new byte[length(in)];
    in.get(bytes);
    return bytes;
  }

  /** A count of things that each take at least a byte: it cannot exceed what is left. */
  private static int length(ByteBuffer in) throws WireException {
    int length = need(in, Integer.BYTES).getInt();
    if (length < 0 || length > in.remaining()) {
      throw new WireException("a length of " + length + " with " + in.remaining() + " bytes left");
    }
    return length;
  }

  private static int choice(ByteBuffer in, int choices) throws WireException {
    int chosen = need(in, 1).get();
    if (chosen < 0 || chosen >= choices) {
      throw new WireException("choice " + chosen + " of " + choices);
    }
    return chosen;
  }

  private static ByteBuffer need(ByteBuffer in, int bytes) throws WireException {
    if (in.remaining() < bytes) {
      throw new WireException("a frame that ends too early");
    }
    return in;
  }

  private static Object get(Method accessor, Object record) {
    try {
      return accessor.invoke(record);
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException("cannot read " + accessor, e);
    }
  }

  private static Object make(Constructor<?> constructor, Object[] components) throws WireException {
    try {
      return constructor.newInstance(components);
    } catch (ReflectiveOperationException e) {
      throw new WireException("no " + constructor.getDeclaringClass().getSimpleName() + ": " + e);
    }
  }
}
