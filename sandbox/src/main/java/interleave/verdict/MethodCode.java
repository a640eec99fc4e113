package interleave.verdict;

import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeModel;
import java.lang.classfile.Instruction;
import java.lang.classfile.Label;
import java.lang.classfile.MethodModel;
import java.lang.classfile.instruction.ExceptionCatch;
import java.lang.classfile.instruction.LabelTarget;
import java.lang.classfile.instruction.LineNumber;
import java.lang.reflect.AccessFlag;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The instructions of one of the reader's methods, in order, with their lines.
 *
 * @param lines the line of each instruction
 * @param labels the index of the instruction after each label
 */
record MethodCode(
    List<Instruction> instructions,
    List<Integer> lines,
    Map<Label, Integer> labels,
    List<ExceptionCatch> catches,
    boolean isSynchronized) {

  /** The method that a frame is in; empty for the JDK's methods and for one that is not found. */
  static Optional<MethodCode> of(StackTraceElement frame, ReaderCode code) {
    return code.bytesOf(frame.getClassName()).stream()
        .flatMap(bytes -> ClassFile.of().parse(bytes).methods().stream())
        .filter(m -> m.methodName().equalsString(frame.getMethodName()))
        .flatMap(m -> of(m).stream())
        .filter(m -> m.lines.contains(frame.getLineNumber()))
        .findFirst();
  }

  private static Optional<MethodCode> of(MethodModel method) {
    return method.code().map(c -> of(c, method.flags().has(AccessFlag.SYNCHRONIZED)));
  }

  private static MethodCode of(CodeModel code, boolean isSynchronized) {
    List<Instruction> instructions = new ArrayList<>();
    List<Integer> lines = new ArrayList<>();
    Map<Label, Integer> labels = new HashMap<>();
    int line = 0;
    for (CodeElement element : code) {
      switch (element) {
        case LineNumber number -> line = number.line();
        case LabelTarget target -> labels.put(target.label(), instructions.size());
        case Instruction instruction -> {
          instructions.add(instruction);
          lines.add(line);
        }
        default -> {} // the set is the JDK's and open to us; the rest is not asked for
      }
    }
    return new MethodCode(instructions, lines, labels, code.exceptionHandlers(), isSynchronized);
  }

  /** The indexes of the instructions of a kind at a line. */
  IntStream at(int line, Class<?> kind) {
    return IntStream.range(0, lines.size())
        .filter(i -> lines.get(i) == line && kind.isInstance(instructions.get(i)));
  }

  int index(Label label) {
    return labels.getOrDefault(label, 0);
  }
}
