package interleave.watch;

import interleave.timeline.Call;
import interleave.timeline.Call.Phase;
import interleave.timeline.Watched;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.Label;
import java.lang.classfile.MethodModel;
import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.ExceptionCatch;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LineNumber;
import java.lang.classfile.instruction.MonitorInstruction;
import java.lang.classfile.instruction.ReturnInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.AccessFlag;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Weaves the code of one method. */
final class WovenMethod {
  private static final ClassDesc HOOKS = ClassDesc.of(Hooks.class.getName());
  private static final MethodTypeDesc TELL =
      MethodTypeDesc.of(
          ConstantDescs.CD_void,
          ConstantDescs.CD_Object,
          ConstantDescs.CD_int,
          ConstantDescs.CD_int);
  private static final MethodTypeDesc TELL_WHETHER =
      MethodTypeDesc.of(
          ConstantDescs.CD_void,
          ConstantDescs.CD_boolean,
          ConstantDescs.CD_Object,
          ConstantDescs.CD_int,
          ConstantDescs.CD_int,
          ConstantDescs.CD_int);

  private final Weaver weaver;
  private final MethodModel method;
  private final int number;
  private final boolean locks;
  private boolean changed;

  WovenMethod(Weaver weaver, MethodModel method, int number) {
    this.weaver = weaver;
    this.method = method;
    this.number = number;
    this.locks = method.flags().has(AccessFlag.SYNCHRONIZED);
  }

  /** Whether anything was woven in. */
  boolean changes() {
    return changed;
  }

  /** The transformation, begun anew: the builder may start over, with longer jumps. */
  CodeTransform fresh() {
    return new Weaving();
  }

  private final class Weaving implements CodeTransform {
    private final List<ExceptionCatch> catches = new ArrayList<>();
    private @Nullable Label body;
    private int line;

    @Override
    public void atStart(CodeBuilder code) {
      if (locks) {
        changed = true;
        pushLock(code);
        tell(code, Call.MONITOR, Phase.DONE);
        body = code.newBoundLabel();
      }
    }

    @Override
    public void accept(CodeBuilder code, CodeElement element) {
      switch (element) {
        case LineNumber number -> {
          line = number.line();
          code.with(number);
        }
        // Ours have to come first in the table, since the first that fits is taken (JVMS 2.10).
        case ExceptionCatch handler -> catches.add(handler);
        case MonitorInstruction monitor -> {
          changed = true;
          monitor(code, monitor);
        }
        case InvokeInstruction call -> call(code, call);
        case InvokeDynamicInstruction lambda -> {
          lambda.bootstrapArgs().stream()
              .filter(DirectMethodHandleDesc.class::isInstance)
              .map(DirectMethodHandleDesc.class::cast)
              .filter(m -> m.kind() != DirectMethodHandleDesc.Kind.CONSTRUCTOR)
              .filter(m -> m.owner().isClassOrInterface())
              .filter(
                  m ->
                      weaver
                          .place(internalName(m.owner()), m.methodName(), m.lookupDescriptor())
                          .isPresent())
              .forEach(m -> weaver.sawReference());
          code.with(lambda);
        }
        case ReturnInstruction end -> {
          if (locks) {
            pushLock(code);
            tell(code, Call.MONITOR_EXIT, Phase.DONE);
          }
          code.with(end);
        }
        default -> code.with(element);
      }
    }

    @Override
    public void atEnd(CodeBuilder code) {
      catches.forEach(code::with);
      Label start = body;
      if (start != null) {
        Label end = code.newBoundLabel();
        Label handler = code.newBoundLabel();
        pushLock(code);
        tell(code, Call.MONITOR_EXIT, Phase.DONE);
        code.athrow();
        code.exceptionCatchAll(start, end, handler);
      }
    }

    private void monitor(CodeBuilder code, MonitorInstruction monitor) {
      if (monitor.opcode() == Opcode.MONITORENTER) {
        code.dup().dup();
        tell(code, Call.MONITOR, Phase.BEFORE);
        code.with(monitor);
        tell(code, Call.MONITOR, Phase.DONE);
      } else {
        code.dup();
        tell(code, Call.MONITOR_EXIT, Phase.DONE);
        code.with(monitor);
      }
    }

