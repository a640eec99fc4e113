package interleave.explore;

import interleave.explore.result.Result;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.tools.DiagnosticCollector;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.assertj.core.api.Assertions;

/** Compiles the sources of small programs in memory. */
final class Sources {
  private Sources() {}

  /** The class files of a source file called Main.java, by binary name. */
  static Map<String, byte[]> compile(String source) {
    var compiler = ToolProvider.getSystemJavaCompiler();
    var problems = new DiagnosticCollector<JavaFileObject>();
    Map<String, ByteArrayOutputStream> written = new LinkedHashMap<>();
    try (var files =
        new ForwardingJavaFileManager<JavaFileManager>(
            compiler.getStandardFileManager(problems, null, null)) {
          @Override
          public JavaFileObject getJavaFileForOutput(
              Location location, String name, JavaFileObject.Kind kind, FileObject sibling) {
            return new SimpleJavaFileObject(
                URI.create("memory:///" + name.replace('.', '/') + kind.extension), kind) {
              @Override
              public OutputStream openOutputStream() {
                var bytes = new ByteArrayOutputStream();
                written.put(name, bytes);
                return bytes;
              }
            };
          }
        }) {
      var file =
          new SimpleJavaFileObject(URI.create("memory:///Main.java"), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
              return source;
            }
          };
      List<String> options = List.of("-proc:none", "-cp", System.getProperty("java.class.path"));
      if (!compiler.getTask(null, files, problems, options, null, List.of(file)).call()) {
        throw new IllegalArgumentException(problems.getDiagnostics().toString());
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    Map<String, byte[]> classes = new LinkedHashMap<>();
    written.forEach((name, bytes) -> classes.put(name, bytes.toByteArray()));
    return classes;
  }

  /** A program of the table. */
  static String listing(String name) {
    try (InputStream in = Sources.class.getResourceAsStream("programs/" + name + ".txt")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  static Explorer explorer(String source) {
    return Explorer.of(Program.main(compile(source), "Main"));
  }

  static Result explore(String source) {
    return explorer(source).explore(Budget.standard(), Progress.none());
  }

  static Result.Failed failed(String source) {
    return explore(source) instanceof Result.Failed failed
        ? failed
        : Assertions.fail("It does not fail: " + explore(source));
  }
}
