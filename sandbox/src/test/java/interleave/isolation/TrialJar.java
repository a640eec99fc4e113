package interleave.isolation;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Makes main classes of statements, which can call the kernel and tell what came of it. */
final class TrialJar {

  private static final String FRAME =
      """
      import module java.base;

      class Frame {
      %s
        /** Linked when it is first used, so that a text without it does not ask for native access. */
        static class Kernel {
          static final MethodHandle CALL = Linker.nativeLinker().downcallHandle(
              Linker.nativeLinker().defaultLookup().findOrThrow("syscall"),
              FunctionDescriptor.of(ValueLayout.JAVA_LONG,
                  Collections.nCopies(7, ValueLayout.JAVA_LONG).toArray(MemoryLayout[]::new)),
              Linker.Option.captureCallState("errno"), Linker.Option.firstVariadicArg(1));
        }

        static final List<Object> HELD = new ArrayList<>();

        /** Makes a system call with numbers, texts and memory; gives the error as a negative number. */
        static long call(long number, Object... arguments) throws Throwable {
          try (var arena = Arena.ofConfined()) {
            var errno = arena.allocate(Linker.Option.captureStateLayout());
            long[] a = new long[6];
            for (int i = 0; i < arguments.length; i++) {
              a[i] = switch (arguments[i]) {
                case Number n -> n.longValue();
                case String s -> arena.allocateFrom(s).address();
                case MemorySegment m -> m.address();
                default -> throw new IllegalArgumentException();
              };
            }
            long result = (long) Kernel.CALL.invokeExact(
                errno, number, a[0], a[1], a[2], a[3], a[4], a[5]);
            return result != -1 ? result : -errno.get(ValueLayout.JAVA_INT, 0);
          }
        }

        /** The same in words. */
        static String asked(long number, Object... arguments) throws Throwable {
          long result = call(number, arguments);
          return result < -4095 || result >= 0 ? "done" : switch ((int) -result) {
            case 1 -> "EPERM"; case 2 -> "ENOENT"; case 3 -> "ESRCH"; case 9 -> "EBADF";
            case 11 -> "EAGAIN"; case 12 -> "ENOMEM"; case 13 -> "EACCES"; case 14 -> "EFAULT";
            case 19 -> "ENODEV"; case 22 -> "EINVAL"; case 24 -> "EMFILE"; case 28 -> "ENOSPC";
            case 30 -> "EROFS"; case 38 -> "ENOSYS"; case 95 -> "EOPNOTSUPP";
            case 97 -> "EAFNOSUPPORT"; case 101 -> "ENETUNREACH"; case 111 -> "ECONNREFUSED";
            default -> "error " + -result;
          };
        }

        /** Memory that holds some numbers of 64 bits. */
        static MemorySegment memory(long... content) {
          return Arena.global().allocateFrom(ValueLayout.JAVA_LONG, content);
        }

        /** Fails unless a system call was done. */
        static long done(long result) {
          if (result < 0 && result > -4096) throw new IllegalStateException("error " + -result);
          return result;
        }

        static String result(Callable<?> attempt) {
          try {
            return "" + attempt.call();
          } catch (Throwable e) {
            return e.getClass().getSimpleName() + ": " + e.getMessage();
          }
        }

        interface Step { Object take() throws Throwable; }

        /** Takes a step until it fails or was taken often enough, and holds on to what it gives. */
        static String upTo(int times, Step step) {
          for (int i = 0; i < times; i++) {
            try {
              HELD.add(step.take());
            } catch (Throwable e) {
              HELD.clear();
              return "stopped after " + i + ": " + e.getMessage();
            }
          }
          return "all " + times;
        }

        static void say(Object what) {
          System.out.println(what);
        }

        static void ask(long number, Object... arguments) throws Throwable {
          say(asked(number, arguments));
        }

        /** Starts this main class again in a child JVM. */
        static Process again(String... arguments) throws IOException {
          var command = new ArrayList<>(List.of(
              System.getProperty("java.home") + "/bin/java", "-Xmx16m", "-XX:+UseSerialGC",
              "-XX:TieredStopAtLevel=1", "--enable-native-access=ALL-UNNAMED",
              "-cp", System.getProperty("java.class.path"),
              System.getProperty("sun.java.command").split(" ")[0]));
          command.addAll(List.of(arguments));
          return new ProcessBuilder(command).redirectErrorStream(true).start();
        }
      }

      class Hoarder {
        public static void main(String[] args) throws Throwable {
          Arena.global().allocate(Long.parseLong(args[0]) << 20).fill((byte) 1);
          System.out.println("hoarding");
          while (true) Thread.sleep(1_000_000);
        }
      }

      class Detached {
        public static void main(String[] args) throws Throwable {
          sun.misc.Signal.handle(new sun.misc.Signal("TERM"), sun.misc.SignalHandler.SIG_IGN);
          Frame.call(Frame.SETSID);
          System.out.println("detached");
          while (true) Thread.sleep(1_000_000);
        }
      }
      """;

  private static final String MAIN =
      """
      class %s extends Frame {
        public static void main(String[] args) throws Throwable {
      %s
        }
      }
      """;

  private TrialJar() {}

  /**
   * Compiles main classes into a new jar.
   *
   * @param jar the file
   * @param statements what each does, by its name; they see {@code args} and the frame's methods
   */
  static Path of(Path jar, Map<String, String> statements) throws IOException {
    Path classes = Files.createTempDirectory(jar.getParent(), "classes");
    String text =
        FRAME.formatted(constants())
            + statements.entrySet().stream()
                .map(entry -> MAIN.formatted(entry.getKey(), entry.getValue()))
                .collect(joining());
    compile(text, classes);
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file);
        Stream<Path> files = Files.list(classes)) {
      for (Path type : files.toList()) {
        out.putNextEntry(new JarEntry(type.getFileName().toString()));
        Files.copy(type, out);
      }
    }
    return jar;
  }

  private static void compile(String text, Path classes) {
    var source =
        new SimpleJavaFileObject(URI.create("string:///Frame.java"), JavaFileObject.Kind.SOURCE) {
          @Override
          public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
          }
        };
    List<String> options = List.of("-d", classes.toString(), "-Xlint:none", "-nowarn");
    List<String> problems = new ArrayList<>();
    boolean compiled =
        ToolProvider.getSystemJavaCompiler()
            .getTask(null, null, d -> problems.add(d.toString()), options, null, List.of(source))
            .call();
    assertThat(compiled).as("compiled: %s", problems).isTrue();
  }

  /** The system calls' numbers on this machine, by name. */
  private static String constants() {
    Architecture architecture = Architecture.ofThisMachine().orElseThrow();
    Map<String, Integer> numbers = new TreeMap<>(OrdinaryCalls.numbers(architecture));
    for (SystemCall call : SystemCall.values()) {
      numbers.put(call.name(), call.number(architecture).orElse(-1));
    }
    return numbers.entrySet().stream()
        .map(entry -> "  static final long %s = %d;\n".formatted(entry.getKey(), entry.getValue()))
        .collect(joining());
  }
}
