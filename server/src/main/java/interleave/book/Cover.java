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
      <figure class="picture"><svg viewBox="0 0 460 240" width="460" height="240" role="img" \
      aria-label="Two threads, two lanes. Thread 1 reads 41 tickets sold; thread 2 reads 41 as \
      well; thread 1 writes 42; thread 2 writes 42. Two tickets were sold and one was counted.">
      <text class="ink-soft" x="0" y="18" font-size="16">thread 1</text>
      <path class="t1-line" d="M0 46H460" stroke-width="2" fill="none"/>
      <rect class="t1" x="30" y="33" width="76" height="26" rx="6"/>
      <text class="mono ink" x="68" y="82" font-size="16" text-anchor="middle">reads 41</text>
      <rect class="t1" x="226" y="33" width="76" height="26" rx="6"/>
      <text class="mono ink" x="264" y="82" font-size="16" text-anchor="middle">writes 42</text>
      <text class="ink-soft" x="0" y="116" font-size="16">thread 2</text>
      <path class="t2-line" d="M0 144H460" stroke-width="2" fill="none"/>
      <rect class="t2" x="128" y="131" width="76" height="26" rx="6"/>
      <text class="mono ink" x="166" y="180" font-size="16" text-anchor="middle">reads 41</text>
      <rect class="t2" x="324" y="131" width="76" height="26" rx="6"/>
      <text class="mono ink" x="362" y="180" font-size="16" text-anchor="middle">writes 42</text>
      <path class="line" d="M0 202H460" stroke-width="1" fill="none"/>
      <text class="ink" x="0" y="230" font-size="16">Two tickets sold, one counted.</text>
      <text class="mono ink" x="460" y="230" font-size="16" text-anchor="end">sold = 42</text>
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
        <div class="hero"><div>
        <p class="kicker">Interleave · an interactive book</p><h1>%s</h1>
        <p class="summary">Code that runs at once, on real cores, while you watch.</p>
        %s</div>
        %s</div>
        %s%s%s</article></main>
        """
            .formatted(TITLE, begin(), PICTURE, USE, contents.withSummaries(), RUN_IT);
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
