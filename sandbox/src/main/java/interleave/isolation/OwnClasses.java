package interleave.isolation;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/** Packs classes of this package into a jar of their own, however the server was packed. */
final class OwnClasses {

  private OwnClasses() {}

  /**
   * A jar with these classes and nothing else.
   *
   * @param classes top-level classes that need no others but the JDK's
   */
  static byte[] jarOf(Class<?>... classes) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JarOutputStream jar = new JarOutputStream(bytes)) {
      for (Class<?> type : classes) {
        JarEntry entry = new JarEntry(type.getName().replace('.', '/') + ".class");
        entry.setTime(0); // the same bytes each time, so that they are staged once
        jar.putNextEntry(entry);
        try (InputStream code = type.getResourceAsStream(type.getSimpleName() + ".class")) {
          if (code == null) {
            throw new IllegalStateException("the class file of " + type + " cannot be found");
          }
          code.transferTo(jar);
        }
      }
    } catch (IOException e) {
      throw new IllegalStateException("cannot read our own classes", e);
    }
    return bytes.toByteArray();
  }
}
