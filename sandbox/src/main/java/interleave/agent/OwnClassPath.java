package interleave.agent;

import static java.nio.charset.StandardCharsets.UTF_8;

import interleave.protocol.ClassFile;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import jdk.internal.access.SharedSecrets;

/**
 * Lets this JVM find more classes and resources than it was started with: JMH and jcstress look for
 * some with their own class loader only.
 */
final class OwnClassPath {
  private OwnClassPath() {}

  /**
   * Adds classes, and resources by their paths.
   *
   * @throws IOException when there is no room for their files
   * @throws IllegalStateException on a JDK that is none that we know inside
   */
  static void add(List<ClassFile> classes, Map<String, String> resources) throws IOException {
    Path directory = Files.createTempDirectory("laboratory");
    for (ClassFile file : classes) {
      write(directory.resolve(file.name().replace('.', '/') + ".class"), file.bytes());
    }
    for (var resource : resources.entrySet()) {
      write(directory.resolve(resource.getKey()), resource.getValue().getBytes(UTF_8));
    }
    append(directory);
  }

  private static void write(Path path, byte[] bytes) throws IOException {
    Files.createDirectories(path.getParent());
    Files.write(path, bytes);
  }

  private static void append(Path directory) {
    ClassLoader own = ClassLoader.getSystemClassLoader();
    Module base = Object.class.getModule();
    SharedSecrets.getJavaLangAccess()
        .addOpens(base, own.getClass().getPackageName(), OwnClassPath.class.getModule());
    try {
      Method append =
          own.getClass().getDeclaredMethod("appendToClassPathForInstrumentation", String.class);
      append.setAccessible(true);
      append.invoke(own, directory.toAbsolutePath().toString());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("this JDK is none that we know inside; take JDK 25", e);
    }
  }
}
