package interleave.engine;

import interleave.protocol.EngineCommand;
import interleave.protocol.EngineReply;
import interleave.protocol.ServerLine;
import interleave.protocol.Wire;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Starts an engine JVM, then obeys the server until the server hangs up. */
public final class Main {
  private Main() {}

  /**
   * Serves front ends on descriptors 4 and 3, or with {@code --train} compiles a few cells and
   * leaves, so that an AOT cache can be made (JEP 514, JEP 515). With {@code --compile} it writes
   * to {@code System.out} what a laboratory's training is to run.
   */
  public static void main(String[] args) throws IOException {
    if (args.length > 0 && args[0].equals("--train")) {
      Training.run();
      System.exit(0);
    }
    if (args.length > 0 && args[0].equals("--compile")) {
      Wire<EngineReply> out = new Wire<>(EngineReply.class, Wire.CLASSES_BOUND);
      for (EngineReply.Compiled compiled : Training.laboratories()) {
        out.write(System.out, compiled);
      }
      return;
    }
    try (InputStream commands = ServerLine.commands();
        OutputStream replies = ServerLine.replies()) {
      Engine engine = new Engine(replies);
      engine.warm();
      Wire<EngineCommand> wire = new Wire<>(EngineCommand.class, Wire.CLASSES_BOUND);
      for (var next = wire.read(commands); next != null; next = wire.read(commands)) {
        engine.obey(next);
      }
    }
    Runtime.getRuntime().halt(0);
  }
}
