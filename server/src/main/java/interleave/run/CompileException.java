package interleave.run;

/** A text that brought the compiler to its end; its message is a sentence for the reader. */
final class CompileException extends Exception {
  private static final long serialVersionUID = 1L;
  private final boolean endedEngine;

  /** The compiler could not answer, and goes on. */
  CompileException(String message) {
    this(message, false);
  }

  CompileException(String message, boolean endedEngine) {
    super(message);
    this.endedEngine = endedEngine;
  }

  /** Whether this text cost an engine its life. */
  boolean endedEngine() {
    return endedEngine;
  }
}
