package interleave.run;

import interleave.protocol.Event;
import interleave.protocol.Outcome;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes one run from the queue to its end: its turn, its code, then what lives on of it. */
final class Conductor {
  private static final Logger LOG = LoggerFactory.getLogger(Conductor.class);

  private final Session session;
  private final RunRequest request;
  private final Run run;
  private final Stage stage;
  private final Work work;
  private final Engines engines;
  private final Admission admission;
  private final Consumer<End> ended;
  private final Efforts.Account account;

  /** The run of the same cell that this one takes the place of. */
  private final Optional<Conductor> before;

  /** The place in the session's order; a program needs none. */
  private final Optional<Admission.Ticket> turn;

  private final CountDownLatch over = new CountDownLatch(1);
  private volatile boolean queued;

  Conductor(
      Session session,
      RunRequest request,
      Engines engines,
      LoneJvms jvms,
      Admission admission,
      RunLimits limits,
      Sentences sentences,
      Efforts.Account account,
      Consumer<End> ended) {
    this.account = account;
    this.session = session;
    this.request = request;
    this.run = new Run(request.cell().id(), request.cell().allowance().outputBytes());
    this.engines = engines;
    this.stage = new Stage(run, limits, new Supervisor(run, limits, sentences), account);
    Refusal refusal = new Refusal(run, account, limits.compile());
    Workshop workshop = new Workshop(run, stage, engines, jvms, limits, refusal);
    this.work =
        request.cell().kind().isInSession()
            ? new Sequence(session, request, workshop)
            : new Solo(request.cell(), request.before(), workshop);
    this.admission = admission;
    this.ended = ended;
    this.before = session.conduct(request.cell().id(), this);
    // Here and not on the run's own thread, so that cells take turns in the order of the clicks.
    this.turn =
        request.cell().kind().isInSession()
            ? Optional.of(session.turns().enter(this::tellQueued))
            : Optional.empty();
  }

  Run run() {
    return run;
  }

  /** Text for the cell's {@code System.in}. */
  void input(String text, boolean end) {
    stage.input(text, end);
  }

  /** Takes the run to its end; returns when nothing of it lives. */
  void conduct() {
    try {
      if (before.isPresent()) {
        before.get().run().stop();
        before.get().over.await();
      }
      finish(inTurn());
      stage.draw(engines);
      turn.ifPresent(Admission.Ticket::close);
      stage.awaitQuiet();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Exception e) {
      LOG.error("a run failed", e);
      finish(End.before(Outcome.DIED, "The server failed over this run; please run it again."));
    } finally {
      turn.ifPresent(Admission.Ticket::close);
      stage.endIsTold();
      stage.close();
      work.close();
      session.conducted(request.cell().id(), this);
      run.close();
      over.countDown();
    }
  }

  private End inTurn() throws IOException, InterruptedException {
    if (turn.isPresent() && !admitted(turn.get())) {
      return End.stoppedWaiting();
    }
    Admission.Manner manner =
        new Admission.Manner(account.isHeavy(), request.cell().kind().wantsQuiet());
    try (Admission.Ticket place = admission.enter(manner, this::tellQueued)) {
      if (!admitted(place)) {
        return End.stoppedWaiting();
      }
      if (queued) {
        tellQueued(0);
      }
      return work.perform();
    }
  }

  private void tellQueued(int ahead) {
    queued = true;
    run.tell(Optional.empty(), new Event.Queued(ahead));
  }

  private boolean admitted(Admission.Ticket ticket) throws InterruptedException {
    try {
      CompletableFuture.anyOf(ticket.admitted(), run.stopped()).get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
    return !run.stopped().isDone();
  }

  private void finish(End end) {
    run.tell(
        Optional.empty(),
        new Event.Finished(
            end.outcome(),
            end.wallNanos(),
            end.cpuNanos(),
            request.cell().conditions().cores(),
            end.exit(),
            end.message()));
    stage.endIsTold();
    ended.accept(end);
  }
}
