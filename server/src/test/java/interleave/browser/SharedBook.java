package interleave.browser;

import interleave.testing.Needs;
import java.io.IOException;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests a {@link ServedBook}, the same one to all of them: a server's compilers are busy for
 * some twenty seconds until they are warm. Readers do not see each other, since each of them has a
 * browser profile of its own, and so a session of its own.
 */
final class SharedBook implements BeforeAllCallback, ParameterResolver {
  /** Made by JUnit. */
  SharedBook() {}

  @Override
  public void beforeAll(ExtensionContext context) {
    Needs.chromium();
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == ServedBook.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(Namespace.create(SharedBook.class))
        .getOrComputeIfAbsent(ServedBook.class, key -> opened(), ServedBook.class);
  }

  private static ServedBook opened() {
    try {
      return ServedBook.open();
    } catch (IOException e) {
      throw new AssertionError("the book cannot be served here", e);
    }
  }
}
