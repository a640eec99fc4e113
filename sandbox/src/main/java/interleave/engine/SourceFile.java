package interleave.engine;

import java.net.URI;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.NestingKind;
import javax.tools.SimpleJavaFileObject;
import org.jspecify.annotations.Nullable;

/** A program's text, as javac reads it; a public class in it may have any name. */
final class SourceFile extends SimpleJavaFileObject {
  private final String text;

  SourceFile(String name, String text) {
    super(URI.create("cell:///" + name + ".java"), Kind.SOURCE);
    this.text = text;
  }

  @Override
  public CharSequence getCharContent(boolean ignoreEncodingErrors) {
    return text;
  }

  @Override
  public boolean isNameCompatible(String simpleName, Kind kind) {
    // Else javac's annotation processing takes it for a module's declaration, and breaks.
    return kind == Kind.SOURCE && !simpleName.endsWith("-info");
  }

  @Override
  public @Nullable NestingKind getNestingKind() {
    return null;
  }

  @Override
  public @Nullable Modifier getAccessLevel() {
    return null;
  }
}
