package interleave.engine;

import interleave.protocol.EngineReply;
import interleave.protocol.Event;
import interleave.protocol.Source;
import interleave.protocol.Step;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.MethodModel;
import java.lang.reflect.AccessFlag;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Compiles a whole source file in one go: a compact one (JEP 512) or one of ordinary classes. */
final class ProgramCompiler {
  private static final Set<String> MAIN_TYPES = Set.of("()V", "([Ljava/lang/String;)V");

  private final Javac javac = new Javac();

  EngineReply.Compiled compile(long request, String name, Source source) {
    Javac.Result result = javac.compile(name, source);
    List<Event.Problem> problems = new ArrayList<>(result.problems());
    List<ClassModel> models = result.compiled() ? topLevel(result.classes()) : List.of();
    Optional<String> main =
        models.stream().filter(ProgramCompiler::launchable).map(ProgramCompiler::name).findFirst();
    if (result.compiled() && main.isEmpty()) {
      problems.add(Javac.first(source, withoutMain(models)));
    }
    return new EngineReply.Compiled(
        request,
        main.isEmpty(),
        problems,
        main.isEmpty() ? List.of() : result.files(source),
        main.<List<Step>>map(m -> List.of(new Step.Launch(m, List.of()))).orElse(List.of()));
  }

  /** In the order of the text; javac writes a nested class before the class around it. */
  private static List<ClassModel> topLevel(Map<String, byte[]> classes) {
    return classes.values().stream()
        .map(bytes -> ClassFile.of().parse(bytes))
        .filter(model -> model.findAttribute(Attributes.nestHost()).isEmpty())
        .toList();
  }

  private static String name(ClassModel model) {
    return model.thisClass().asInternalName().replace('/', '.');
  }

  /** Whether {@code java} would start it (JLS 12.1.4); of several the first class is taken. */
  private static boolean launchable(ClassModel model) {
    return mains(model)
        .anyMatch(main -> main.flags().has(AccessFlag.STATIC) || instantiable(model));
  }

  private static Stream<MethodModel> mains(ClassModel model) {
    return methods(model, "main").filter(m -> MAIN_TYPES.contains(m.methodType().stringValue()));
  }

  private static Stream<MethodModel> methods(ClassModel model, String name) {
    return model.methods().stream()
        .filter(m -> m.methodName().equalsString(name) && !m.flags().has(AccessFlag.PRIVATE));
  }

  private static boolean instantiable(ClassModel model) {
    return !model.flags().has(AccessFlag.ABSTRACT)
        && methods(model, "<init>").anyMatch(m -> m.methodType().equalsString("()V"));
  }

  private static String withoutMain(List<ClassModel> models) {
    return models.stream()
        .filter(model -> mains(model).findAny().isPresent())
        .map(ProgramCompiler::name)
        .findFirst()
        .map(
            name ->
                "The main method of %1$s is not static, and %1$s cannot be made without arguments;"
                        .formatted(name)
                    + " write static void main() { ... }")
        .orElse("This program has no main method; write void main() { ... }");
  }
}
