package interleave.book;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QuestionErrorsTest {
  @TempDir Path temporary;
  private TinyBook book;

  @BeforeEach
  void make() {
    book = new TinyBook(temporary);
  }

  private List<String> errorsOfQuiz(String text) {
    return book.races("```quiz id=q\n" + text + "```\n").errors();
  }

  private List<String> errorsOfParsons(String text) {
    return book.races("```parsons id=p\n" + text + "```\n").errors();
  }

  @Test
  void wholeQuizIsRight() {
    assertThat(errorsOfQuiz("Why?\n\n( ) a\n\n    Not so.\n\n(x) b\n---\nSo.\n")).isEmpty();
  }

  @Test
  void quizWithoutARightAnswerIsRefused() {
    assertThat(errorsOfQuiz("Why?\n( ) a\n( ) b\n---\nSo.\n"))
        .containsExactly("content/en/07-races.md:10: quiz \"q\" has no right answer; mark it (x)");
  }

  @Test
  void severalRightAnswersToASingleChoiceAreRefused() {
    assertThat(errorsOfQuiz("Why?\n(x) a\n(x) b\n---\nSo.\n"))
        .containsExactly(
            "content/en/07-races.md:10: quiz \"q\" has several right answers but a single choice;"
                + " use [ ] and [x]");
  }

  @Test
  void quizOfOneOptionIsRefused() {
    assertThat(errorsOfQuiz("Why?\n(x) a\n---\nSo.\n"))
        .containsExactly(
            "content/en/07-races.md:10: quiz \"q\" has fewer than two options; write lines like"
                + " ( ) wrong and (x) right");
  }

  @Test
  void mixedBracketsAreRefused() {
    assertThat(errorsOfQuiz("Why?\n(x) a\n[ ] b\n---\nSo.\n"))
        .containsExactly(
            "content/en/07-races.md:10: quiz \"q\" mixes ( ) and [ ]; use ( ) for one right answer,"
                + " [ ] for several");
  }

  @Test
  void bracketsThatDoNotMatchAreRefused() {
    assertThat(errorsOfQuiz("Why?\n(x) a\n( ] b\n---\nSo.\n"))
        .contains(
            "content/en/07-races.md:13: the brackets of an option do not match; write ( ) or [ ]");
  }

  @Test
  void optionWithoutTextIsRefused() {
    assertThat(errorsOfQuiz("Why?\n(x) a\n( )\n---\nSo.\n"))
        .containsExactly(
            "content/en/07-races.md:13: an option has no text; write it after the brackets");
  }

  @Test
  void quizWithoutAnExplanationIsRefused() {
    assertThat(errorsOfQuiz("Why?\n(x) a\n( ) b\n"))
        .containsExactly(
            "content/en/07-races.md:10: quiz \"q\" has no explanation; add a line --- and the"
                + " explanation after the options");
  }

  @Test
  void quizWithoutAQuestionIsRefused() {
    assertThat(errorsOfQuiz("(x) a\n( ) b\n---\nSo.\n"))
        .containsExactly(
            "content/en/07-races.md:10: quiz \"q\" has no question; write it before the options");
  }

  @Test
  void textAmongTheOptionsIsRefusedAtItsLine() {
    assertThat(errorsOfQuiz("Why?\n(x) a\nbecause\n( ) b\n---\nSo.\n"))
        .containsExactly(
            "content/en/07-races.md:13: text stands among the options; indent feedback by 4 blanks,"
                + " and write the explanation after a line ---");
  }

  @Test
  void predictionWithSeveralAnswersIsRefused() {
    assertThat(
            book.races(
                    """
                    ```predict for=a
                    What?
                    [x] a
                    [ ] b
                    ---
                    So.
                    ```
                    ```java run id=a expect=1
                    1
                    ```
                    """)
                .errors())
        .containsExactly(
            "content/en/07-races.md:10: prediction \"a\" has options in [ ]; a prediction has one"
                + " right answer, so use ( )");
  }

  @Test
  void headingInsideAQuizIsRefused() {
    assertThat(errorsOfQuiz("## Why\n(x) a\n( ) b\n---\nSo.\n"))
        .containsExactly(
            "content/en/07-races.md:11: a heading stands inside a fence; write **bold** instead");
  }

  @Test
  void cellInsideAQuizIsRefused() {
    assertThat(
            book.races(
                    """
                    ````quiz id=q
                    Why?
                    ```java run id=a expect=1
                    1
                    ```
                    (x) a
                    ( ) b
                    ---
                    So.
                    ````
                    """)
                .errors())
        .containsExactly(
            "content/en/07-races.md:12: a run cell stands inside another fence; only plain listings"
                + " may");
  }

  @Test
  void wholeParsonsProblemIsRight() {
    assertThat(errorsOfParsons("Order.\n---\na {\n  b;\n}\n---\nc; // no\n")).isEmpty();
    assertThat(errorsOfParsons("Order.\n---\na;\nb;\n")).isEmpty();
  }

  @Test
  void parsonsProblemOfOneLineIsRefused() {
    assertThat(errorsOfParsons("Order.\n---\na;\n"))
        .containsExactly(
            "content/en/07-races.md:10: parsons problem \"p\" has fewer than two lines to order;"
                + " write them after the first ---");
  }

  @Test
  void parsonsProblemWithoutAPromptIsRefused() {
    assertThat(errorsOfParsons("---\na;\nb;\n"))
        .containsExactly(
            "content/en/07-races.md:10: parsons problem \"p\" has no prompt; write it before the"
                + " first ---");
  }

  @Test
  void oddIndentationIsRefusedAtItsLine() {
    assertThat(errorsOfParsons("Order.\n---\na {\n   b;\n}\n"))
        .containsExactly(
            "content/en/07-races.md:14: the line is not indented by steps of two blanks; indent"
                + " so");
  }

  @Test
  void distractorThatIsARightLineIsRefused() {
    assertThat(errorsOfParsons("Order.\n---\na;\nb;\n---\nb; // no\n"))
        .containsExactly(
            "content/en/07-races.md:16: the distractor \"b;\" is one of the right lines; change"
                + " it");
  }
}
