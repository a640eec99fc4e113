package interleave.stress;

import static org.assertj.core.api.Assertions.assertThat;

import interleave.protocol.Event;
import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {
  private static final Event.Tally EXACT = said("1, 0", Event.Expect.INTERESTING, "exact");
  private static final Event.Tally ANY = said("1, .*", Event.Expect.ACCEPTABLE, "any");
  private static final Event.Tally NEVER = said("9", Event.Expect.FORBIDDEN, "never");

  @Test
  void theVeryOutcomeGoesBeforeAnExpression() {
    Table table = new Table(List.of(ANY, EXACT));
    table.add("1, 0", 3);
    table.add("1, 7", 2);
    assertThat(table.rows())
        .containsExactly(
            new Event.Tally("1, 7", 2, Event.Expect.ACCEPTABLE, "any"),
            new Event.Tally("1, 0", 3, Event.Expect.INTERESTING, "exact"));
    assertThat(table.total()).isEqualTo(5);
  }

  @Test
  void whatWasDeclaredStandsThereThoughNotSeen() {
    assertThat(new Table(List.of(NEVER, ANY)).rows()).containsExactly(NEVER, ANY);
  }

  @Test
  void whatNobodyDeclaredComesLastTheMostSeenFirst() {
    Table table = new Table(List.of(EXACT));
    table.add("2", 1);
    table.add("3", 5);
    table.add("2", 1);
    assertThat(table.rows())
        .containsExactly(
            EXACT,
            new Event.Tally("3", 5, Event.Expect.UNKNOWN, ""),
            new Event.Tally("2", 2, Event.Expect.UNKNOWN, ""));
  }

  @Test
  void anOutcomeWithoutAnIdSpeaksOfAllOthers() {
    Table table = new Table(List.of(said("", Event.Expect.FORBIDDEN, "all others"), EXACT));
    table.add("5", 1);
    table.add("1, 0", 1);
    assertThat(table.rows())
        .containsExactly(
            new Event.Tally("5", 1, Event.Expect.FORBIDDEN, "all others"),
            new Event.Tally("1, 0", 1, Event.Expect.INTERESTING, "exact"));
  }

  @Test
  void outcomesWithoutEndAreBounded() {
    Table table = new Table(List.of());
    for (int i = 0; i < 10_000; i++) {
      table.add("x" + i, 1);
    }
    assertThat(table.rows()).hasSize(101);
    assertThat(table.rows().stream().mapToLong(Event.Tally::count).sum()).isEqualTo(10_000);
  }

  private static Event.Tally said(String id, Event.Expect expect, String description) {
    return new Event.Tally(id, 0, expect, description);
  }
}
