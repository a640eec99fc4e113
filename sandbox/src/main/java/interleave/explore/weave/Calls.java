package interleave.explore.weave;

import interleave.explore.model.Models;
import interleave.explore.schedule.Access;
import java.util.Collection;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Knows what is to be done with a call of the JDK. */
final class Calls {
  /** What is woven around a call. */
  sealed interface Kind {
    /** Replaced by a static method that takes the receiver first. */
    record Modelled(Models.Model model) implements Kind {}

    /** An access of its receiver. */
    record Watched(Access access) implements Kind {}

    /** A VarHandle's access of a variable. */
    record Handle(Access access) implements Kind {}

    /** Reaches an object of the explorer's own, which wants to know from where. */
    record Placed() implements Kind {}

    /** Runs as it is, and is named in the result. */
    record Unmodelled() implements Kind {}

    /** Of no interest. */
    record Plain() implements Kind {}
  }

  private static final Kind PLAIN = new Kind.Plain();

  private static final Set<String> READS =
      Set.of(
          "get",
          "getPlain",
          "getAcquire",
          "getOpaque",
          "getVolatile",
          "intValue",
          "longValue",
          "doubleValue",
          "floatValue",
          "containsKey",
          "contains",
          "containsValue",
          "containsAll",
          "size",
          "isEmpty",
          "peek",
          "peekFirst",
          "peekLast",
          "element",
          "toString",
          "equals",
          "hashCode",
          "iterator",
          "values",
          "keySet",
          "entrySet",
          "stream",
          "forEach",
          "first",
          "last",
          "getFirst",
          "getLast",
          "getOrDefault",
          "mappingCount",
          "sum",
          "length",
          "charAt",
          "indexOf",
          "toArray",
          "hasNext",
          "next",
          "firstKey",
          "lastKey",
          "firstEntry",
          "lastEntry",
          "reversed",
          "remainingCapacity",
          "getReference",
          "isMarked",
          "getStamp",
          "getNow",
          "isDone",
          "isCancelled",
          "subList",
          "elements",
          "keys");

  private static final Set<String> UNMODELLED_OWNERS =
      Set.of(
          "java/util/concurrent/Exchanger",
          "java/util/concurrent/Phaser",
          "java/util/concurrent/locks/StampedLock",
          "java/util/concurrent/ForkJoinPool",
          "java/util/concurrent/ForkJoinTask",
          "java/util/concurrent/RecursiveTask",
          "java/util/concurrent/RecursiveAction",
          "java/util/concurrent/CountedCompleter",
          "java/util/concurrent/ThreadPoolExecutor",
          "java/util/concurrent/SubmissionPublisher",
          "java/util/concurrent/ExecutorCompletionService",
          "java/util/concurrent/ScheduledThreadPoolExecutor",
          "java/util/Timer",
          "java/util/concurrent/StructuredTaskScope",
          "java/util/concurrent/ThreadLocalRandom",
          "java/lang/Process",
          "java/lang/ProcessBuilder",
          "java/util/Scanner",
          "java/lang/reflect/Method",
          "java/lang/reflect/Field",
          "java/lang/reflect/Constructor",
          "java/lang/invoke/MethodHandle",
          "java/util/concurrent/DelayQueue",
          "java/util/concurrent/SynchronousQueue",
          "java/util/concurrent/LinkedTransferQueue");

  private static final Set<String> PLACED =
      Set.of(
          "java/util/concurrent/Executor",
          "java/util/concurrent/ExecutorService",
          "java/util/concurrent/Future",
          "java/util/concurrent/RunnableFuture",
          "java/util/concurrent/FutureTask");

  private static final Set<String> UNMODELLED =
      Set.of(
          "java/lang/Math.random",
          "java/util/UUID.randomUUID",
          "java/util/Collection.parallelStream",
          "java/util/stream/BaseStream.parallel",
          "java/util/stream/Stream.parallel",
          "java/util/stream/IntStream.parallel",
          "java/lang/System.identityHashCode",
          "java/util/concurrent/CompletableFuture.orTimeout",
          "java/util/concurrent/CompletableFuture.completeOnTimeout",
          "java/util/concurrent/CompletableFuture.delayedExecutor",
          "java/util/concurrent/Executors.newScheduledThreadPool",
          "java/util/concurrent/Executors.newSingleThreadScheduledExecutor",
          "java/time/Instant.now",
          "java/time/LocalDateTime.now",
          "java/time/LocalTime.now",
          "java/util/List.parallelStream",
          "java/util/Set.parallelStream",
          "java/util/ArrayList.parallelStream");

  private final Models models = new Models();
  private final Map<String, Boolean> collections = new ConcurrentHashMap<>();

  /**
   * What is to be done.
   *
   * @param owner the internal name of the JDK's class that the call names or reaches
   * @param instance whether there is a receiver
   */
  Kind of(String owner, String name, String descriptor, boolean instance) {
    if (owner.equals("java/lang/invoke/VarHandle")) {
      return handle(name);
    }
    Models.Model model = models.find(owner, name, descriptor, instance);
    if (model != null) {
      return new Kind.Modelled(model);
    }
    if (UNMODELLED.contains(owner + "." + name)
        || UNMODELLED_OWNERS.contains(owner)
        || outward(owner)
        || (owner.equals("java/util/Random")
            && name.equals("<init>")
            && descriptor.equals("()V"))) {
      return new Kind.Unmodelled();
    }
    if (instance && PLACED.contains(owner)) {
      return new Kind.Placed();
    }
    if (instance && !name.equals("<init>") && !name.equals("getClass") && watched(owner)) {
      return new Kind.Watched(READS.contains(name) ? Access.READ : Access.WRITE);
    }
    return PLAIN;
  }

  private static boolean outward(String owner) {
    return owner.startsWith("java/net/")
        || owner.startsWith("java/nio/channels/")
        || owner.equals("java/nio/file/Files")
        || owner.startsWith("java/io/File")
        || owner.equals("java/io/RandomAccessFile");
  }

  private static Kind handle(String name) {
    return switch (name) {
      case "get" -> new Kind.Handle(Access.READ);
      case "set" -> new Kind.Handle(Access.WRITE);
      case "getVolatile", "getAcquire", "getOpaque" -> new Kind.Handle(Access.VOLATILE_READ);
      case "setVolatile", "setRelease", "setOpaque" -> new Kind.Handle(Access.VOLATILE_WRITE);
      default ->
          name.startsWith("getAnd") || name.contains("ompareAnd")
              ? new Kind.Handle(Access.UPDATE)
              : PLAIN;
    };
  }

  private boolean watched(String owner) {
    return owner.startsWith("java/util/concurrent/atomic/")
        || owner.equals("java/lang/StringBuilder")
        || owner.equals("java/lang/StringBuffer")
        || (owner.startsWith("java/util/")
            && collections.computeIfAbsent(owner, Calls::isCollection));
  }

  private static boolean isCollection(String owner) {
    Class<?> type = Models.jdk(owner);
    return type != null
        && (Collection.class.isAssignableFrom(type)
            || Map.class.isAssignableFrom(type)
            || Iterator.class.isAssignableFrom(type)
            || owner.startsWith("java/util/concurrent/CompletableFuture"));
  }
}
