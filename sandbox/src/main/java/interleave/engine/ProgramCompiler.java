package interleave.engine;

import interleave.protocol.EngineReply;
import interleave.protocol.Event;
import interleave.protocol.Source;
import interleave.protocol.Step;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Compiles a whole source file in one go: a compact one (JEP 512) or one of ordinary classes. */
final class ProgramCompiler {
  private final Javac javac = new Javac();

  EngineReply.Compiled compile(long request, String name, Source source) {
    Javac.Result result = javac.compile(name, source);
    List<Event.Problem> problems = new ArrayList<>(result.problems());
    Optional<String> main = result.compiled() ? mainClass(result.classes()) : Optional.empty();
    if (result.compiled() && main.isEmpty()) {
      problems.add(
          Javac.first(source, "This program has no main method; write void main() { ... }"));
    }
    return new EngineReply.Compiled(
        request,
        main.isEmpty(),
        problems,
        main.isEmpty() ? List.of() : result.files(source),
        main.<List<Step>>map(m -> List.of(new Step.Launch(m, List.of()))).orElse(List.of()));
  }

  /** The first class, in the order of the text, that could be launched (JLS 12.1.4). */
  private static Optional<String> mainClass(Map<String, byte[]> classes) {
    return classes.entrySet().stream()
        .filter(e -> launchable(java.lang.classfile.ClassFile.of().parse(e.getValue())))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  private static boolean launchable(ClassModel model) {
    // javac writes a nested class before the class around it, which is the one that counts.
    return model.findAttribute(Attributes.nestHost()).isEmpty()
        && model.methods().stream()
            .filter(m -> m.methodName().equalsString("main"))
            .filter(m -> (m.flags().flagsMask() & java.lang.classfile.ClassFile.ACC_PRIVATE) == 0)
            .map(m -> m.methodType().stringValue())
            .anyMatch(type -> type.equals("()V") || type.equals("([Ljava/lang/String;)V"));
  }
}
