package interleave.agent;

import interleave.protocol.ClassFile;
import interleave.protocol.SessionCommand;
import interleave.protocol.Step;
import interleave.protocol.Wire;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;

/** Runs one cell of our own through the whole agent, so that an AOT cache knows what it needs. */
final class Training {
  private Training() {}

  static void run() throws IOException {
    String name = TrainingCell.class.getName();
    byte[] bytes;
    try (InputStream in =
        Training.class.getResourceAsStream(TrainingCell.class.getSimpleName() + ".class")) {
      bytes = in == null ? new byte[0] : in.readAllBytes();
    }
    ByteArrayOutputStream commands = new ByteArrayOutputStream();
    Wire<SessionCommand> wire = new Wire<>(SessionCommand.class, Wire.CLASSES_BOUND);
    wire.write(commands, new SessionCommand.Input("line\n", true));
    wire.write(
        commands,
        new SessionCommand.Run(
            1,
            List.of(new ClassFile(name, "training", bytes)),
            List.of(new Step.Execute(name), new Step.Show(name, "$1", "int")),
            false));
    Main.serve(new ByteArrayInputStream(commands.toByteArray()), OutputStream.nullOutputStream());
  }
}
