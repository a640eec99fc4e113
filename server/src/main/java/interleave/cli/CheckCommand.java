package interleave.cli;

import interleave.book.Book;
import interleave.book.Chapter;
import interleave.book.ContentException;
import interleave.run.RunLimits;
import interleave.run.Sessions;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Runs every cell of the book, in page order, and holds it against what its author declared. */
@Command(
    name = "check",
    description = {
      "Runs every cell of the book in page order and holds it against its declared outcome.",
      "Exit status: 0 when all are as declared, 1 when not, 2 for a wrong command line."
    },
    mixinStandardHelpOptions = true)
final class CheckCommand implements Callable<Integer> {
  /**
   * As readers have them, but cells come one after the other: a second compiler would have nothing
   * to do, and while it gets warm take processors from the cells.
   */
  private static final RunLimits LIMITS = RunLimits.of("engines=1");

  @Mixin private ContentOption content = new ContentOption();

  @Parameters(
      paramLabel = "CHAPTER",
      description = "Ids of chapters; all when none is given.",
      arity = "0..*")
  private List<String> chapters = List.of();

  @Mixin private WallOption wall = new WallOption();

  @Override
  public Integer call() throws IOException, InterruptedException {
    Book book;
    try {
      book = content.source().read();
    } catch (ContentException e) {
      System.out.println(e.getMessage());
      return 1;
    }
    for (String id : chapters) {
      if (book.chapter(id).isEmpty()) {
        System.out.println(
            "This book has no chapter \""
                + id
                + "\"; it has "
                + book.chapters().stream().map(Chapter::id).toList()
                + ".");
        return 2;
      }
    }
    int differences = 0;
    try (Backstage backstage = new Backstage(wall.diagnose());
        Sessions sessions = new Sessions(backstage.boxes(), LIMITS, (outcome, wall) -> {})) {
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
