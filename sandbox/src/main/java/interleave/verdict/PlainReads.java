package interleave.verdict;

import java.lang.classfile.ClassFile;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.BranchInstruction;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.reflect.AccessFlag;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Finds the field, neither volatile nor final, that the loop around a line reads. */
final class PlainReads {
  private PlainReads() {}

  /** A loop's first and last instruction. */
  private record Loop(int from, int to) {}

  /**
   * The first such field in the loop of the reader's innermost frame, as the reader named it; empty
   * when there is no loop or it reads none.
   */
  static Optional<String> around(List<StackTraceElement> stack, ReaderCode code) {
    return stack.stream()
        .filter(f -> code.cellOf(f.getClassName()).isPresent())
        .findFirst()
        .flatMap(f -> inLoop(f, code));
  }

  private static Optional<String> inLoop(StackTraceElement frame, ReaderCode code) {
    Optional<MethodCode> method = MethodCode.of(frame, code);
    Loop loop = method.map(m -> loop(m, frame.getLineNumber())).orElse(null);
    if (loop == null) {
      return Optional.empty();
    }
    return IntStream.rangeClosed(loop.from, loop.to)
        .mapToObj(method.get().instructions()::get)
        .filter(FieldInstruction.class::isInstance)
        .map(FieldInstruction.class::cast)
        .filter(f -> f.opcode() == Opcode.GETFIELD || f.opcode() == Opcode.GETSTATIC)
        .filter(f -> isPlain(f, code))
        .map(f -> f.name().stringValue())
        .findFirst();
  }

  /** The smallest loop around a line: from the target of a backward branch to the branch. */
  private static @Nullable Loop loop(MethodCode method, int line) {
    int first = method.lines().indexOf(line);
    return IntStream.range(0, method.instructions().size())
        .filter(i -> method.instructions().get(i) instanceof BranchInstruction)
        .mapToObj(
            i ->
                new Loop(
                    method.index(((BranchInstruction) method.instructions().get(i)).target()), i))
        .filter(l -> l.from <= l.to && (l.from <= first || method.lines().get(l.from) == line))
        .filter(l -> first <= l.to)
        .min(Comparator.comparingInt(l -> l.to - l.from))
        .orElse(null);
  }

  private static boolean isPlain(FieldInstruction read, ReaderCode code) {
    return code.bytesOf(read.owner().asInternalName().replace('/', '.')).stream()
        .flatMap(bytes -> ClassFile.of().parse(bytes).fields().stream())
        .filter(f -> f.fieldName().equalsString(read.name().stringValue()))
        .anyMatch(f -> !f.flags().has(AccessFlag.VOLATILE) && !f.flags().has(AccessFlag.FINAL));
  }
}
