package interleave.run;

import interleave.protocol.ClassFile;
import java.io.IOException;
import java.util.List;

/** Finds a JVM for a run that has one of its own: a spare session's, or a laboratory's. */
final class LoneJvms {
  private final Spares spares;
  private final Boxes boxes;
  private final Jvms jvms;

  LoneJvms(Spares spares, Boxes boxes, Jvms jvms) {
    this.spares = spares;
    this.boxes = boxes;
    this.jvms = jvms;
  }

  /**
   * A JVM for a kind of cell; the caller closes it.
   *
   * @param classes what is to run there, which may need preview features
   */
  SessionJvm take(Cell.Kind kind, List<ClassFile> classes)
      throws IOException, InterruptedException {
    if (kind.wantsQuiet()) {
      return SessionJvm.started(boxes.laboratory(jvms.laboratory()), jvms.laboratory());
    }
    return classes.stream().anyMatch(ClassFile::needsPreview)
        ? SessionJvm.started(boxes.preview(jvms.session()), jvms.session())
        : spares.take();
  }
}
