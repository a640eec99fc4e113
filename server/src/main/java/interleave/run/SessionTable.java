package interleave.run;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** The sessions that live, so many for each reader, for each address and in all. */
final class SessionTable {
  private final Crowd crowd;
  private final Duration retryAfter;
  private final Map<SessionKey, Session> sessions = new LinkedHashMap<>();

  /**
   * An empty table.
   *
   * @param retryAfter when a session is likely to be free that is busy now
   */
  SessionTable(Crowd crowd, Duration retryAfter) {
    this.crowd = crowd;
    this.retryAfter = retryAfter;
  }

  synchronized Optional<Session> find(SessionKey key) {
    return Optional.ofNullable(sessions.get(key));
  }

  synchronized int live() {
    return sessions.size();
  }

  synchronized List<Session> all() {
    return List.copyOf(sessions.values());
  }

  /** Takes a session out, if there is one; whoever does so closes it. */
  synchronized Optional<Session> remove(SessionKey key) {
    return Optional.ofNullable(sessions.remove(key));
  }

  /** Takes out all that are so. */
  synchronized List<Session> removeIf(Predicate<Session> condition) {
    List<Session> found = sessions.values().stream().filter(condition).toList();
    found.forEach(s -> sessions.remove(s.key()));
    return found;
  }

  /** Whether there is such a session, or room for it without closing another. */
  synchronized boolean hasRoom(SessionKey key, Optional<ReaderAddress> address) {
    Collection<Session> all = sessions.values();
    return sessions.containsKey(key)
        || all.size() < crowd.sessions()
            && all.stream().filter(of(key)).count() < crowd.sessionsPerReader()
            && all.stream().filter(of(address)).count() < crowd.sessionsPerAddress();
  }

  /**
   * The session of that key, a new one if need be, for which the longest idle make room.
   *
   * @throws BusyException when none of those that would have to make room is idle
   */
  Session session(SessionKey key, Optional<ReaderAddress> address, Supplier<Session> fresh)
      throws BusyException {
    List<Session> leaving = new ArrayList<>();
    Session session;
    synchronized (this) {
      Session known = sessions.get(key);
      if (known != null) {
        return known;
      }
      makeRoom(leaving, of(key), crowd.sessionsPerReader(), this::readerIsBusy);
      makeRoom(leaving, of(address), crowd.sessionsPerAddress(), this::addressIsBusy);
      makeRoom(leaving, s -> true, crowd.sessions(), this::serverIsFull);
      leaving.forEach(s -> sessions.remove(s.key()));
      session = fresh.get();
      sessions.put(key, session);
    }
    leaving.forEach(Session::close);
    return session;
  }

  private void makeRoom(
      List<Session> leaving, Predicate<Session> among, int bound, Supplier<BusyException> full)
      throws BusyException {
    List<Session> staying =
        sessions.values().stream().filter(among).filter(s -> !leaving.contains(s)).toList();
    if (staying.size() >= bound) {
      leaving.add(
          staying.stream()
              .filter(Session::isIdle)
              .min(Comparator.comparing(Session::lastUsed))
              .orElseThrow(full));
    }
  }

  private BusyException readerIsBusy() {
    return new BusyException(
        "Cells of "
            + crowd.sessionsPerReader()
            + " chapters are running for you already; stop one of them first.");
  }

  private BusyException addressIsBusy() {
    return new BusyException(
        "Cells of %,d sessions are running for your network address already"
            .formatted(crowd.sessionsPerAddress()),
        retryAfter);
  }

  private BusyException serverIsFull() {
    return new BusyException(
        "All " + crowd.sessions() + " sessions of this server are busy; please try again shortly.");
  }

  private static Predicate<Session> of(SessionKey key) {
    return session -> session.key().reader().equals(key.reader());
  }

  private static Predicate<Session> of(Optional<ReaderAddress> address) {
    return session -> address.isPresent() && session.address().equals(address);
  }
}
