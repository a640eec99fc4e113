package interleave.book;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RenderingTest {
  @TempDir Path temporary;
  private TinyBook book;

  @BeforeEach
  void make() {
    book = new TinyBook(temporary);
  }

  private String html(String text) {
    return book.races(text).html();
  }

  @Test
  void headingsHaveAnchorsAndAreListed() {
    assertThat(html("## Why `n++` isn't *one* step\n\n### More {#deeper}\n"))
        .isEqualTo(
            """
            <h2 id="why-n-isnt-one-step">Why <code>n++</code> isn't <em>one</em> step\
            <a class="anchor" href="#why-n-isnt-one-step" aria-label="Link to this section">#</a></h2>
            <h3 id="deeper">More\
            <a class="anchor" href="#deeper" aria-label="Link to this section">#</a></h3>\
            """);
    assertThat(book.read().chapters().getFirst().sections())
        .containsExactly(
            new Section(2, "why-n-isnt-one-step", "Why n++ isn't one step", 10),
            new Section(3, "deeper", "More", 12));
  }

  @Test
  void rawHtmlIsEscaped() {
    assertThat(html("a <b>c</b>\n\n<script>alert(1)</script>\n"))
        .isEqualTo(
            """
            <p>a &lt;b&gt;c&lt;/b&gt;</p>
            <p>&lt;script&gt;alert(1)&lt;/script&gt;</p>\
            """);
  }

  @Test
  void tablesMayHoldCodeWithPipes() {
    assertThat(html("| a | b |\n|---|--:|\n| 1 | `x \\| y` |\n"))
        .contains("<th align=\"right\">b</th>", "<td align=\"right\"><code>x | y</code></td>");
  }

  @Test
  void footnotesAreLinkedBothWays() {
    assertThat(html("So.[^1]\n\n[^1]: JLS 17.4.\n"))
        .contains("href=\"#fn-1\"", "id=\"fn-1\"", "href=\"#fnref-1\"", "JLS 17.4.");
  }

  @Test
  void listingKeepsItsBlanksAndIsMarked() {
    assertThat(html("```java\nint a;\n\n\n  \n    int b; // <c>\n```\n"))
        .isEqualTo(
            """
            <pre class="listing"><code><span class="tok-keyword">int</span> a;


            \s\s
                <span class="tok-keyword">int</span> b; \
            <span class="tok-comment">// &lt;c&gt;</span></code></pre>\
            """);
  }

  @Test
  void textIsNotMarked() {
    assertThat(html("```console\n$ int <x>\n```\n"))
        .isEqualTo("<pre class=\"listing\"><code>$ int &lt;x&gt;</code></pre>");
  }

  @Test
  void cellCarriesWhatThePageNeeds() {
    assertThat(
            html(
                """
                ```java run id=counter expect=1
                1
                ```
                ```predict for=lost-update
                What?
                ( ) a
                (x) b
                ---
                So.
                ```
                ```java run id=lost-update needs=counter timeout=1500ms readonly collapsed timeline forbid=x
                # int a;
                # int b;
                f();
                # int c;
                ```
                """))
        .contains(
            """
            <figure class="cell" id="cell-counter" data-cell="counter" data-kind="run" data-needs="">
            <figcaption class="cell-head"><span class="cell-title">counter</span></figcaption>
            <pre class="listing"><code><span class="tok-number">1</span></code></pre>
            </figure>
            """)
        .endsWith(
            """
            <figure class="cell" id="cell-lost-update" data-cell="lost-update" data-kind="run" \
            data-needs="counter" data-timeout="1.5" data-readonly data-collapsed data-timeline \
            data-predict="predict-lost-update">
            <figcaption class="cell-head"><span class="cell-title">lost-update</span></figcaption>
            <details class="hidden-lines"><summary>2 hidden lines come first</summary><pre><code>\
            <span class="tok-keyword">int</span> a;
            <span class="tok-keyword">int</span> b;</code></pre></details>
            <pre class="listing"><code>f();</code></pre>
            <details class="hidden-lines"><summary>1 hidden line follows</summary><pre><code>\
            <span class="tok-keyword">int</span> c;</code></pre></details>
            </figure>\
            """);
  }

  @Test
  void hiddenLinesAreNotOfferedWhenTheAuthorSaysSo() {
    assertThat(html("```java run id=a expect=1 hidelines\n# int secret;\n1\n```\n"))
        .doesNotContain("secret");
  }

  @Test
  void exerciseShowsHintsAndSolutionButNotItsCheck() {
    assertThat(
            html(
                """
                ```java exercise id=x
                int a = 0;
                ```
                ```java check for=x
                secretCheck();
                ```
                ````hint for=x
                Try *this*:

                ```text
                x
                ```
                ````
                ```hint for=x
                Or that.
                ```
                ```java solution for=x
                int a = 1;
                ```
                ```java broken for=x
                secretBroken();
                ```
                """))
        .isEqualTo(
            """
            <figure class="cell" id="cell-x" data-cell="x" data-kind="exercise" data-needs="">
            <figcaption class="cell-head"><span class="cell-title">x</span></figcaption>
            <pre class="listing"><code><span class="tok-keyword">int</span> a = <span class="tok-number">0</span>;</code></pre>
            <details class="hint"><summary>Hint 1 of 2</summary><p>Try <em>this</em>:</p>
            <pre class="listing"><code>x</code></pre></details>
            <details class="hint"><summary>Hint 2 of 2</summary><p>Or that.</p></details>
            <details class="solution"><summary>Show a solution</summary><pre class="listing"><code>\
            <span class="tok-keyword">int</span> a = <span class="tok-number">1</span>;</code></pre></details>
            </figure>\
            """);
  }

  @Test
  void quizShowsOptionsFeedbackAndExplanation() {
    assertThat(
            html(
                """
                ```quiz id=q
                Which of `a`, *b*?

                [x] `a`
                    Right, **since** so.

                    Twice.
                [ ] b
                [x] c
                ---
                All but b.
                ```
                """))
        .isEqualTo(
            """
            <section class="quiz" id="q" data-answer="1 3" data-multiple>
            <p class="box-title">Quiz</p>
            <p>Which of <code>a</code>, <em>b</em>?</p>
            <ol class="options">
            <li data-feedback><code>a</code><div class="feedback"><p>Right, <strong>since</strong> so.</p>
            <p>Twice.</p></div></li>
            <li>b</li>
            <li>c</li>
            </ol>
            <details class="explanation"><summary>Answer</summary><p>All but b.</p></details>
            </section>\
            """);
  }

  @Test
  void predictionNamesItsCell() {
    assertThat(
            html(
                """
                ```predict for=a
                What?
                ( ) x
                (x) y
                ---
                So.
                ```

                ```java run id=a expect=1
                1
                ```
                """))
        .startsWith(
            """
            <section class="predict" id="predict-a" data-for="a" data-answer="2">
            <p class="box-title">Predict</p>
            <p>What?</p>
            """);
  }

  @Test
  void parsonsProblemKeepsIndentationAndFeedback() {
    assertThat(
            html(
                """
                ```parsons id=p
                Order.
                ---
                synchronized (l) {
                  n++;
                }
                ---
                n--; // *no*
                ```
                """))
        .isEqualTo(
            """
            <section class="parsons" id="p">
            <p class="box-title">Put the lines in order</p>
            <p>Order.</p>
            <details class="solution"><summary>Answer</summary>
            <ol class="solution-lines">
            <li data-indent="0"><code><span class="tok-keyword">synchronized</span> (l) {</code></li>
            <li data-indent="1"><code>n++;</code></li>
            <li data-indent="0"><code>}</code></li>
            </ol>
            <p>These lines do not belong:</p>
            <ol class="distractors">
            <li><code>n--;</code><div class="feedback"><p><em>no</em></p></div></li>
            </ol>
            </details>
            </section>\
            """);
  }

  @Test
  void boxesHaveTheirTitles() {
    assertThat(html("> [!PYTHON]\n> As there.\n"))
        .isEqualTo(
            """
            <aside class="note note-python"><p class="box-title">Coming from Python</p>
            <p>As there.</p>
            </aside>\
            """);
    assertThat(html("> [!WILD] The *Mars* `Pathfinder`\n>\n> - one\n> - two\n"))
        .isEqualTo(
            """
            <aside class="note note-wild"><p class="box-title">The <em>Mars</em> <code>Pathfinder</code></p>
            <ul>
            <li>one</li>
            <li>two</li>
            </ul>
            </aside>\
            """);
  }

  @Test
  void boxesMayHoldFences() {
    assertThat(html("> [!TIP]\n> ```java\n> int a;\n>\n> int b;\n> ```\n"))
        .contains(
            "<pre class=\"listing\"><code><span class=\"tok-keyword\">int</span> a;\n\n"
                + "<span class=\"tok-keyword\">int</span> b;</code></pre>");
  }

  @Test
  void plainQuoteStaysAQuote() {
    assertThat(html("> So it was.\n")).isEqualTo("<blockquote>\n<p>So it was.</p>\n</blockquote>");
  }
}
