package interleave.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SplicesTest {

  @Test
  void everyPlaceOfTheOriginalIsFoundAgain() {
    String original = "int x;\nvoid f() {}";
    Splices splices = new Splices(original);
    splices.insert(0, "package cell; ");
    splices.insert(0, "class A { ");
    splices.insert(7, "public ");
    splices.insert(original.length(), "\n}");
    String text = splices.text();
    assertThat(text).isEqualTo("package cell; class A { int x;\npublic void f() {}\n}");
    for (int i = 0; i < original.length(); i++) {
      char c = original.charAt(i);
      if ("xf{".indexOf(c) >= 0) {
        int inText = c == '{' ? text.lastIndexOf('{') : text.indexOf(c == 'x' ? "x;" : "f(");
        assertThat(splices.original(inText)).isEqualTo(i);
      }
    }
    assertThat(splices.original(3)).as("in a piece").isZero();
    assertThat(splices.original(text.length())).isEqualTo(original.length());
  }

  @Test
  void whatIsBlankedKeepsItsLines() {
    Splices splices = new Splices("@Threads({1,\n2}) int f()");
    splices.blank(0, 16);
    assertThat(splices.text()).isEqualTo(" ".repeat(12) + "\n" + "   " + " int f()");
  }
}
