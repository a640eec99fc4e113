package interleave.book;

/** What the build holds a cell against. */
public sealed interface Proof permits Expectation, Exercise {}
