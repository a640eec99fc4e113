package interleave.explore.weave;

import interleave.explore.schedule.Access;
import java.lang.classfile.AccessFlags;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassElement;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeModel;
import java.lang.classfile.FieldModel;
import java.lang.classfile.Label;
import java.lang.classfile.MethodElement;
import java.lang.classfile.MethodModel;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.AccessFlag;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Weaves one class: its methods, and its statics so that they can be set back. */
final class WovenClass implements ClassTransform {
  /** The name of what was the static initialiser. */
  static final String INITIALISE = "initialise$interleave";

  /** The name of what sets the statics to their defaults. */
  static final String RESET = "reset$interleave";

  private static final MethodTypeDesc NOTHING = MethodTypeDesc.of(ConstantDescs.CD_void);

  private final Weaver weaver;
  private final ClassModel model;
  private final String source;
  private final boolean again;

  WovenClass(Weaver weaver, ClassModel model) {
    this.weaver = weaver;
    this.model = model;
    this.source = weaver.universe().source(model);
    this.again = again(model);
  }

  /**
   * Whether the class's statics are set back before each execution. Enums are not: the JDK
   * remembers their constants; nor interfaces, whose fields must be final; see {@link Lasting}.
   */
  static boolean again(ClassModel model) {
    return !model.flags().has(AccessFlag.ENUM) && !model.flags().has(AccessFlag.INTERFACE);
  }

  /** Whether a class has an initialiser that does more than look whether assertions are on. */
  static boolean initialises(ClassModel model) {
    return again(model)
        && model.methods().stream()
            .filter(m -> m.methodName().equalsString("<clinit>"))
            .flatMap(m -> m.code().stream())
            .flatMap(CodeModel::elementStream)
            .anyMatch(
                e ->
                    e instanceof FieldInstruction f && !f.name().equalsString("$assertionsDisabled")
                        || e instanceof InvokeInstruction i
                            && !i.name().equalsString("desiredAssertionStatus"));
  }

  String source() {
    return source;
  }

  String name() {
    return model.thisClass().asInternalName();
  }

  @Override
  public void accept(ClassBuilder builder, ClassElement element) {
    switch (element) {
      case FieldModel field when resets(field) ->
          builder.withField(
              field.fieldName().stringValue(),
              ClassDesc.ofDescriptor(field.fieldType().stringValue()),
              f -> {
                field.forEach(
                    part -> {
                      if (!(part instanceof AccessFlags)) {
                        f.with(part);
                      }
                    });
                f.withFlags(field.flags().flagsMask() & ~ClassFile.ACC_FINAL);
              });
      case MethodModel method when method.code().isPresent() -> method(builder, method);
      default -> builder.with(element);
    }
  }

  private boolean resets(FieldModel field) {
    return again
        && field.flags().has(AccessFlag.STATIC)
        && field.findAttribute(Attributes.constantValue()).isEmpty()
        && (initialises(model) || !field.flags().has(AccessFlag.FINAL));
  }

  private void method(ClassBuilder builder, MethodModel method) {
    boolean initialiser = method.methodName().equalsString("<clinit>");
    if (initialiser && !initialises(model)) {
      builder.with(method);
      return;
    }
    boolean locks = method.flags().has(AccessFlag.SYNCHRONIZED);
    int flags =
        initialiser
            ? ClassFile.ACC_STATIC | ClassFile.ACC_PRIVATE | ClassFile.ACC_SYNTHETIC
            : method.flags().flagsMask() & ~ClassFile.ACC_SYNCHRONIZED;
    builder.withMethod(
        initialiser ? INITIALISE : method.methodName().stringValue(),
        method.methodTypeSymbol(),
        flags,
        m -> {
          for (MethodElement element : method) {
            if (element instanceof CodeModel code) {
              m.withCode(
                  c -> {
                    if (locks) {
                      locked(c, method, code);
                    } else {
                      body(c, method, code, null);
                    }
                  });
            } else if (!(element instanceof AccessFlags)) {
              m.with(element);
            }
          }
        });
  }

  private void locked(CodeBuilder code, MethodModel method, CodeModel model) {
    Runnable push =
        () -> {
          if (method.flags().has(AccessFlag.STATIC)) {
            code.loadConstant(this.model.thisClass().asSymbol());
          } else {
            code.aload(0);
          }
        };
    push.run();
    code.loadConstant(
        weaver.sites().add(source, Weaver.firstLine(model), "", "", -1, Access.UPDATE));
    code.invokestatic(WovenCode.HOOKS, "enter", WovenCode.ON_SITE);
    Label start = code.newBoundLabel();
    body(code, method, model, push);
    Label end = code.newBoundLabel();
    push.run();
    code.invokestatic(
        WovenCode.HOOKS, "exit", MethodTypeDesc.of(ConstantDescs.CD_void, ConstantDescs.CD_Object));
    code.athrow();
    code.exceptionCatchAll(start, end, end);
  }

  private void body(
      CodeBuilder code, MethodModel method, CodeModel model, @Nullable Runnable monitor) {
    new WovenCode(weaver, this, code, model, monitor, method.methodName().equalsString("<init>"))
        .weave(enters(method));
  }

  /** Whether running a method uses the class for what may be the first time (JLS 12.4.1). */
  private static boolean enters(MethodModel method) {
    String name = method.methodName().stringValue();
    return name.equals("<init>")
        || (method.flags().has(AccessFlag.STATIC)
            && !name.equals("<clinit>")
            && !name.startsWith("lambda$")
            && !name.startsWith("reference$"));
  }

  @Override
  public void atEnd(ClassBuilder builder) {
    List<FieldModel> fields = model.fields().stream().filter(this::resets).toList();
    if (fields.isEmpty()) {
      return;
    }
    builder.withMethodBody(
        RESET,
        NOTHING,
        ClassFile.ACC_STATIC | ClassFile.ACC_PRIVATE | ClassFile.ACC_SYNTHETIC,
        code -> {
          for (FieldModel field : fields) {
            ClassDesc type = ClassDesc.ofDescriptor(field.fieldType().stringValue());
            switch (TypeKind.from(type).asLoadable()) {
              case LONG -> code.lconst_0();
              case FLOAT -> code.fconst_0();
              case DOUBLE -> code.dconst_0();
              case REFERENCE -> code.aconst_null();
              default -> code.iconst_0();
            }
            code.putstatic(model.thisClass().asSymbol(), field.fieldName().stringValue(), type);
          }
          code.return_();
        });
  }
}
