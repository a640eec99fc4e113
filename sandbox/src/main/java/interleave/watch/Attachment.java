package interleave.watch;

import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import jdk.internal.access.SharedSecrets;

/**
 * Gives this JVM an {@link Instrumentation} of itself when it is first wanted: an agent named on
 * the command line would be paid for by every session.
 *
 * <p>It is loaded as the launcher loads that of a jar it runs, from within (JDK 25). To attach to
 * oneself takes longer, and meets in {@code /tmp}, where not every box may write: it then waits for
 * ten seconds.
 */
public final class Attachment {
  // The JVM calls a static method of ours with what it makes; this is where it is left.
  private static final CompletableFuture<Instrumentation> LOADED = new CompletableFuture<>();

  private Attachment() {}

  /** Called by the JVM when the agent is loaded, as the jar's manifest says. */
  public static void agentmain(String arguments, Instrumentation instrumentation) {
    LOADED.complete(instrumentation);
  }

  /**
   * The way to retransform classes.
   *
   * @throws IOException when this JVM has none; the message says why
   */
  static Instrumentation instrumentation() throws IOException {
    if (!LOADED.isDone()) {
      load();
    }
    try {
      return LOADED.get(1, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new IOException("the agent does not answer", e);
    }
  }

  private static void load() throws IOException {
    try {
      // Not from the property of the class path, which is the reader's to read and to set.
      String jar =
          Path.of(Attachment.class.getProtectionDomain().getCodeSource().getLocation().toURI())
              .toString();
      Module module = Instrumentation.class.getModule();
      SharedSecrets.getJavaLangAccess()
          .addExports(module, "sun.instrument", Attachment.class.getModule());
      Class.forName("sun.instrument.InstrumentationImpl")
          .getMethod("loadAgent", String.class)
          .invoke(null, jar);
    } catch (ReflectiveOperationException | LinkageError | URISyntaxException e) {
      throw new IOException(e.toString(), e);
    }
  }
}
