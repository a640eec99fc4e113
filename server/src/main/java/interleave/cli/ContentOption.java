package interleave.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option that names another content than the book's own, shared by all commands. */
final class ContentOption {
  @Option(
      names = "--content",
      paramLabel = "DIR",
      description = "The content directory, for authors; default: the book's own.")
  private @Nullable Path directory;

  BookSource source() {
    return BookSource.of(Optional.ofNullable(directory));
  }
}
