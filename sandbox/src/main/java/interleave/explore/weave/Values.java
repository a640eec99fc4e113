package interleave.explore.weave;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;

/** Tells values as they pass over the stack. */
final class Values {
  private final CodeBuilder code;

  Values(CodeBuilder code) {
    this.code = code;
  }

  /** Doubles the value on the stack. */
  void copy(TypeKind kind) {
    if (kind.slotSize() == 2) {
      code.dup2();
    } else {
      code.dup();
    }
  }

  /** Takes the value from the stack and tells it; a boolean or a character as such. */
  void tell(ClassDesc type) {
    if (type.equals(ConstantDescs.CD_boolean)) {
      hook(ConstantDescs.CD_boolean);
    } else if (type.equals(ConstantDescs.CD_char)) {
      hook(ConstantDescs.CD_char);
    } else {
      tell(TypeKind.from(type));
    }
  }

  /** Takes the value from the stack and tells it. */
  void tell(TypeKind kind) {
    hook(
        switch (kind.asLoadable()) {
          case INT -> kind == TypeKind.CHAR ? ConstantDescs.CD_char : ConstantDescs.CD_int;
          case LONG -> ConstantDescs.CD_long;
          case FLOAT -> ConstantDescs.CD_float;
          case DOUBLE -> ConstantDescs.CD_double;
          default -> ConstantDescs.CD_Object;
        });
  }

  private void hook(ClassDesc type) {
    code.invokestatic(WovenCode.HOOKS, "value", MethodTypeDesc.of(ConstantDescs.CD_void, type));
  }
}
