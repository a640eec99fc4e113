package interleave.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import jdk.jshell.spi.ExecutionControl;
import jdk.jshell.spi.ExecutionControlProvider;
import jdk.jshell.spi.ExecutionEnv;

/**
 * Stands where JShell expects a JVM to execute in, and writes down what it is asked instead.
 *
 * <p>The class files are kept as JShell made them. {@code LocalExecutionControl} would weave a stop
 * check into every loop, which mends the very races and visibility bugs the book is about.
 */
final class Recorder implements ExecutionControl {
  private final List<ClassBytecodes> loaded = new ArrayList<>();
  private final List<String> invoked = new ArrayList<>();

  /** What JShell wanted loaded since the last {@link #clear}, in order. */
  List<ClassBytecodes> loaded() {
    return List.copyOf(loaded);
  }

  /** Names of the wrapper classes whose method JShell wanted invoked since then, in order. */
  List<String> invoked() {
    return List.copyOf(invoked);
  }

  void clear() {
    loaded.clear();
    invoked.clear();
  }

  /** Offers this recorder to {@link jdk.jshell.JShell.Builder#executionEngine}. */
  ExecutionControlProvider provider() {
    return new ExecutionControlProvider() {
      @Override
      public String name() {
        return "recorder";
      }

      @Override
      public ExecutionControl generate(ExecutionEnv env, Map<String, String> parameters) {
        return Recorder.this;
      }
    };
  }

  @Override
  public void load(ClassBytecodes[] classes) {
    loaded.addAll(List.of(classes));
  }

  @Override
  public void redefine(ClassBytecodes[] classes) throws NotImplementedException {
    // JShell then makes a class of a new name, which a session JVM can load beside the old one.
    throw new NotImplementedException("redefine");
  }

  @Override
  public String invoke(String className, String methodName) {
    invoked.add(className);
    return "";
  }

  @Override
  public String varValue(String className, String varName) {
    return "";
  }

  @Override
  public void addToClasspath(String path) throws NotImplementedException {
    throw new NotImplementedException("addToClasspath");
  }

  @Override
  public Object extensionCommand(String command, Object arg) throws NotImplementedException {
    throw new NotImplementedException(command);
  }

  @Override
  public void stop() {
    // Nothing runs here.
  }

  @Override
  public void close() {
    clear();
  }
}
