package interleave.explore.weave;

import java.io.ByteArrayInputStream;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.FieldModel;
import java.lang.classfile.MethodModel;
import java.lang.constant.ClassDesc;
import java.lang.reflect.AccessFlag;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The program's own classes: their fields, their parents, what they declare. */
final class Universe {
  /**
   * A field of the program's.
   *
   * @param number equal wherever the field is used
   * @param owner simple name of the class that declares it, may be empty
   * @param constant final, so that nobody waits for it to change
   */
  record Field(int number, String owner, String name, boolean constant, boolean isVolatile) {}

  /** JShell nests what a cell declares in these. */
  private static final Pattern WRAPPER = Pattern.compile("REPL/\\$JShell\\$\\d+[A-Z]*");

  private final Map<String, ClassModel> models = new LinkedHashMap<>();
  private final Map<String, Field> fields = new HashMap<>();
  private final ClassFile classFile;

  Universe(Map<String, byte[]> classes) {
    classFile =
        ClassFile.of(
            ClassFile.ClassHierarchyResolverOption.of(
                ClassHierarchyResolver.ofResourceParsing(type -> bytes(classes, type))
                    .orElse(
                        ClassHierarchyResolver.ofClassLoading(ClassLoader.getSystemClassLoader()))
                    .cached()));
    classes.forEach((name, bytes) -> models.put(name.replace('.', '/'), classFile.parse(bytes)));
    models.forEach(
        (name, model) -> {
          for (FieldModel field : model.fields()) {
            String key = name + "." + field.fieldName().stringValue();
            fields.put(
                key,
                new Field(
                    fields.size(),
                    simple(name),
                    field.fieldName().stringValue(),
                    field.flags().has(AccessFlag.FINAL),
                    field.flags().has(AccessFlag.VOLATILE)));
          }
        });
  }

  private static @Nullable ByteArrayInputStream bytes(Map<String, byte[]> classes, ClassDesc type) {
    String descriptor = type.descriptorString();
    byte[] found =
        type.isClassOrInterface()
            ? classes.get(descriptor.substring(1, descriptor.length() - 1).replace('/', '.'))
            : null;
    return found == null ? null : new ByteArrayInputStream(found);
  }

  ClassFile classFile() {
    return classFile;
  }

  Map<String, ClassModel> models() {
    return models;
  }

  boolean has(String type) {
    return models.containsKey(type);
  }

  /** A field by the class that the instruction names, which may inherit it; empty for the JDK's. */
  Optional<Field> field(String owner, String name) {
    Field found = fields.get(owner + "." + name);
    if (found != null) {
      return Optional.of(found);
    }
    ClassModel model = models.get(owner);
    if (model == null) {
      return Optional.empty();
    }
    for (var parent : model.interfaces()) {
      Optional<Field> inherited = field(parent.asInternalName(), name);
      if (inherited.isPresent()) {
        return inherited;
      }
    }
    return model.superclass().flatMap(parent -> field(parent.asInternalName(), name));
  }

  /** Numbers of fields by simple name and by {@code name@binary.Owner}, for what names them so. */
  Map<String, Integer> fieldNumbers() {
    Map<String, Integer> numbers = new HashMap<>();
    fields.forEach(
        (key, field) -> {
          String owner = key.substring(0, key.lastIndexOf('.')).replace('/', '.');
          numbers.put(field.name() + "@" + owner, field.number());
          numbers.putIfAbsent(field.name(), field.number());
        });
    return numbers;
  }

  /**
   * The JDK's class whose method a call reaches, if no class of the program's declares it.
   *
   * @return empty when the program has its own
   */
  Optional<String> outside(String owner, String name, String descriptor) {
    ClassModel model = models.get(owner);
    if (model == null) {
      return Optional.of(owner);
    }
    for (MethodModel method : model.methods()) {
      if (method.methodName().equalsString(name) && method.methodType().equalsString(descriptor)) {
        return Optional.empty();
      }
    }
    Optional<String> above =
        model.superclass().flatMap(p -> outside(p.asInternalName(), name, descriptor));
    if (above.isPresent() && !above.get().equals("java/lang/Object")) {
      return above;
    }
    for (var parent : model.interfaces()) {
      Optional<String> found = outside(parent.asInternalName(), name, descriptor);
      if (found.isPresent() && !found.get().equals("java/lang/Object")) {
        return found;
      }
    }
    return above;
  }

  String source(ClassModel model) {
    return model
        .findAttribute(Attributes.sourceFile())
        .map(s -> s.sourceFile().stringValue())
        .orElse("");
  }

  /** As the reader calls a class; empty for what JShell wraps, and for one without a name. */
  static String simple(String internalName) {
    if (WRAPPER.matcher(internalName).matches()) {
      return "";
    }
    String end =
        internalName.substring(
            Math.max(internalName.lastIndexOf('/'), internalName.lastIndexOf('$')) + 1);
    return end.replaceFirst("^\\d+", "");
  }
}
