package interleave.explore.model;

import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds the model of a call. */
public final class Models {
  private static final List<Class<?>> ALL =
      List.of(
          ObjectModel.class,
          ThreadModel.class,
          BuilderModel.class,
          FactoryModel.class,
          LockSupportModel.class,
          LockModel.class,
          ReentrantLockModel.class,
          ReadWriteLockModel.class,
          ReentrantReadWriteLockModel.class,
          ConditionModel.class,
          SemaphoreModel.class,
          LatchModel.class,
          BarrierModel.class,
          BlockingQueueModel.class,
          BlockingDequeModel.class,
          FutureModel.class,
          CompletableFutureModel.class,
          ExecutorsModel.class,
          TimeUnitModel.class,
          SystemModel.class,
          PrintStreamModel.class,
          IoModel.class);

  /**
   * What replaces a call.
   *
   * @param owner the class of the static method, which has the call's name
   * @param type its type: the call's, with the receiver in front
   */
  public record Model(ClassDesc owner, MethodTypeDesc type) {}

  private final Map<String, Model> models = new HashMap<>();
  private final Map<String, Class<?>[]> parents = new HashMap<>();

  /** Reads the models' methods. */
  public Models() {
    for (Class<?> type : ALL) {
      Class<?> of = type.getAnnotation(ModelOf.class).value();
      String owner = of.getName().replace('.', '/');
      for (Method method : type.getDeclaredMethods()) {
        if (Modifier.isPublic(method.getModifiers())) {
          MethodType full =
              MethodType.methodType(method.getReturnType(), method.getParameterTypes());
          boolean instance = full.parameterCount() > 0 && full.parameterType(0) == of;
          MethodType call = instance ? full.dropParameterTypes(0, 1) : full;
          models.put(
              key(owner, method.getName(), call.descriptorString(), instance),
              new Model(
                  ClassDesc.of(type.getName()),
                  MethodTypeDesc.ofDescriptor(full.descriptorString())));
        }
      }
    }
  }

  private static String key(String owner, String name, String descriptor, boolean instance) {
    return (instance ? "" : "static ") + owner + "." + name + descriptor;
  }

  /**
   * The model of a call, or null.
   *
   * @param owner internal name of a class of the JDK; models of its parents count too
   */
  public @Nullable Model find(String owner, String name, String descriptor, boolean instance) {
    Model found = models.get(key(owner, name, descriptor, instance));
    if (found != null || !instance || name.equals("<init>")) {
      return found;
    }
    Class<?>[] above = parents.get(owner);
    if (above == null) {
      above = parents(owner);
      parents.put(owner, above);
    }
    for (Class<?> parent : above) {
      found = find(parent.getName().replace('.', '/'), name, descriptor, true);
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  private static Class<?>[] parents(String owner) {
    Class<?> type = jdk(owner);
    if (type == null || type.isArray()) {
      return new Class<?>[0];
    }
    Class<?>[] interfaces = type.getInterfaces();
    Class<?> above = type.isInterface() ? Object.class : type.getSuperclass();
    if (above == null) {
      return interfaces;
    }
    Class<?>[] all = new Class<?>[interfaces.length + 1];
    System.arraycopy(interfaces, 0, all, 0, interfaces.length);
    all[interfaces.length] = above;
    return all;
  }

  /** A class of the JDK by its internal name; null when there is none. */
  public static @Nullable Class<?> jdk(String owner) {
    try {
      return Class.forName(owner.replace('/', '.'), false, ClassLoader.getPlatformClassLoader());
    } catch (ClassNotFoundException | LinkageError e) {
      return null;
    }
  }
}
