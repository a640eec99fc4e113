package interleave.book;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Reads a cell from its fence. */
final class CellReader {
  private static final Pattern DURATION = Pattern.compile("([1-9]\\d{0,5})(ms|s|m)");
  private static final Pattern MEMORY = Pattern.compile("([1-9]\\d{0,4})([mg])");
  private static final int LEAST_MEMORY_MIB = 96;
  private static final Pattern OUTPUT = Pattern.compile("([1-9]\\d{0,4})([km])");
  private static final Pattern CORES = Pattern.compile("[1-9]\\d?");
  private static final int MOST_CORES = 64;
  private static final List<String> FINDINGS =
      List.of(
          "assertion",
          "exception",
          "deadlock",
          "lost-wakeup",
          "no-progress",
          "data-race",
          "not-linearizable",
          Expectation.NOTHING);

  private final TypedFence fence;
  private final Complaints complaints;
  private final String id;

  private CellReader(TypedFence fence, Complaints complaints) {
    this.fence = fence;
    this.complaints = complaints;
    this.id = fence.id();
  }

  /**
   * Reads a cell.
   *
   * @param all the fences of the chapter, where an exercise finds its check and the like
   */
  static Cell read(TypedFence fence, List<TypedFence> all, Complaints complaints) {
    return new CellReader(fence, complaints).cell(all);
  }

  private Cell cell(List<TypedFence> all) {
    boolean exercise = fence.kind() == FenceKind.EXERCISE;
    return new Cell(
        id,
        CellKind.valueOf(fence.kind().name()),
        HiddenLines.cut(fence, complaints),
        needs(),
        new CellLimits(duration("timeout"), duration("cpu"), cores(), memory(), output()),
        exercise ? ExerciseReader.read(fence, all, complaints) : expectation(),
        flags(),
        name(),
        arguments(),
        complaints.file(),
        fence.line());
  }

  private List<String> needs() {
    Optional<String> needs = fence.info().value("needs");
    if (needs.isEmpty()) {
      return List.of();
    }
    List<String> ids = new ArrayList<>();
    for (String need : needs.get().split(",", -1)) {
      String stripped = need.strip();
      if (!Ids.valid(stripped)) {
        complain(": needs=%s is no list of ids; write needs=a,b".formatted(needs.get()));
        return List.of();
      }
      if (ids.contains(stripped)) {
        complain(" needs \"%s\" twice; name it once".formatted(stripped));
      } else {
        ids.add(stripped);
      }
    }
    return ids;
  }

  private Optional<Duration> duration(String key) {
    Optional<String> text = fence.info().value(key);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    Matcher matcher = DURATION.matcher(text.get());
    if (!matcher.matches()) {
      complain(": %s=%s is no duration; write it like 500ms, 10s or 2m".formatted(key, text.get()));
      return Optional.empty();
    }
    long count = Long.parseLong(matcher.group(1));
    return Optional.of(
        switch (matcher.group(2)) {
          case "ms" -> Duration.ofMillis(count);
          case "s" -> Duration.ofSeconds(count);
          default -> Duration.ofMinutes(count);
        });
  }

  private OptionalInt cores() {
    Optional<String> text = fence.info().value("cores");
    if (text.isEmpty()) {
      return OptionalInt.empty();
    }
    if (CORES.matcher(text.get()).matches() && Integer.parseInt(text.get()) <= MOST_CORES) {
      return OptionalInt.of(Integer.parseInt(text.get()));
    }
    complain(": cores=%s is no number of cores; write 1 to %d".formatted(text.get(), MOST_CORES));
    return OptionalInt.empty();
  }

