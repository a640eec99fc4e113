package interleave.run;

import java.io.IOException;

/** What is to be done for one run, once it has its place. */
sealed interface Work permits Sequence, Solo {

  /** Takes the requested cell to the end of its own code. */
  End perform() throws IOException, InterruptedException;

  /** Nothing of the run lives any more. */
  void close();
}
