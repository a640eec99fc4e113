package interleave.engine;

import static org.assertj.core.api.Assertions.assertThat;

import interleave.protocol.EngineCommand;
import interleave.protocol.EngineReply;
import interleave.protocol.Source;
import interleave.protocol.Wire;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class EngineTest {
  private final Wire<EngineReply> wire = new Wire<>(EngineReply.class, Wire.CLASSES_BOUND);
  private PipedInputStream replies;
  private Engine engine;
  private long requests;

  @BeforeEach
  void start() throws IOException {
    replies = new PipedInputStream(1 << 20);
    engine = new Engine(new PipedOutputStream(replies));
  }

  @Test
  void itSaysWhenItIsWarm() throws IOException {
    engine.warm();
    assertThat(wire.read(replies)).isEqualTo(new EngineReply.Ready());
  }

  @Test
  void aScratchpadThatIsStillBeingMadeLosesNothingThatItIsAsked() throws IOException {
    engine.obey(new EngineCommand.Open(1));
    ask(1, "int x = 5;");
    assertThat(wire.read(replies)).isNotNull();
    assertThat(wire.read(replies)).isNotNull(); // Opened and Compiled, in either order
    ask(1, "x + 1");
    assertThat(wire.read(replies))
        .isInstanceOfSatisfying(
            EngineReply.Compiled.class, c -> assertThat(c.rejected()).isFalse());
  }

  @Test
  void scratchpadsKnowNothingOfEachOther() throws IOException {
    Map<Long, Boolean> rejected = new HashMap<>();
    open(1);
    open(2);
    ask(1, "int mine = 1;");
    ask(2, "mine");
    for (int i = 0; i < 2; i++) {
      var compiled = (EngineReply.Compiled) wire.read(replies);
      rejected.put(compiled.request(), compiled.rejected());
    }
    assertThat(rejected).isEqualTo(Map.of(1L, false, 2L, true));
  }

  @Test
  void aClosedScratchpadIsNotMadeAgain() throws IOException {
    open(1);
    ask(1, "int x = 5;");
    wire.read(replies);
    engine.obey(new EngineCommand.Close(1));
    engine.obey(new EngineCommand.Close(99));
    ask(1, "int y = 5;");
    assertThat(wire.read(replies)).isInstanceOf(EngineReply.Failed.class);
    open(2);
  }

  @Test
  void aScratchpadThatIsClosedOverACompileStillAnswers() throws IOException {
    open(1);
    ask(1, "class A {}; int x = new B();"); // rejected, so that it would be made anew
    engine.obey(new EngineCommand.Close(1));
    assertThat(wire.read(replies)).isNotNull();
    ask(1, "int y = 5;");
    assertThat(wire.read(replies)).isInstanceOf(EngineReply.Failed.class);
  }

  @Test
  void aTextNestedTooDeeplyIsAnsweredWithASentenceAndTheScratchpadGoesOn() throws IOException {
    open(1);
    ask(1, "int x = 5;");
    wire.read(replies);
    PrintStream shown = System.err;
    System.setErr(
        new PrintStream(OutputStream.nullOutputStream())); // javac prints all of its stack
    try {
      ask(1, "int v = " + "(".repeat(90_000) + "1" + ")".repeat(90_000) + ";");
      assertThat(wire.read(replies))
          .isEqualTo(
              new EngineReply.Failed(
                  requests,
                  "This is nested too deeply for the compiler; split it into smaller parts."));
    } finally {
      System.setErr(shown);
    }
    ask(1, "x + 1");
    assertThat(wire.read(replies))
        .isInstanceOfSatisfying(
            EngineReply.Compiled.class, c -> assertThat(c.rejected()).isFalse());
  }

  @Test
  void aProgramNestedTooDeeplyIsAnsweredWithASentence() throws IOException {
    String deep = "(".repeat(20_000) + "1" + ")".repeat(20_000);
    engine.obey(
        new EngineCommand.CompileProgram(
            3, "Main", Source.of("p", "void main() { int v = " + deep + "; }")));
    assertThat(wire.read(replies))
        .isInstanceOfAny(EngineReply.Failed.class, EngineReply.Compiled.class);
  }

  private void open(long pad) throws IOException {
    engine.obey(new EngineCommand.Open(pad));
    assertThat(wire.read(replies)).isEqualTo(new EngineReply.Opened(pad));
  }

  private void ask(long pad, String text) {
    engine.obey(new EngineCommand.CompileCell(++requests, pad, Source.of("cell", text)));
  }
}
