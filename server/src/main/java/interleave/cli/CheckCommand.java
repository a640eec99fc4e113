package interleave.cli;

import interleave.book.Book;
import interleave.book.Chapter;
import interleave.book.ContentException;
import interleave.isolation.Doctor;
import interleave.run.RunLimits;
import interleave.run.Sessions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs every cell of the book, in page order, and holds it against what its author declared. */
@Command(
    name = "check",
    description = {
      "Runs every cell of the book in page order and holds it against its declared outcome.",
      "Exit status: 0 when all are as declared, 1 when not."
    },
    mixinStandardHelpOptions = true)
final class CheckCommand implements Callable<Integer> {
  @Option(
      names = "--content",
      paramLabel = "DIR",
      description = "The content directory; default: the book's own.")
  private @Nullable Path content;

  @Parameters(
      paramLabel = "CHAPTER",
      description = "Ids of chapters; all when none is given.",
      arity = "0..*")
  private List<String> chapters = List.of();

  @Option(
      names = "--wall",
      description = "The best wall to try: ${COMPLETION-CANDIDATES}; default: ${DEFAULT-VALUE}.",
      defaultValue = "BUBBLEWRAP")
  private Doctor.Wall wall = Doctor.Wall.BUBBLEWRAP;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Book book;
    try {
      book = BookSource.of(Optional.ofNullable(content)).read();
    } catch (ContentException e) {
      System.out.println(e.getMessage());
      return 1;
    }
    int differences = 0;
    try (Backstage backstage =
            new Backstage(
                Doctor.diagnose(Path.of(System.getProperty("java.home")), wall).chosen());
        Sessions sessions =
            new Sessions(backstage.boxes(), RunLimits.defaults(), (outcome, wall) -> {})) {
      sessions.awaitReady();
      for (Chapter chapter : book.chapters()) {
        if (chapters.isEmpty() || chapters.contains(chapter.id())) {
          differences += new ChapterCheck(chapter, sessions, System.out).run();
        }
      }
    }
    System.out.println(
        differences == 0
            ? "Every cell is as declared."
            : differences + (differences == 1 ? " cell differs." : " cells differ."));
    return differences == 0 ? 0 : 1;
  }
}
