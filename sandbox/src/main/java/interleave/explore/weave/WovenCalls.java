package interleave.explore.weave;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;

/** Weaves calls, each as its kind wants it. */
final class WovenCalls {
  private final CodeBuilder code;
  private final Values values;

  WovenCalls(CodeBuilder code, Values values) {
    this.code = code;
    this.values = values;
  }

  /**
   * Weaves a call.
   *
   * @param site its number, of no meaning for a plain one
   */
  void weave(InvokeInstruction call, Calls.Kind kind, int site) {
    switch (kind) {
      case Calls.Kind.Plain _ -> code.with(call);
      case Calls.Kind.Unmodelled _ -> {
        code.loadConstant(site);
        code.invokestatic(WovenCode.HOOKS, "unmodelled", WovenCode.SITE);
        code.with(call);
      }
      case Calls.Kind.Modelled modelled -> {
        code.loadConstant(site);
        code.invokestatic(WovenCode.HOOKS, "at", WovenCode.SITE);
        code.invokestatic(
            modelled.model().owner(), call.name().stringValue(), modelled.model().type());
      }
      case Calls.Kind.Placed _ -> {
        code.loadConstant(site);
        code.invokestatic(WovenCode.HOOKS, "at", WovenCode.SITE);
        code.with(call);
      }
      case Calls.Kind.Watched _ -> around(call, site, false);
      case Calls.Kind.Handle _ -> around(call, site, true);
    }
  }

  /** Tells an access by a call, before and after; the arguments stay aside meanwhile. */
  private void around(InvokeInstruction call, int site, boolean handle) {
    MethodTypeDesc type = call.typeSymbol();
    int[] arguments = new int[type.parameterCount()];
    for (int i = arguments.length - 1; i >= 0; i--) {
      TypeKind kind = TypeKind.from(type.parameterType(i));
      arguments[i] = code.allocateLocal(kind);
      code.storeLocal(kind, arguments[i]);
    }
    code.dup();
    if (handle) {
      boolean on = arguments.length > 0 && !type.parameterType(0).isPrimitive();
      if (on) {
        code.aload(arguments[0]);
      } else {
        code.aconst_null();
      }
      if (arguments.length > 1 && type.parameterType(1).equals(ConstantDescs.CD_int)) {
        code.iload(arguments[1]);
      } else {
        code.loadConstant(0);
      }
      code.loadConstant(site);
      code.invokestatic(
          WovenCode.HOOKS,
          "handle",
          MethodTypeDesc.of(
              ConstantDescs.CD_void,
              ConstantDescs.CD_VarHandle,
              ConstantDescs.CD_Object,
              ConstantDescs.CD_int,
              ConstantDescs.CD_int));
    } else {
      code.loadConstant(site);
      code.invokestatic(WovenCode.HOOKS, "call", WovenCode.ON_SITE);
    }
    for (int i = 0; i < arguments.length; i++) {
      code.loadLocal(TypeKind.from(type.parameterType(i)), arguments[i]);
    }
    code.with(call);
    TypeKind result = TypeKind.from(type.returnType());
    if (result == TypeKind.VOID) {
      code.invokestatic(WovenCode.HOOKS, "done", MethodTypeDesc.of(ConstantDescs.CD_void));
    } else {
      values.copy(result);
      values.tell(type.returnType());
    }
  }
}
