package interleave.explore;

import static org.assertj.core.api.Assertions.assertThat;

import interleave.explore.result.Result;
import interleave.explore.result.Verdict;
import org.junit.jupiter.api.Test;

/** Every execution begins with the program as it was before the first. */
class BeginningTest {

  @Test
  void staticsBeginAnewInEveryExecution() {
    Result result =
        Sources.explore(
            """
            static class Config { static List<Integer> all = new ArrayList<>(List.of(1)); static int n; }
            static volatile int x;
            void main() throws Exception {
              Config.all.add(2);
              Config.n++;
              assert Config.all.size() == 2 && Config.n == 1;
              Thread t = new Thread(() -> x++);
              t.start();
              x++;
              t.join();
            }
            """);

    assertThat(result).isInstanceOf(Result.Explored.class);
    assertThat(result.schedules()).isGreaterThan(2);
  }

  @Test
  void enumsAndInterfacesBeginAnewInEveryExecution() {
    Result result =
        Sources.explore(
            """
            enum Account {
              A(Ids.next()), B(Ids.next());
              static int moves;
              int balance;
              Account(int balance) { this.balance = balance; }
            }
            class Ids {
              static int last = 6;
              static int next() { return ++last; }
            }
            interface Log { List<String> LINES = new ArrayList<>(); }
            static volatile int x;
            void main() throws Exception {
              assert Account.A.balance == 7 && Account.B.balance == 8;
              assert Account.moves == 0 && Log.LINES.isEmpty() && Ids.last == 6;
              assert EnumSet.allOf(Account.class).contains(Account.valueOf("A"));
              Account.A.balance++;
              Account.moves++;
              Log.LINES.add("moved");
              Ids.next();
              Thread t = new Thread(() -> x++);
              t.start();
              x++;
              t.join();
            }
            """);

    assertThat(result).isInstanceOf(Result.Explored.class);
    assertThat(result.schedules()).isGreaterThan(2);
  }

  @Test
  void aLostUpdateOfAnEnumsFieldIsFound() {
    Result.Failed failed =
        Sources.failed(
            """
            enum Counter { ONE; int value; }
            void main() throws Exception {
              Thread a = new Thread(() -> Counter.ONE.value++);
              Thread b = new Thread(() -> Counter.ONE.value++);
              a.start(); b.start(); a.join(); b.join();
              assert Counter.ONE.value == 2;
            }
            """);

    assertThat(failed.verdict()).isEqualTo(Verdict.ASSERTION);
    assertThat(failed.preemptions()).isEqualTo(1);
  }
}
