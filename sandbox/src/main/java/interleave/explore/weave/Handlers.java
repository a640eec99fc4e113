package interleave.explore.weave;

import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeModel;
import java.lang.classfile.Label;
import java.lang.classfile.instruction.ExceptionCatch;
import java.lang.classfile.instruction.LabelTarget;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds the exception handlers that could catch what unwinds a thread. */
final class Handlers {
  private static final Set<String> WIDE = Set.of("java/lang/Throwable", "java/lang/Error");

  private Handlers() {}

  /**
   * The handlers where it is to be passed on. Not those that cover themselves, as javac makes them
   * for synchronized blocks: what is thrown in them would come back for ever.
   */
  static Set<Label> ofWhatStops(CodeModel code) {
    List<CodeElement> elements = code.elementList();
    Map<Label, Integer> places = new HashMap<>();
    for (int i = 0; i < elements.size(); i++) {
      if (elements.get(i) instanceof LabelTarget target) {
        places.put(target.label(), i);
      }
    }
    Set<Label> found = new HashSet<>();
    Set<Label> selfCovering = new HashSet<>();
    for (CodeElement element : elements) {
      if (element instanceof ExceptionCatch handler) {
        if (handler.catchType().map(t -> WIDE.contains(t.asInternalName())).orElse(true)) {
          found.add(handler.handler());
        }
        int at = places.getOrDefault(handler.handler(), -1);
        if (places.getOrDefault(handler.tryStart(), 0) <= at
            && at < places.getOrDefault(handler.tryEnd(), 0)) {
          selfCovering.add(handler.handler());
        }
      }
    }
    found.removeAll(selfCovering);
    return found;
  }
}
