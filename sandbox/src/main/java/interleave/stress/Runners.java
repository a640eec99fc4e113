package interleave.stress;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;
import org.openjdk.jcstress.infra.runners.ForkedTestConfig;
import org.openjdk.jcstress.infra.runners.Runner;
import org.openjdk.jcstress.infra.runners.SpinLoopStyle;

/**
 * Makes the runners of one test.
 *
 * @param type what jcstress's generator wrote
 */
record Runners(Class<?> type) {
  private static final int FOOTPRINT_MIB = 64;

  /**
   * How much is prepared for one go of the actors. A short one needs no trial of how much is good.
   *
   * @param size tries between two meetings of the actors
   * @param count such meetings before results are counted
   */
  record Stride(int size, int count) {
    static final Stride SHORT = new Stride(32, 2);
    static final Stride LONG = new Stride(256, 40);
  }

  /** Whether it is a test of termination: of those the runner does all by itself. */
  boolean terminate() {
    return Arrays.stream(type.getDeclaredMethods()).anyMatch(m -> m.getName().equals("run"));
  }

  /** A runner whose actors run for a time, in milliseconds, whenever they are started. */
  Runner<?> runner(int millis, Stride stride) throws ReflectiveOperationException {
    try {
      return (Runner<?>)
          type.getConstructor(ForkedTestConfig.class).newInstance(settings(millis, stride));
    } catch (InvocationTargetException e) {
      throw new IllegalStateException("this is not the jcstress that we know inside", e);
    }
  }

  /** The settings have no other way in but the bytes that jcstress sends its JVMs. */
  private ForkedTestConfig settings(int millis, Stride stride) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeInt(SpinLoopStyle.THREAD_SPIN_WAIT.ordinal());
      out.writeInt(millis);
      out.writeInt(1); // iterations
      out.writeUTF(type.getName());
      out.writeInt(FOOTPRINT_MIB);
      out.writeInt(stride.size());
      out.writeInt(stride.count());
      out.writeBoolean(false); // binding actors to processors
      return new ForkedTestConfig(
          new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
    } catch (IOException e) {
      throw new IllegalStateException("this is not the jcstress that we know inside", e);
    }
  }
}
