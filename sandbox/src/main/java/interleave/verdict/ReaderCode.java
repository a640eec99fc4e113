package interleave.verdict;

import java.util.Collection;
import java.util.Optional;

/** What is known of the classes that the reader's cells were compiled to. */
public interface ReaderCode {

  /** The cell whose text a class was compiled from; empty for the JDK's and ours. */
  Optional<String> cellOf(String className);

  /** The class file of a reader's class; empty for any other. */
  Optional<byte[]> bytesOf(String className);

  /** The reader's classes that have been loaded so far. */
  Collection<Class<?>> loaded();

  /** Whether a class is the one that stands in for {@code System.in}. */
  boolean isInput(String className);
}