  private OptionalInt memory() {
    Optional<String> text = fence.info().value("memory");
    if (text.isEmpty()) {
      return OptionalInt.empty();
    }
    Matcher matcher = MEMORY.matcher(text.get());
    if (matcher.matches()) {
      int count = Integer.parseInt(matcher.group(1));
      int mebibytes = matcher.group(2).equals("g") ? count * 1024 : count;
      if (mebibytes >= LEAST_MEMORY_MIB) {
        return OptionalInt.of(mebibytes);
      }
      complain(
          ": memory=%s is less than a JVM needs; write %dm or more"
              .formatted(text.get(), LEAST_MEMORY_MIB));
      return OptionalInt.empty();
    }
    complain(": memory=%s is no size; write it like 512m or 1g".formatted(text.get()));
    return OptionalInt.empty();
  }

  private OptionalLong output() {
    Optional<String> text = fence.info().value("output");
    if (text.isEmpty()) {
      return OptionalLong.empty();
    }
    Matcher matcher = OUTPUT.matcher(text.get());
    if (matcher.matches()) {
      long count = Long.parseLong(matcher.group(1));
      return OptionalLong.of(count << (matcher.group(2).equals("m") ? 20 : 10));
    }
    complain(": output=%s is no size; write it like 64k or 2m".formatted(text.get()));
    return OptionalLong.empty();
  }

  private Expectation expectation() {
    FenceInfo info = fence.info();
    boolean prints = fence.kind() == FenceKind.RUN || fence.kind() == FenceKind.PROGRAM;
    if (prints
        && List.of("expect", "forbid", "outcome").stream().allMatch(k -> info.value(k).isEmpty())) {
      complain(" declares no outcome; add expect=\"...\", forbid=\"...\" or outcome=...");
    }
    Optional<Outcome> outcome = info.value("outcome").flatMap(Outcome::parse);
    if (outcome.isEmpty() && info.value("outcome").isPresent()) {
      complain(
          ": unknown outcome \""
              + info.value("outcome").get()
              + "\"; the outcomes are completed, rejected, threw:java.lang.X, timeout, exit:3,"
              + " died, too-much-output, too-much-memory, too-many-processes, too-much-cpu and"
              + " deadlock");
    }
    return new Expectation(
        outcome.orElseGet(Outcome.Completed::new),
        regex("expect"),
        regex("forbid"),
        info.value("seen").map(seen -> List.of(seen.split("\\s*;\\s*"))).orElse(List.of()),
        finds(outcome.isPresent()));
  }

  private Optional<String> finds(boolean endsOtherwise) {
    Optional<String> finds = fence.info().value("finds");
    if (fence.kind() == FenceKind.EXPLORE && finds.isEmpty() && !endsOtherwise) {
      complain(" does not say what the explorer finds; add finds=" + String.join("|", FINDINGS));
    }
    if (finds.isPresent() && !FINDINGS.contains(finds.get())) {
      complain(
          ": finds=%s is nothing that the explorer finds; write one of %s"
              .formatted(finds.get(), String.join(", ", FINDINGS)));
    }
    return finds;
  }

  private List<String> arguments() {
    return fence
        .info()
        .value("args")
        .map(args -> List.of(args.strip().split("\\s+")))
        .orElse(List.of());
  }

  private Optional<Pattern> regex(String key) {
    Optional<String> text = fence.info().value(key);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(Pattern.compile(text.get(), Pattern.MULTILINE));
    } catch (PatternSyntaxException e) {
      complain(
          ": %s=\"%s\" is no regex: %s at character %d; correct it"
              .formatted(key, text.get(), e.getDescription(), e.getIndex() + 1));
      return Optional.empty();
    }
  }

  private Set<CellFlag> flags() {
    Set<CellFlag> flags = EnumSet.noneOf(CellFlag.class);
    Arrays.stream(CellFlag.values())
        .filter(flag -> fence.info().words().contains(flag.word()))
        .forEach(flags::add);
    return flags;
  }

  private Optional<String> name() {
    Optional<String> name = fence.info().value("name");
    if (name.isPresent() && !name.get().matches("[A-Z][A-Za-z0-9_]*")) {
      complain(": name=%s is no class name; write it like Worker".formatted(name.get()));
    }
    return name;
  }

  private void complain(String what) {
    complaints.at(fence.line(), "cell \"" + id + "\"" + what);
  }
}
