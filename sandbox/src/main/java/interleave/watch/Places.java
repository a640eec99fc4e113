package interleave.watch;

import interleave.timeline.Call;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Knows which methods of the JDK make a thread wait, or let another go on. */
final class Places {

  /** How the woven code gets at what the call is done to. */
  enum Target {
    /** The object it is called on. */
    RECEIVER,
    /** Its only argument. */
    ARGUMENT,
    /** What it returns. */
    RESULT,
    NONE
  }

  /**
   * One kind of call.
   *
   * @param mayGiveUp whether it returns a boolean that tells if it was done
   */
  record Place(Call call, Target target, boolean mayGiveUp) {}

  private static final String CONCURRENT = "java/util/concurrent/";

  private static final Set<String> LOCKS =
      Set.of(
          "Lock",
          "ReentrantLock",
          "ReentrantReadWriteLock$ReadLock",
          "ReentrantReadWriteLock$WriteLock");

  private static final Set<String> QUEUES =
      Set.of(
          "BlockingQueue",
          "BlockingDeque",
          "TransferQueue",
          "ArrayBlockingQueue",
          "LinkedBlockingQueue",
          "LinkedBlockingDeque",
          "PriorityBlockingQueue",
          "DelayQueue",
          "SynchronousQueue",
          "LinkedTransferQueue");

  private static final Set<String> EXECUTORS =
      Set.of(
          "ExecutorService",
          "ScheduledExecutorService",
          "ThreadPoolExecutor",
          "ForkJoinPool",
          "ScheduledThreadPoolExecutor");

  private static final Set<String> FUTURES =
      Set.of(
          "Future",
          "CompletableFuture",
          "FutureTask",
          "ForkJoinTask",
          "RunnableFuture",
          "ScheduledFuture",
          "RecursiveTask",
          "RecursiveAction");

  private static final Map<String, Call> OF_LATCHES =
      Map.of("await", Call.ACQUIRE, "countDown", Call.RELEASE);

  private Places() {}

  /**
   * What a call is, if it is to be watched.
   *
   * @param owner a class's internal name
   * @param descriptor of the method
   */
  static Optional<Place> of(String owner, String name, String descriptor) {
    // These are final in Object, so that whoever has them has Object's.
    if (name.equals("wait") && Set.of("()V", "(J)V", "(JI)V").contains(descriptor)) {
      return on(Call.WAIT);
    }
    if ((name.equals("notify") || name.equals("notifyAll")) && descriptor.equals("()V")) {
      return on(Call.NOTIFY);
    }
    if (owner.startsWith("java/lang/")) {
      return ofLang(owner.substring("java/lang/".length()), name, descriptor);
    }
    if (owner.startsWith(CONCURRENT + "locks/")) {
      return ofLocks(owner.substring(CONCURRENT.length() + "locks/".length()), name, descriptor);
    }
    return owner.startsWith(CONCURRENT)
        ? ofConcurrent(owner.substring(CONCURRENT.length()), name, descriptor)
        : Optional.empty();
  }

  private static Optional<Place> ofLang(String owner, String name, String descriptor) {
    return switch (owner) {
      case "Thread" ->
          switch (name) {
            case "sleep" -> place(Call.SLEEP, Target.NONE);
            case "join" -> descriptor.endsWith("Z") ? gives(Call.JOIN) : on(Call.JOIN);
            case "start" -> on(Call.START);
            case "startVirtualThread" -> place(Call.START, Target.RESULT);
            default -> Optional.empty();
          };
      case "Thread$Builder", "Thread$Builder$OfPlatform", "Thread$Builder$OfVirtual" ->
          name.equals("start") ? place(Call.START, Target.RESULT) : Optional.empty();
      case "Process" -> name.equals("waitFor") ? on(Call.PROCESS) : Optional.empty();
      default -> Optional.empty();
    };
  }

  private static Optional<Place> ofLocks(String owner, String name, String descriptor) {
    if (LOCKS.contains(owner)) {
      return switch (name) {
        case "lock", "lockInterruptibly" -> on(Call.LOCK);
        case "tryLock" -> gives(Call.LOCK);
        case "unlock" -> on(Call.UNLOCK);
        default -> Optional.empty();
      };
    }
    return switch (owner) {
      case "Condition" ->
          name.startsWith("await")
              ? on(Call.AWAIT)
              : name.startsWith("signal") ? on(Call.SIGNAL) : Optional.empty();
      case "LockSupport" ->
          name.startsWith("park")
              ? place(Call.PARK, Target.NONE)
              : name.equals("unpark") ? place(Call.UNPARK, Target.ARGUMENT) : Optional.empty();
      default -> Optional.empty();
    };
  }

  private static Optional<Place> ofConcurrent(String owner, String name, String descriptor) {
    boolean timed = descriptor.contains("Ljava/util/concurrent/TimeUnit;");
    if (QUEUES.contains(owner)) {
      return switch (name) {
        case "put", "take", "transfer", "putFirst", "putLast", "takeFirst", "takeLast" ->
            on(Call.MEET);
        case "poll", "offer", "pollFirst", "pollLast", "offerFirst", "offerLast", "tryTransfer" ->
            on(timed ? Call.MEET : Call.RELEASE);
        case "add", "remove", "drainTo", "clear" -> on(Call.RELEASE);
        default -> Optional.empty();
      };
    }
    if (FUTURES.contains(owner)) {
      return switch (name) {
        case "get", "join", "invoke" -> on(Call.ACQUIRE);
        case "complete", "completeExceptionally", "cancel" -> on(Call.RELEASE);
        default -> Optional.empty();
      };
    }
    if (EXECUTORS.contains(owner)) {
      return switch (name) {
        case "close", "awaitTermination", "invokeAll", "invokeAny", "invoke" -> on(Call.ACQUIRE);
        default -> Optional.empty();
      };
    }
    return switch (owner) {
      case "CountDownLatch" -> Optional.ofNullable(OF_LATCHES.get(name)).flatMap(Places::on);
      case "Semaphore" ->
          name.startsWith("acquire") || name.equals("tryAcquire") && timed
              ? on(Call.ACQUIRE)
              : name.equals("release") ? on(Call.RELEASE) : Optional.empty();
      case "CyclicBarrier" -> name.equals("await") ? on(Call.MEET) : Optional.empty();
      case "Exchanger" -> name.equals("exchange") ? on(Call.MEET) : Optional.empty();
      case "Phaser" ->
          name.contains("wait")
              ? on(Call.MEET)
              : name.startsWith("arrive") ? on(Call.RELEASE) : Optional.empty();
      case "StructuredTaskScope" -> name.equals("join") ? on(Call.ACQUIRE) : Optional.empty();
      case "TimeUnit" -> name.equals("sleep") ? place(Call.SLEEP, Target.NONE) : Optional.empty();
      default -> Optional.empty();
    };
  }

  private static Optional<Place> on(Call call) {
    return place(call, Target.RECEIVER);
  }

  private static Optional<Place> gives(Call call) {
    return Optional.of(new Place(call, Target.RECEIVER, true));
  }

  private static Optional<Place> place(Call call, Target target) {
    return Optional.of(new Place(call, target, false));
  }
}
