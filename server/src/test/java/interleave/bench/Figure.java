package interleave.bench;

/** What is counted before and after; it may grow by its tolerance and no more. */
enum Figure {
  PROCESSES("processes below the server", 0),
  DESCRIPTORS("descriptors of the server", 8),
  THREADS("threads of the server", 10),
  BOXES("directories of boxes", 0),
  FILES("files that were handed to boxes", 0),
  CGROUPS("cgroup directories", 0),
  MOUNTS("mounts of boxes that the host sees", 0),
  SESSIONS("sessions that the server counts", 0),
  SESSION_LINES("lines to session JVMs on the server's heap", 0),
  SCRATCHPADS("scratchpads on the engines' heaps", 0),
  SERVER_HEAP("server, live heap, KiB", 6 << 10),
  ENGINE_HEAP("engines together, live heap, KiB", 24 << 10),
  SERVER_MEMORY("server, memory without a file, KiB", Long.MAX_VALUE),
  ENGINE_MEMORY("engines together, memory without a file, KiB", Long.MAX_VALUE);

  private final String words;
  private final long tolerance;

  Figure(String words, long tolerance) {
    this.words = words;
    this.tolerance = tolerance;
  }

  String words() {
    return words;
  }

  /** How much it may grow; what the system keeps of freed memory is told and not judged. */
  long tolerance() {
    return tolerance;
  }

  boolean isJudged() {
    return tolerance < Long.MAX_VALUE;
  }
}
