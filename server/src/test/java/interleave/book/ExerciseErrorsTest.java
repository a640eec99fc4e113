package interleave.book;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExerciseErrorsTest {
  private static final String EXERCISE = "```java exercise id=x\nint a = 0;\n```\n";
  private static final String CHECK = "```java check for=x\ncheck();\n```\n";
  private static final String SOLUTION = "```java solution for=x\nint a = 1;\n```\n";
  private static final String BROKEN = "```java broken for=x\nint a = 2;\n```\n";

  @TempDir Path temporary;
  private TinyBook book;

  @BeforeEach
  void make() {
    book = new TinyBook(temporary);
  }

  private List<String> errorsOf(String... fences) {
    return book.races(String.join("", fences)).errors();
  }

  @Test
  void wholeExerciseIsRight() {
    assertThat(errorsOf(EXERCISE, CHECK, SOLUTION, BROKEN, BROKEN)).isEmpty();
  }

  @Test
  void exerciseWithoutACheckIsRefused() {
    assertThat(errorsOf(EXERCISE, SOLUTION, BROKEN))
        .containsExactly(
            "content/en/07-races.md:10: exercise \"x\" has no check; add a fence ```java check"
                + " for=x");
  }

  @Test
  void exerciseWithoutASolutionIsRefused() {
    assertThat(errorsOf(EXERCISE, CHECK, BROKEN))
        .containsExactly(
            "content/en/07-races.md:10: exercise \"x\" has no solution; add a fence ```java"
                + " solution for=x");
  }

  @Test
  void exerciseWithoutABrokenVariantIsRefused() {
    assertThat(errorsOf(EXERCISE, CHECK, SOLUTION))
        .containsExactly(
            "content/en/07-races.md:10: exercise \"x\" has no broken variant; add a fence ```java"
                + " broken for=x");
  }

  @Test
  void secondSolutionIsRefused() {
    assertThat(errorsOf(EXERCISE, CHECK, SOLUTION, SOLUTION, BROKEN))
        .containsExactly(
            "content/en/07-races.md:19: exercise \"x\" has a second solution; keep one");
  }

  @Test
  void checkWithoutAnExerciseIsRefused() {
    assertThat(errorsOf(CHECK))
        .containsExactly(
            "content/en/07-races.md:10: the check is for \"x\", but this chapter has no such cell;"
                + " correct the id");
  }

  @Test
  void hintForACellThatIsNoExerciseIsRefused() {
    assertThat(errorsOf("```java run id=x expect=1\n1\n```\n", "```hint for=x\nThink.\n```\n"))
        .containsExactly(
            "content/en/07-races.md:13: the hint is for \"x\", which is a run cell; make that cell"
                + " an exercise");
  }

  @Test
  void solutionBeforeItsExerciseIsRefused() {
    assertThat(errorsOf(SOLUTION, EXERCISE, CHECK, BROKEN))
        .containsExactly(
            "content/en/07-races.md:10: the solution stands before its exercise \"x\"; move it"
                + " after");
  }

  @Test
  void brokenVariantThatIsForNothingIsRefused() {
    assertThat(errorsOf("```java broken\nint a;\n```\n"))
        .containsExactly(
            "content/en/07-races.md:10: the broken variant has no for; add for=the-cells-id");
  }

  @Test
  void emptyCheckIsRefused() {
    assertThat(errorsOf(EXERCISE, "```java check for=x\n```\n", SOLUTION, BROKEN))
        .containsExactly("content/en/07-races.md:13: the check is empty; write it");
  }

  @Test
  void hiddenLineInASolutionIsRefused() {
    assertThat(errorsOf(EXERCISE, CHECK, "```java solution for=x\n# int a;\n```\n", BROKEN))
        .containsExactly(
            "content/en/07-races.md:17: a solution has no hidden lines; write them in the"
                + " exercise");
  }
}
