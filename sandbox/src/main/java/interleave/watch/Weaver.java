package interleave.watch;

import interleave.protocol.ClassFile;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.lang.classfile.ClassElement;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.MethodModel;
import java.lang.constant.ClassDesc;
import java.lang.reflect.AccessFlag;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Puts calls of {@link Hooks} at the places in the reader's classes where threads wait for each
 * other.
 *
 * <p>Methods keep their names, types and flags, and none are added, so that loaded classes can be
 * retransformed and restored (JVMTI, RetransformClasses). What does not pass the verifier is left
 * as it was.
 */
final class Weaver {
  private final Map<String, ClassFile> files = new HashMap<>();
  private final Map<String, Integer> numbers = new HashMap<>();
  private final Map<String, ClassModel> models = new HashMap<>();

  /** Names and descriptors of the reader's synchronized methods, whatever their class. */
  private final Set<String> synchronizedMethods = new HashSet<>();

  private final Set<String> plain = new TreeSet<>();
  private boolean references;
  private final java.lang.classfile.ClassFile classFile;

  /**
   * Knows the classes.
   *
   * @param classes the reader's; their order numbers them
   */
  Weaver(List<ClassFile> classes) {
    this.classFile =
        java.lang.classfile.ClassFile.of(
            java.lang.classfile.ClassFile.ClassHierarchyResolverOption.of(
                ClassHierarchyResolver.ofResourceParsing(this::bytesOf)
                    .orElse(
                        ClassHierarchyResolver.ofResourceParsing(
                            ClassLoader.getPlatformClassLoader()))
                    .cached()));
    for (ClassFile file : classes) {
      numbers.put(file.name(), files.size());
      files.put(file.name(), file);
    }
    for (ClassFile file : classes) {
      try {
        ClassModel model = classFile.parse(file.bytes());
        for (MethodModel method : model.methods()) {
          if (method.flags().has(AccessFlag.SYNCHRONIZED)) {
            synchronizedMethods.add(signature(method));
          }
        }
        models.put(file.name(), model);
      } catch (RuntimeException e) {
        plain.add(file.name());
      }
    }
  }

  /** The woven forms of the classes in which there is something to watch, by their names. */
  Map<String, byte[]> weave() {
    Map<String, byte[]> woven = new HashMap<>();
    models.forEach(
        (name, model) -> {
          try {
            weave(name, model).ifPresent(bytes -> woven.put(name, bytes));
          } catch (RuntimeException | StackOverflowError e) {
            plain.add(name); // too large a method, or a shape that no compiler of ours makes
          }
        });
    return woven;
  }

  /** Names of the classes that stay as they are because they cannot be woven. */
  Set<String> plain() {
    return plain;
  }

  /** Whether places were seen that cannot be watched: method references. */
  boolean sawReferences() {
    return references;
  }

  /** What could not be woven, in sentences for the reader. */
  List<String> notes() {
    List<String> notes = new ArrayList<>();
    plain.stream()
        .limit(3)
        .forEach(name -> notes.add("Locks and waits in " + name + " could not be watched."));
    if (references) {
      notes.add(
          "Calls by a method reference, such as lock::lock, are not watched; a lambda's are.");
    }
    return notes;
  }

  private Optional<byte[]> weave(String name, ClassModel model) {
    boolean[] changed = new boolean[1];
    byte[] bytes =
        classFile.transformClass(
            model,
            (builder, element) -> {
              if (element instanceof MethodModel method && method.code().isPresent()) {
                WovenMethod woven = new WovenMethod(this, method, numbers.getOrDefault(name, 0));
                builder.transformMethod(
                    method,
                    java.lang.classfile.MethodTransform.transformingCode(
                        CodeTransform.ofStateful(woven::fresh)));
                changed[0] |= woven.changes();
              } else {
                builder.with((ClassElement) element);
              }
            });
    if (!changed[0]) {
      return Optional.empty();
    }
    if (!classFile.verify(bytes).isEmpty()) {
      plain.add(name);
      return Optional.empty();
    }
    return Optional.of(bytes);
  }

  void sawReference() {
    references = true;
  }

  /** Whether a call could be of a reader's synchronized method. */
  boolean maySynchronize(String owner, String name, String descriptor) {
    return files.containsKey(owner.replace('/', '.'))
        && synchronizedMethods.contains(name + descriptor);
  }

  /** What a call is, with the methods that the reader's classes inherit. */
  Optional<Places.Place> place(String owner, String name, String descriptor) {
    Optional<Places.Place> found = Places.of(owner, name, descriptor);
    ClassModel model = models.get(owner.replace('/', '.'));
    if (found.isPresent() || model == null || declares(model, name, descriptor)) {
      return found;
    }
    for (var type : model.interfaces()) {
      found = place(type.asInternalName(), name, descriptor);
      if (found.isPresent()) {
        return found;
      }
    }
    return model
        .superclass()
        .map(parent -> parent.asInternalName())
        .filter(parent -> !parent.equals(owner))
        .flatMap(parent -> place(parent, name, descriptor));
  }

  private static boolean declares(ClassModel model, String name, String descriptor) {
    return model.methods().stream().anyMatch(m -> signature(m).equals(name + descriptor));
  }

  private static String signature(MethodModel method) {
    return method.methodName().stringValue() + method.methodType().stringValue();
  }

  private @Nullable InputStream bytesOf(ClassDesc type) {
    String descriptor = type.descriptorString();
    if (!type.isClassOrInterface()) {
      return null;
    }
    String name = descriptor.substring(1, descriptor.length() - 1).replace('/', '.');
    ClassFile file = files.get(name);
    return file == null ? null : new ByteArrayInputStream(file.bytes());
  }
}
