package interleave.book;

/** Renders the cover of the book. */
final class Cover {
  private static final String TITLE = "Concurrency and Parallelism in Java";
  private static final String DESCRIPTION =
      "An interactive book: edit the Java in it, run it on real cores, and see what each thread"
          + " did.";

  /** A lost update, the story that the book begins with. */
  private static final String PICTURE =
      """
      <figure class="picture"><svg viewBox="0 0 720 230" role="img" aria-label="Two threads, two \
      lanes. Thread 1 reads 41 tickets sold; thread 2 reads 41 as well; thread 1 writes 42; thread \
      2 writes 42. Two tickets were sold and one was counted.">
      <text class="ink-soft" x="20" y="40" font-size="17">thread 1</text>
      <path class="t1-line" d="M110 34H600" stroke-width="2" fill="none"/>
      <rect class="t1" x="130" y="20" width="74" height="28" rx="6"/>
      <text class="mono ink" x="167" y="74" font-size="17" text-anchor="middle">reads 41</text>
      <rect class="t1" x="370" y="20" width="74" height="28" rx="6"/>
      <text class="mono ink" x="407" y="74" font-size="17" text-anchor="middle">writes 42</text>
      <text class="ink-soft" x="20" y="130" font-size="17">thread 2</text>
      <path class="t2-line" d="M110 124H600" stroke-width="2" fill="none"/>
      <rect class="t2" x="250" y="110" width="74" height="28" rx="6"/>
      <text class="mono ink" x="287" y="164" font-size="17" text-anchor="middle">reads 41</text>
      <rect class="t2" x="490" y="110" width="74" height="28" rx="6"/>
      <text class="mono ink" x="527" y="164" font-size="17" text-anchor="middle">writes 42</text>
      <path class="line" d="M20 192H700" stroke-width="1" fill="none"/>
      <text class="ink" x="20" y="220" font-size="17">Two tickets sold, one counted.</text>
      <text class="mono ink" x="700" y="220" font-size="17" text-anchor="end">sold = 42</text>
      </svg></figure>
      """;

  private static final String USE =
      """
      <ul class="uses">
      <li><strong>Edit</strong> any listing and <strong>run</strong> it: on all the cores of the \
      machine that serves this page, and stop it when you have seen enough.</li>
      <li><strong>See</strong> each line in the lane of the thread that wrote it, and what was \
      still running when the cell was done.</li>
      <li><strong>Predict</strong> before you run, then <strong>mend</strong>: exercises tell you \
      what is still wrong.</li>
      </ul>
      """;

  private static final String RUN_IT =
      """
      <h2 id="run-it">Run it yourself</h2>
      <p>You need a JDK 25. In a clone of the project, this builds the book and starts it on \
      <code>http://localhost:8080</code>:</p>
      <pre class="listing"><code>./mvnw -q</code></pre>
      <p>Or with the program alone:</p>
      <pre class="listing"><code>java -jar interleave.jar serve</code></pre>
      <p>The <code>README</code> tells how to serve a class, how to start it in a container, and \
      how to write a chapter.</p>
      """;

  private final Book book;
  private final Contents contents;

  Cover(Book book, Contents contents) {
    this.book = book;
    this.contents = contents;
  }

  Shell.Page page() {
    String main =
        """
        <main id="main" tabindex="-1" class="cover"><article>
        <p class="kicker">Interleave · an interactive book</p><h1>%s</h1>
        <p class="summary">Code that runs at once, on real cores, while you watch.</p>
        %s%s%s%s%s</article></main>
        """
            .formatted(TITLE, PICTURE, USE, begin(), contents.withSummaries(), RUN_IT);
    return new Shell.Page("Interleave: " + TITLE, "", DESCRIPTION, "/", "", "", main, "", false);
  }

  private String begin() {
    if (book.chapters().isEmpty()) {
      return "<p>No chapter is written yet.</p>\n";
    }
    Chapter first = book.chapters().getFirst();
    return "<p><a class=\"begin\" href=\"%s\">Begin with %s</a></p>\n"
        .formatted(book.address(first), Html.escape(first.title()));
  }
}