    private void call(CodeBuilder code, InvokeInstruction call) {
      String owner = call.owner().asInternalName();
      String name = call.name().stringValue();
      String descriptor = call.type().stringValue();
      if (name.startsWith("<")) {
        code.with(call);
        return;
      }
      Places.Place place = weaver.place(owner, name, descriptor).orElse(null);
      if (place != null) {
        changed = true;
        place(code, call, place);
        return;
      }
      if (weaver.maySynchronize(owner, name, descriptor)) {
        changed = true;
        code.aconst_null();
        tell(code, Call.MONITOR, Phase.BEFORE);
      }
      code.with(call);
    }

    private void place(CodeBuilder code, InvokeInstruction call, Places.Place place) {
      boolean waits = place.call().state().isPresent();
      switch (place.target()) {
        case NONE -> around(code, call, place, -1);
        case ARGUMENT -> {
          code.dup();
          tell(code, place.call(), Phase.DONE);
          code.with(call);
        }
        case RESULT -> {
          code.with(call);
          code.dup();
          tell(code, place.call(), Phase.DONE);
        }
        case RECEIVER -> {
          int on = spill(code, call);
          if (waits) {
            around(code, call, place, on);
          } else {
            code.aload(on);
            tell(code, place.call(), Phase.DONE);
            reload(code, call);
            code.with(call);
          }
        }
      }
    }

    /** Tells before and after; the receiver, if any, is on the stack and in a variable. */
    private void around(CodeBuilder code, InvokeInstruction call, Places.Place place, int on) {
      push(code, on);
      tell(code, place.call(), Phase.BEFORE);
      if (on >= 0) {
        reload(code, call);
      }
      Label start = code.newBoundLabel();
      code.with(call);
      Label end = code.newBoundLabel();
      if (place.mayGiveUp() && call.typeSymbol().returnType().equals(ConstantDescs.CD_boolean)) {
        code.dup();
        push(code, on);
        code.loadConstant(Watched.what(place.call(), Phase.DONE));
        code.loadConstant(Watched.what(place.call(), Phase.FAILED));
        code.loadConstant(Watched.site(number, line));
        code.invokestatic(HOOKS, "tell", TELL_WHETHER);
      } else {
        push(code, on);
        tell(code, place.call(), Phase.DONE);
      }
      Label after = code.newLabel();
      code.goto_(after);
      // Here and not at the method's end: what is thrown on stays within the reader's own tries.
      Label handler = code.newBoundLabel();
      push(code, on);
      tell(code, place.call(), Phase.FAILED);
      code.athrow();
      code.labelBinding(after);
      code.exceptionCatchAll(start, end, handler);
    }

    // Each call has variables of its own: a shared one would have many types.
    private int[] arguments = new int[0];

    /** Moves the arguments from above the receiver into variables, and copies the receiver. */
    private int spill(CodeBuilder code, InvokeInstruction call) {
      MethodTypeDesc type = call.typeSymbol();
      arguments = new int[type.parameterCount()];
      for (int i = arguments.length - 1; i >= 0; i--) {
        TypeKind kind = TypeKind.from(type.parameterType(i));
        arguments[i] = code.allocateLocal(kind);
        code.storeLocal(kind, arguments[i]);
      }
      int on = code.allocateLocal(TypeKind.REFERENCE);
      code.dup();
      code.astore(on);
      return on;
    }

    private void reload(CodeBuilder code, InvokeInstruction call) {
      for (int i = 0; i < arguments.length; i++) {
        code.loadLocal(TypeKind.from(call.typeSymbol().parameterType(i)), arguments[i]);
      }
    }

    private void push(CodeBuilder code, int variable) {
      if (variable < 0) {
        code.aconst_null();
      } else {
        code.aload(variable);
      }
    }

    private void pushLock(CodeBuilder code) {
      if (method.flags().has(AccessFlag.STATIC)) {
        code.loadConstant(method.parent().orElseThrow().thisClass().asSymbol());
      } else {
        code.aload(0);
      }
    }

    private void tell(CodeBuilder code, Call call, Phase phase) {
      code.loadConstant(Watched.what(call, phase));
      code.loadConstant(Watched.site(number, line == 0 ? firstLine() : line));
      code.invokestatic(HOOKS, "tell", TELL);
    }

    private int firstLine() {
      return method
          .code()
          .orElseThrow()
          .elementStream()
          .filter(LineNumber.class::isInstance)
          .map(LineNumber.class::cast)
          .mapToInt(LineNumber::line)
          .findFirst()
          .orElse(0);
    }
  }

  private static String internalName(ClassDesc type) {
    String descriptor = type.descriptorString();
    return descriptor.substring(1, descriptor.length() - 1);
  }
}
