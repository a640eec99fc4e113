package interleave.verdict;

import java.lang.classfile.Label;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.ExceptionCatch;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Finds the line at which a thread took a lock that it holds.
 *
 * <p>A stack tells where each frame is now, not where it took what; the frame's own code does. For
 * a lock of java.util.concurrent no frame is known either: the line is told only where the methods
 * on the stack leave one choice.
 */
final class TakenAt {
  private static final String LOCKS = "java/util/concurrent/locks/";
  private static final Set<String> TAKING = Set.of("lock", "lockInterruptibly", "tryLock");

  private final ReaderCode code;

  TakenAt(ReaderCode code) {
    this.code = code;
  }

  /**
   * The line at which a thread took a lock, from 1; 0 when it is not known.
   *
   * @param name what {@link LockNames} calls the lock
   */
  int line(Stance holder, Object lock, String name) {
    for (Stance.Held held : holder.held()) {
      if (held.monitor() == lock) {
        return monitorLine(holder, held);
      }
    }
    return lockLine(holder, name);
  }

  private int monitorLine(Stance holder, Stance.Held held) {
    if (held.depth() >= holder.stack().size()) {
      return 0;
    }
    StackTraceElement frame = holder.stack().get(held.depth());
    List<Object> ofFrame =
        holder.held().stream()
            .filter(h -> h.depth() == held.depth())
            .map(Stance.Held::monitor)
            .toList();
    int inward = 0;
    while (ofFrame.get(inward) != held.monitor()) {
      inward++;
    }
    int place = inward;
    return MethodCode.of(frame, code)
        .map(m -> linesOf(m, open(m, at(m, frame, holder, held.depth()))))
        .filter(lines -> place < lines.size())
        .map(lines -> lines.get(place))
        .orElse(0);
  }

  /**
   * The line at which a thread waits for a monitor; 0 when it does not, or not in a block of the
   * reader's.
   *
   * <p>The interpreter counts on before it enters a monitor: a stack then names the line of the
   * first instruction inside the block.
   */
  int entryLine(Stance waiter) {
    if (waiter.state() != Thread.State.BLOCKED || waiter.stack().isEmpty()) {
      return 0;
    }
    StackTraceElement frame = waiter.stack().getFirst();
    return MethodCode.of(frame, code)
        .map(
            m -> {
              int entry = entry(m, frame.getLineNumber(), waiter);
              return entry < 0 ? 0 : m.lines().get(entry);
            })
        .orElse(0);
  }

  /** The entry of the monitor that the innermost frame waits for; -1 when it is not found. */
  private static int entry(MethodCode method, int line, Stance waiter) {
    long held = waiter.held().stream().filter(h -> h.depth() == 0).count();
    List<Integer> lines = method.lines();
    for (int i = 0; i + 1 < lines.size(); i++) {
      if (method.instructions().get(i).opcode() == Opcode.MONITORENTER
          && (lines.get(i) == line || lines.get(i + 1) == line)
          && open(method, i).size() + (method.isSynchronized() ? 1 : 0) == held) {
        return i;
      }
    }
    return -1;
  }

  /** The instruction that a frame is at. */
  private static int at(MethodCode method, StackTraceElement frame, Stance stance, int depth) {
    int line = frame.getLineNumber();
    int entry = depth == 0 ? entry(method, line, stance) : -1;
    return entry >= 0
        ? entry
        : method
            .at(line, InvokeInstruction.class)
            .max()
            .orElseGet(() -> method.lines().indexOf(line));
  }

  /** The entries of the blocks around an instruction, innermost first. */
  private static List<Integer> open(MethodCode method, int at) {
    Map<Label, Integer> taken = new HashMap<>();
    Map<Label, Boolean> covers = new HashMap<>();
    for (ExceptionCatch range : method.catches()) {
      int start = method.index(range.tryStart());
      int end = method.index(range.tryEnd());
      // javac guards a synchronized block, from after its entry, by a handler of its own.
      if (start > 0 && method.instructions().get(start - 1).opcode() == Opcode.MONITORENTER) {
        taken.merge(range.handler(), start - 1, Math::min);
      }
      covers.merge(range.handler(), start <= at && at < end, Boolean::logicalOr);
    }
    return taken.entrySet().stream()
        .filter(e -> covers.getOrDefault(e.getKey(), false))
        .map(Map.Entry::getValue)
        .sorted(Comparator.reverseOrder())
        .toList();
  }

  private static List<Integer> linesOf(MethodCode method, List<Integer> entries) {
    List<Integer> lines = new ArrayList<>(entries.stream().map(method.lines()::get).toList());
    if (method.isSynchronized() && !method.lines().isEmpty()) {
      lines.add(method.lines().getFirst());
    }
    return lines;
  }

  private int lockLine(Stance holder, String name) {
    Set<Integer> any = new TreeSet<>();
    Set<Integer> named = new TreeSet<>();
    String field = name.substring(name.lastIndexOf('.') + 1);
    boolean innermost = true;
    for (StackTraceElement frame : holder.stack()) {
      Optional<MethodCode> found = MethodCode.of(frame, code);
      if (found.isEmpty()) {
        continue;
      }
      MethodCode method = found.get();
      int here =
          method
              .at(frame.getLineNumber(), InvokeInstruction.class)
              .max()
              .orElse(method.lines().size());
      for (int i = 0; i < here; i++) {
        if (takes(method, i) && !(innermost && method.lines().get(i) == frame.getLineNumber())) {
          any.add(method.lines().get(i));
          if (i > 0
              && method.instructions().get(i - 1) instanceof FieldInstruction f
              && f.name().equalsString(field)) {
            named.add(method.lines().get(i));
          }
        }
      }
      innermost = false;
    }
    Set<Integer> lines = named.isEmpty() ? any : named;
    return lines.size() == 1 ? lines.iterator().next() : 0;
  }

  private static boolean takes(MethodCode method, int index) {
    return method.instructions().get(index) instanceof InvokeInstruction call
        && call.owner().asInternalName().startsWith(LOCKS)
        && TAKING.contains(call.name().stringValue());
  }
}
