package interleave.explore.weave;

import interleave.explore.schedule.Access;
import interleave.explore.schedule.Hooks;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeModel;
import java.lang.classfile.Label;
import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;
import java.lang.classfile.attribute.CodeAttribute;
import java.lang.classfile.attribute.StackMapTableAttribute;
import java.lang.classfile.instruction.ArrayLoadInstruction;
import java.lang.classfile.instruction.ArrayStoreInstruction;
import java.lang.classfile.instruction.BranchInstruction;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LabelTarget;
import java.lang.classfile.instruction.LineNumber;
import java.lang.classfile.instruction.MonitorInstruction;
import java.lang.classfile.instruction.NewObjectInstruction;
import java.lang.classfile.instruction.ReturnInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Weaves one method's code. */
final class WovenCode {
  static final ClassDesc HOOKS = ClassDesc.of(Hooks.class.getName());
  private static final ClassDesc OBJECT = ConstantDescs.CD_Object;
  private static final ClassDesc INT = ConstantDescs.CD_int;
  private static final ClassDesc VOID = ConstantDescs.CD_void;
  static final MethodTypeDesc ON_SITE = MethodTypeDesc.of(VOID, OBJECT, INT);
  static final MethodTypeDesc SITE = MethodTypeDesc.of(VOID, INT);
  private static final MethodTypeDesc ELEMENT = MethodTypeDesc.of(VOID, OBJECT, INT, INT);
  private static final MethodTypeDesc ON = MethodTypeDesc.of(VOID, OBJECT);

  private final Weaver weaver;
  private final WovenClass type;
  private final CodeBuilder code;
  private final CodeModel model;
  private final Values values;
  private final WovenCalls calls;
  private final @Nullable Runnable monitor;
  private final Set<Label> bound = new HashSet<>();
  private final Set<Label> handlers;
  private int line;
  private int news;
  private boolean born;

  /**
   * Prepares to weave.
   *
   * @param monitor pushes the monitor of a synchronized method, null for others
   * @param constructor whether the object has no super constructor's call behind it yet
   */
  WovenCode(
      Weaver weaver,
      WovenClass type,
      CodeBuilder code,
      CodeModel model,
      @Nullable Runnable monitor,
      boolean constructor) {
    this.weaver = weaver;
    this.type = type;
    this.code = code;
    this.model = model;
    this.values = new Values(code);
    this.calls = new WovenCalls(code, values);
    this.monitor = monitor;
    this.born = !constructor;
    this.handlers = Handlers.ofWhatStops(model);
    keepLocals();
  }

  /** Leaves the method's own variables alone: a fresh builder knows of its parameters only. */
  private void keepLocals() {
    if (model instanceof CodeAttribute attribute) {
      int next = -1;
      while (next < attribute.maxLocals()) {
        next = code.allocateLocal(TypeKind.INT);
      }
    }
  }

  void weave(boolean entersClass) {
    if (entersClass) {
      line = Weaver.firstLine(model);
      initialise(weaver.initialiser(type.name()));
    }
    for (CodeElement element : model) {
      switch (element) {
        case StackMapTableAttribute _ -> {}
        case LineNumber number -> {
          line = number.line();
          code.with(number);
        }
        case LabelTarget target -> label(target);
        case FieldInstruction field -> field(field);
        case ArrayLoadInstruction load -> load(load);
        case ArrayStoreInstruction store -> store(store);
        case MonitorInstruction instruction -> monitor(instruction);
        case NewObjectInstruction made -> {
          news++;
          code.with(made);
        }
        case InvokeInstruction call -> call(call);
        case BranchInstruction branch -> {
          if (bound.contains(branch.target())) {
            code.loadConstant(weaver.sites().loop());
            code.invokestatic(HOOKS, "loop", SITE);
          }
          code.with(branch);
        }
        case ReturnInstruction end when monitor != null -> {
          monitor.run();
          code.invokestatic(HOOKS, "exit", ON);
          code.with(end);
        }
        default -> code.with(element);
      }
    }
  }

