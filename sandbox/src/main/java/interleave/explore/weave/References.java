package interleave.explore.weave;

import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassElement;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.MethodTransform;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.LineNumber;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDesc;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.DynamicCallSiteDesc;
import java.lang.constant.MethodHandleDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.AccessFlag;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Turns references to methods of the JDK, such as {@code lock::lock}, into references to methods of
 * the class's own that make the call, where it can be woven.
 */
final class References implements ClassTransform {
  private record Bridge(DirectMethodHandleDesc own, DirectMethodHandleDesc target, int line) {}

  private final Predicate<DirectMethodHandleDesc> wanted;
  private final ClassDesc owner;
  private final boolean isInterface;
  private final List<Bridge> bridges = new ArrayList<>();
  private int line;

  private References(Predicate<DirectMethodHandleDesc> wanted, ClassModel model) {
    this.wanted = wanted;
    this.owner = model.thisClass().asSymbol();
    this.isInterface = model.flags().has(AccessFlag.INTERFACE);
  }

  /** The class with bridges; the same bytes when it needs none. */
  static byte[] bridged(
      ClassFile classFile, byte[] bytes, Predicate<DirectMethodHandleDesc> wanted) {
    ClassModel model = classFile.parse(bytes);
    References references = new References(wanted, model);
    byte[] changed = classFile.transformClass(model, references);
    return references.bridges.isEmpty() ? bytes : changed;
  }

  @Override
  public void accept(ClassBuilder builder, ClassElement element) {
    if (element instanceof java.lang.classfile.MethodModel method) {
      builder.transformMethod(method, MethodTransform.transformingCode(this::code));
    } else {
      builder.with(element);
    }
  }

  private void code(CodeBuilder code, CodeElement element) {
    if (element instanceof LineNumber number) {
      line = number.line();
    }
    if (element instanceof InvokeDynamicInstruction dynamic && makesLambda(dynamic)) {
      List<ConstantDesc> arguments = new ArrayList<>(dynamic.bootstrapArgs());
      boolean changed = false;
      for (int i = 0; i < arguments.size(); i++) {
        if (arguments.get(i) instanceof DirectMethodHandleDesc handle && wanted.test(handle)) {
          arguments.set(i, bridge(handle));
          changed = true;
        }
      }
      if (changed) {
        code.invokedynamic(
            DynamicCallSiteDesc.of(
                dynamic.bootstrapMethod(),
                dynamic.name().stringValue(),
                dynamic.typeSymbol(),
                arguments.toArray(ConstantDesc[]::new)));
        return;
      }
    }
    code.with(element);
  }

  private static boolean makesLambda(InvokeDynamicInstruction dynamic) {
    return dynamic
        .bootstrapMethod()
        .owner()
        .descriptorString()
        .equals("Ljava/lang/invoke/LambdaMetafactory;");
  }

  private DirectMethodHandleDesc bridge(DirectMethodHandleDesc target) {
    DirectMethodHandleDesc own =
        MethodHandleDesc.ofMethod(
            isInterface
                ? DirectMethodHandleDesc.Kind.INTERFACE_STATIC
                : DirectMethodHandleDesc.Kind.STATIC,
            owner,
            "reference$" + bridges.size(),
            target.invocationType());
    bridges.add(new Bridge(own, target, line));
    return own;
  }

  @Override
  public void atEnd(ClassBuilder builder) {
    for (Bridge bridge : bridges) {
      builder.withMethodBody(
          bridge.own().methodName(),
          bridge.own().invocationType(),
          ClassFile.ACC_PRIVATE | ClassFile.ACC_STATIC | ClassFile.ACC_SYNTHETIC,
          code -> call(code, bridge));
    }
  }

  private static void call(CodeBuilder code, Bridge bridge) {
    MethodTypeDesc type = bridge.own().invocationType();
    code.lineNumber(bridge.line());
    for (int i = 0; i < type.parameterCount(); i++) {
      code.loadLocal(TypeKind.from(type.parameterType(i)), code.parameterSlot(i));
    }
    DirectMethodHandleDesc target = bridge.target();
    String name = target.methodName();
    switch (target.kind()) {
      case STATIC -> code.invokestatic(target.owner(), name, type);
      case INTERFACE_STATIC -> code.invokestatic(target.owner(), name, type, true);
      case INTERFACE_VIRTUAL ->
          code.invokeinterface(target.owner(), name, type.dropParameterTypes(0, 1));
      default -> code.invokevirtual(target.owner(), name, type.dropParameterTypes(0, 1));
    }
    code.return_(TypeKind.from(type.returnType()));
  }
}
