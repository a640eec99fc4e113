package interleave.cli;

import interleave.isolation.Diagnosis;
import interleave.isolation.LeasedDirectory;
import interleave.run.Boxes;
import interleave.run.SandboxFiles;
import java.io.IOException;

/** The sandbox's files and boxes, for as long as a command runs. */
final class Backstage implements AutoCloseable {
  private final LeasedDirectory directory;
  private final Boxes boxes;

  /**
   * Finds or unpacks the files and gets ready to start boxes.
   *
   * @throws IOException when the files are missing or nothing can be started here
   */
  Backstage(Diagnosis diagnosis) throws IOException {
    directory = LeasedDirectory.lease("files");
    boxes = new Boxes(SandboxFiles.locate(directory.path()), diagnosis);
  }

  Boxes boxes() {
    return boxes;
  }

  @Override
  public void close() {
    boxes.close();
    directory.close();
  }
}
