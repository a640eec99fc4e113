package interleave.verdict;

import java.util.regex.Pattern;

/** Names classes and methods as the reader wrote them. */
public final class ReaderNames {
  /** The name that JShell gives to the method it wraps a statement in. */
  public static final String SNIPPET_METHOD = "do_it$";

  /** JShell nests what a reader declares in wrappers such as {@code REPL.$JShell$11B}. */
  private static final Pattern WRAPPER = Pattern.compile("REPL\\.\\$JShell\\$\\d+[A-Z]*");

  /** What parts a nested class's name from that of the class around it, in their binary name. */
  private static final Pattern NESTED = Pattern.compile("(?<=[\\w)])\\$(?=\\w)");

  /** The package of benchmarks and stress tests, and the classes made around short ones. */
  private static final Pattern LABORATORY =
      Pattern.compile("^cell\\.(?:(?:Stressed|Compared)_*\\$)?");

  private static final Pattern MADE = Pattern.compile("cell\\.(?:Stressed|Compared)_*");

  private static final Pattern LAMBDA = Pattern.compile("lambda\\$(.+)\\$\\d+");

  private ReaderNames() {}

  /** Whether a method is one that JShell wraps a statement, or a variable's initial value, in. */
  public static boolean isSnippet(String method) {
    return method.equals(SNIPPET_METHOD) || method.equals(SNIPPET_METHOD + "Aux");
  }

  /** Without wrappers, and nested names joined by dots. */
  public static String type(String className) {
    String own = LABORATORY.matcher(className).replaceFirst("");
    String inner = WRAPPER.matcher(own).replaceFirst("").replaceFirst("^\\$", "");
    return NESTED.matcher(inner).replaceAll(".");
  }

  /** What runs in a frame, such as {@code Counter.inc} or {@code (top level)}. */
  public static String method(StackTraceElement frame) {
    boolean made = MADE.matcher(frame.getClassName()).matches();
    String owner = made ? "" : type(frame.getClassName());
    var lambda = LAMBDA.matcher(frame.getMethodName());
    String name = lambda.matches() ? lambda.group(1) : frame.getMethodName();
    if (isSnippet(name)) {
      return "(top level)";
    }
    return owner.isEmpty() ? name : owner + "." + name;
  }

  /** Whether a class holds top-level variables of a cell, and nothing else that is the reader's. */
  static boolean isWrapper(Class<?> type) {
    return WRAPPER.matcher(type.getName()).matches();
  }
}
