package interleave.run;

import interleave.protocol.EngineReply;
import interleave.protocol.Source;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What one reader's cells of one chapter share: a front end, a session JVM, and the memory of what
 * has run in them.
 *
 * <p>The two halves live and die together: classes and heap mean nothing without the declarations,
 * nor those without the heap.
 */
final class Session implements AutoCloseable {
  private final SessionKey key;
  private final Optional<ReaderAddress> address;
  private final Engines engines;
  private final Efforts.Account account;
  private final Spares spares;
  private final Duration compile;
  private final Admission turns = new Admission(1);
  private final Map<String, Conductor> conducted = new ConcurrentHashMap<>();

  /** The text that has run, by cell. */
  private final Map<String, Source> ran = new HashMap<>();

  /** Cells that have run in this life, with whatever text. */
  private final Set<String> everRan = new HashSet<>();

  private FrontEnd front;
  private @Nullable SessionJvm jvm;

  /** Which life this is: what was compiled or loaded in one means nothing in the next. */
  private int life;

  private boolean closed;
  private volatile Instant used = Instant.now();
  private Optional<Look> lastLook = Optional.empty();

  /**
   * A session that holds nothing yet.
   *
   * @param address whose share it counts to, if anybody's
   * @param compile how long the compiling of a cell may take
   * @param account what the reader has taken lately
   */
  Session(
      SessionKey key,
      Optional<ReaderAddress> address,
      Engines engines,
      Spares spares,
      Duration compile,
      Efforts.Account account) {
    this.account = account;
    this.key = key;
    this.address = address;
    this.engines = engines;
    this.spares = spares;
    this.compile = compile;
    this.front = new FrontEnd(engines, account, compile);
  }

  SessionKey key() {
    return key;
  }

  Optional<ReaderAddress> address() {
    return address;
  }

  /** Lets the own code of one cell run at a time. */
  Admission turns() {
    return turns;
  }

  /** Notes who conducts a cell now, and returns who did until then, if that is not over. */
  Optional<Conductor> conduct(String cell, Conductor conductor) {
    used = Instant.now();
    return Optional.ofNullable(conducted.put(cell, conductor));
  }

  void conducted(String cell, Conductor conductor) {
    used = Instant.now();
    conducted.remove(cell, conductor);
  }

  Optional<Conductor> conductorOf(String cell) {
    return Optional.ofNullable(conducted.get(cell));
  }

  /** Whether no cell runs and nothing of one lives on. */
  boolean isIdle() {
    return conducted.isEmpty();
  }

  Instant lastUsed() {
    return used;
  }

  /**
   * The life that a run begins in.
   *
   * @throws FrontEnd.LostException when the session is closed
   */
  synchronized int life() throws FrontEnd.LostException {
    if (closed) {
      throw new FrontEnd.LostException();
    }
    return life;
  }

  private void mustLive(int ofLife) throws FrontEnd.LostException {
    if (closed || life != ofLife) {
      throw new FrontEnd.LostException();
    }
  }

  /** Whether a cell has run with the text that it has now. */
  synchronized boolean hasRun(Cell cell) {
    return cell.source().equals(ran.get(cell.id()));
  }

  synchronized boolean hasRunAll(Set<String> cells) {
    return everRan.containsAll(cells);
  }

  /** Notes that a cell starts anew: neither it nor what builds on it counts as having run. */
  synchronized void startsAnew(String cell, Set<String> dependents) {
    ran.remove(cell);
    ran.keySet().removeAll(dependents);
  }

  synchronized void hasRunNow(int ofLife, Cell cell) {
    if (life == ofLife) {
      ran.put(cell.id(), cell.source());
      everRan.add(cell.id());
    }
  }

  EngineReply.Compiled compile(int ofLife, Source source)
      throws CompileException, FrontEnd.LostException, InterruptedException, IOException {
    FrontEnd here;
    synchronized (this) {
      mustLive(ofLife);
      here = front;
    }
    return here.compile(source);
  }

  EngineReply.Completed complete(Source source, int cursor)
      throws CompileException, FrontEnd.LostException, InterruptedException, IOException {
    used = Instant.now();
    return front().complete(source, cursor);
  }

  /** The session's JVM for what was just compiled, a warm spare when there is none yet. */
  synchronized SessionJvm jvm(int ofLife)
      throws FrontEnd.LostException, IOException, InterruptedException {
    mustLive(ofLife);
    front.keepLatest();
    if (jvm == null) {
      jvm = spares.take();
    }
    return jvm;
  }

  /** The JVM as it is, null when none has been needed yet. */
  synchronized @Nullable SessionJvm currentJvm() {
    return jvm;
  }

  /**
   * Forgets everything; the next cell gets a new front end and a new JVM.
   *
   * @param lost the JVM that the caller knew; when the session has another by now, somebody else
   *     has been here, and nothing happens
   */
  synchronized void startAfresh(@Nullable SessionJvm lost, String reason) {
    if (jvm == lost) {
      startAfresh(reason);
    }
  }

  private void startAfresh(String reason) {
    if (jvm != null) {
      jvm.end(reason);
      jvm = null;
    }
    front.close();
    front = new FrontEnd(engines, account, compile);
    ran.clear();
    everRan.clear();
    life++;
  }

  /** Ends what runs, then everything. */
  @Override
  public synchronized void close() {
    closed = true;
    conducted.values().forEach(c -> c.run().stop());
    startAfresh("The session was closed.");
  }

  /** A compile was abandoned: the same history, without what that text declared. */
  synchronized void forgetAbandoned(int ofLife) {
    if (life == ofLife) {
      front = front.successor();
    }
  }

  private synchronized FrontEnd front() {
    return front;
  }

  /**
   * Ends the JVM if it keeps computing though nothing runs in it that we know of: what a reader's
   * code started can hide from us, and say in the JVM's name that it has ended.
   */
  void endIfBusyForNobody() {
    SessionJvm known = currentJvm();
    if (known == null || known.isGone()) {
      lastLook = Optional.empty();
      return;
    }
    Optional<Look> before = lastLook.filter(look -> look.jvm() == known);
    Look now = before.isPresent() ? before.get().again(isIdle()) : Look.first(known);
    lastLook = Optional.of(now);
    if (now.isBusyForNobody()) {
      known.end("Something went on computing after its cell was done, so its JVM was ended.");
    }
  }

  /** How long nobody used it. */
  Duration idleFor() {
    return Duration.between(used, Instant.now());
  }
}
