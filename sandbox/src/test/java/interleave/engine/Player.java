package interleave.engine;

import interleave.protocol.ClassFile;
import interleave.protocol.EngineReply;
import interleave.protocol.Step;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Does in this JVM what a session JVM does with what was compiled: defines, executes, shows. */
final class Player extends ClassLoader {
  private final Map<String, byte[]> files = new HashMap<>();

  Player() {
    super(ClassLoader.getPlatformClassLoader());
  }

  /** Performs the steps and returns what was shown, such as {@code x: int = 5}. */
  List<String> play(EngineReply.Compiled compiled) throws Exception {
    if (compiled.rejected()) {
      throw new AssertionError("rejected: " + compiled.problems());
    }
    for (ClassFile file : compiled.classes()) {
      files.put(file.name(), file.bytes());
    }
    List<String> shown = new ArrayList<>();
    for (Step step : compiled.steps()) {
      switch (step) {
        case Step.Execute(String className) -> call(className);
        case Step.Show(String className, String name, String javaType) ->
            shown.add(name + ": " + javaType + " = " + call(className));
        case Step.Launch _, Step.Measure _, Step.Stress _, Step.Explore _ ->
            throw new AssertionError("no cell: " + step);
      }
    }
    return shown;
  }

  private Object call(String className) throws Exception {
    Method method = Class.forName(className, true, this).getDeclaredMethod("do_it$");
    method.setAccessible(true);
    try {
      return method.invoke(null);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof Exception cause) {
        throw cause;
      }
      throw e;
    }
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    byte[] bytes = files.get(name);
    if (bytes == null) {
      throw new ClassNotFoundException(name);
    }
    return defineClass(name, bytes, 0, bytes.length);
  }
}
