package interleave.explore.weave;

import interleave.explore.schedule.Site;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeModel;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LineNumber;
import java.lang.constant.DirectMethodHandleDesc;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Weaves all classes of a program. */
public final class Weaver {
  private final Calls calls = new Calls();
  private final SiteList sites = new SiteList();
  private final Map<String, Integer> initialisers = new HashMap<>();
  private final Universe universe;

  private Weaver(Map<String, byte[]> classes) {
    Universe plain = new Universe(classes);
    Map<String, byte[]> bridged = new LinkedHashMap<>();
    classes.forEach(
        (name, bytes) ->
            bridged.put(
                name,
                References.bridged(plain.classFile(), bytes, handle -> wants(plain, handle))));
    this.universe = new Universe(bridged);
    universe
        .models()
        .forEach(
            (name, model) -> {
              if (WovenClass.initialises(model)) {
                initialisers.put(name, initialisers.size());
              }
            });
  }

  /**
   * What weaving gives.
   *
   * @param classes the woven class files, by binary name
   * @param sites the watched instructions
   * @param initialised binary names of the classes with an initialiser to be run anew, by number
   * @param fields numbers of fields by name, and by {@code name@Owner}
   * @param lasting whether an execution may change what setting statics back does not reach, so
   *     that the program is to be loaded anew for each
   */
  public record Woven(
      Map<String, byte[]> classes,
      List<Site> sites,
      List<String> initialised,
      Map<String, Integer> fields,
      boolean lasting) {}

  /**
   * Weaves.
   *
   * @param classes class files by binary name
   */
  public static Woven weave(Map<String, byte[]> classes) {
    Weaver weaver = new Weaver(classes);
    Map<String, byte[]> woven = new LinkedHashMap<>();
    weaver.universe.models().forEach((name, model) -> woven.put(binary(name), weaver.one(model)));
    List<String> initialised = new ArrayList<>(weaver.initialisers.size());
    weaver.initialisers.entrySet().stream()
        .sorted(Map.Entry.comparingByValue())
        .forEach(e -> initialised.add(binary(e.getKey())));
    return new Woven(
        woven,
        weaver.sites.sites(),
        initialised,
        weaver.universe.fieldNumbers(),
        new Lasting(weaver.universe).any());
  }

  private static String binary(String internal) {
    return internal.replace('/', '.');
  }

  private byte[] one(ClassModel model) {
    return universe.classFile().transformClass(model, new WovenClass(this, model));
  }

  SiteList sites() {
    return sites;
  }

  Universe universe() {
    return universe;
  }

  /** The number of a class whose initialiser is run anew, -1 for others. */
  int initialiser(String owner) {
    return initialisers.getOrDefault(owner, -1);
  }

  /** What is to be done with a call. */
  Calls.Kind kind(InvokeInstruction call) {
    return kind(
        universe,
        call.owner().asInternalName(),
        call.name().stringValue(),
        call.type().stringValue(),
        call.opcode() != Opcode.INVOKESTATIC);
  }

  private Calls.Kind kind(
      Universe known, String owner, String name, String descriptor, boolean instance) {
    Optional<String> reached =
        name.equals("<init>") && known.has(owner)
            ? Optional.empty()
            : known.outside(owner, name, descriptor);
    return reached
        .map(jdk -> calls.of(jdk, name, descriptor, instance))
        .orElseGet(Calls.Kind.Plain::new);
  }

  private boolean wants(Universe known, DirectMethodHandleDesc handle) {
    String descriptor = handle.owner().descriptorString();
    if (!descriptor.startsWith("L")) {
      return false;
    }
    boolean instance =
        switch (handle.kind()) {
          case VIRTUAL, INTERFACE_VIRTUAL -> true;
          case STATIC, INTERFACE_STATIC -> false;
          default -> {
            yield false;
          }
        };
    if (handle.kind() == DirectMethodHandleDesc.Kind.CONSTRUCTOR
        || handle.kind() == DirectMethodHandleDesc.Kind.SPECIAL
        || handle.kind() == DirectMethodHandleDesc.Kind.INTERFACE_SPECIAL) {
      return false;
    }
    return !(kind(
            known,
            descriptor.substring(1, descriptor.length() - 1),
            handle.methodName(),
            handle.lookupDescriptor(),
            instance)
        instanceof Calls.Kind.Plain);
  }

  static int firstLine(CodeModel code) {
    return code.elementStream()
        .filter(LineNumber.class::isInstance)
        .map(LineNumber.class::cast)
        .mapToInt(LineNumber::line)
        .findFirst()
        .orElse(0);
  }
}