  private void label(LabelTarget target) {
    bound.add(target.label());
    code.with(target);
    if (handlers.contains(target.label())) {
      code.dup();
      code.invokestatic(HOOKS, "caught", MethodTypeDesc.of(VOID, ConstantDescs.CD_Throwable));
    }
  }

  private int site(String owner, String name, int field, Access access) {
    return weaver.sites().add(type.source(), line, owner, name, field, access);
  }

  private void field(FieldInstruction field) {
    String owner = field.owner().asInternalName();
    boolean isStatic = field.opcode() == Opcode.GETSTATIC || field.opcode() == Opcode.PUTSTATIC;
    if (isStatic && !owner.equals(type.name())) {
      initialise(weaver.initialiser(owner));
    }
    Universe.Field found = weaver.universe().field(owner, field.name().stringValue()).orElse(null);
    if (found == null || found.constant() || found.name().contains("$") || !born) {
      code.with(field);
      return;
    }
    boolean reads = field.opcode() == Opcode.GETFIELD || field.opcode() == Opcode.GETSTATIC;
    Access access =
        found.isVolatile()
            ? reads ? Access.VOLATILE_READ : Access.VOLATILE_WRITE
            : reads ? Access.READ : Access.WRITE;
    int site = site(found.owner(), found.name(), found.number(), access);
    TypeKind kind = TypeKind.from(field.typeSymbol());
    int spilled = -1;
    if (!reads) {
      spilled = code.allocateLocal(kind);
      code.storeLocal(kind, spilled);
    }
    if (isStatic) {
      code.loadConstant(site);
      code.invokestatic(HOOKS, "global", SITE);
    } else {
      code.dup();
      code.loadConstant(site);
      code.invokestatic(HOOKS, "field", ON_SITE);
    }
    if (reads) {
      code.with(field);
      values.copy(kind);
    } else {
      code.loadLocal(kind, spilled);
      code.with(field);
      code.loadLocal(kind, spilled);
    }
    values.tell(field.typeSymbol());
  }

  private void load(ArrayLoadInstruction load) {
    code.dup2();
    code.loadConstant(site("", "", 0, Access.READ));
    code.invokestatic(HOOKS, "element", ELEMENT);
    code.with(load);
    values.copy(load.typeKind());
    values.tell(load.typeKind());
  }

  private void store(ArrayStoreInstruction store) {
    TypeKind kind = store.typeKind();
    int spilled = code.allocateLocal(kind);
    code.storeLocal(kind, spilled);
    code.dup2();
    code.loadConstant(site("", "", 0, Access.WRITE));
    code.invokestatic(HOOKS, "element", ELEMENT);
    code.loadLocal(kind, spilled);
    code.with(store);
    code.loadLocal(kind, spilled);
    values.tell(kind);
  }

  private void monitor(MonitorInstruction instruction) {
    if (instruction.opcode() == Opcode.MONITORENTER) {
      code.loadConstant(site("", "", -1, Access.UPDATE));
      code.invokestatic(HOOKS, "enter", ON_SITE);
    } else {
      code.invokestatic(HOOKS, "exit", ON);
    }
  }

  private void call(InvokeInstruction call) {
    String owner = call.owner().asInternalName();
    String name = call.name().stringValue();
    if (name.equals("<init>")) {
      if (news > 0) {
        news--;
      } else {
        born = true;
      }
    }
    Calls.Kind kind = weaver.kind(call);
    int site =
        kind instanceof Calls.Kind.Plain
            ? 0
            : site(
                Universe.simple(owner),
                name,
                -1,
                switch (kind) {
                  case Calls.Kind.Watched watched -> watched.access();
                  case Calls.Kind.Handle handle -> handle.access();
                  case Calls.Kind.Modelled _,
                      Calls.Kind.Placed _,
                      Calls.Kind.Unmodelled _,
                      Calls.Kind.Plain _ ->
                      Access.UPDATE;
                });
    calls.weave(call, kind, site);
  }

  private void initialise(int number) {
    if (number >= 0) {
      code.loadConstant(number);
      code.loadConstant(site("", "", -1, Access.UPDATE));
      code.invokestatic(HOOKS, "initialise", MethodTypeDesc.of(VOID, INT, INT));
    }
  }
}
