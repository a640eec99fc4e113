package interleave.explore.weave;

import java.lang.classfile.Attributes;
import java.lang.classfile.ClassModel;
import java.lang.classfile.FieldModel;
import java.lang.reflect.AccessFlag;
import java.util.Set;

/**
 * Finds what an execution may leave behind where statics cannot be set back: in enums, whose
 * constants the JDK remembers, and in interfaces, whose fields must be final.
 */
final class Lasting {
  /** Their objects never change. */
  private static final Set<String> FIXED =
      Set.of(
          "Ljava/lang/String;",
          "Ljava/lang/Integer;",
          "Ljava/lang/Long;",
          "Ljava/lang/Short;",
          "Ljava/lang/Byte;",
          "Ljava/lang/Character;",
          "Ljava/lang/Boolean;",
          "Ljava/lang/Double;",
          "Ljava/lang/Float;",
          "Ljava/lang/Class;",
          "Ljava/math/BigInteger;",
          "Ljava/math/BigDecimal;",
          "Ljava/time/Duration;",
          "Ljava/util/concurrent/TimeUnit;");

  private final Universe universe;

  Lasting(Universe universe) {
    this.universe = universe;
  }

  /** Whether a program must be loaded anew to begin anew. */
  boolean any() {
    return universe.models().values().stream()
        .filter(model -> !WovenClass.again(model))
        .flatMap(model -> model.fields().stream())
        .anyMatch(this::changes);
  }

  private boolean changes(FieldModel field) {
    return !field.flags().has(AccessFlag.SYNTHETIC)
        && !field.flags().has(AccessFlag.ENUM)
        && field.findAttribute(Attributes.constantValue()).isEmpty()
        && !(field.flags().has(AccessFlag.FINAL) && fixed(field.fieldType().stringValue()));
  }

  private boolean fixed(String descriptor) {
    if (!descriptor.startsWith("L")) {
      return !descriptor.startsWith("[");
    }
    ClassModel own = universe.models().get(descriptor.substring(1, descriptor.length() - 1));
    return FIXED.contains(descriptor) || (own != null && own.flags().has(AccessFlag.ENUM));
  }
}
