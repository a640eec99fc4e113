package interleave.book;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The kinds of fence, and the keys and flags that each may have. */
enum FenceKind {
  RUN(
      "id needs timeout cpu cores memory output expect forbid outcome",
      "hidelines readonly collapsed timeline"),
  PROGRAM(
      "id name args needs timeout cpu cores memory output expect forbid outcome",
      "hidelines readonly collapsed timeline"),
  /** Methods to be measured. */
  BENCHMARK("id timeout cpu memory output outcome", "hidelines readonly collapsed"),
  /** Actors whose outcomes are counted. */
  STRESS("id timeout cpu memory output outcome seen", "hidelines readonly collapsed"),
  /** Code whose schedules are searched. */
  EXPLORE("id needs timeout cpu memory output outcome finds", "hidelines readonly collapsed"),
  EXERCISE("id needs timeout cpu cores memory output", "hidelines collapsed timeline"),
  CHECK("for", "stress explore"),
  SOLUTION("for", ""),
  BROKEN("for", ""),
  HINT("for", ""),
  /** A stress cell's outcomes on another machine. */
  STORED("for machine", ""),
  PREDICT("for", ""),
  QUIZ("id", ""),
  PARSONS("id", ""),
  SVG("file alt caption", ""),
  /** Java that is only read. */
  LISTING("", ""),
  /** Any other text that is only read. */
  TEXT("", "");

  private static final List<String> TEXT_LANGUAGES =
      words("text console shell bash python c cpp rust go javascript kotlin json xml yaml asm");
  private static final List<FenceKind> JAVA =
      List.of(RUN, PROGRAM, BENCHMARK, STRESS, EXPLORE, EXERCISE, CHECK, SOLUTION, BROKEN);
  private static final List<FenceKind> OF_THEIR_OWN =
      List.of(HINT, STORED, PREDICT, QUIZ, PARSONS, SVG);

  private final String keys;
  private final String flags;

  FenceKind(String keys, String flags) {
    this.keys = keys;
    this.flags = flags;
  }

  /** The kind as authors write it. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The kind as a message names it. */
  String noun() {
    return switch (this) {
      case RUN, PROGRAM, BENCHMARK, STRESS, EXPLORE -> word() + " cell";
      case EXERCISE, CHECK, SOLUTION, HINT, QUIZ -> word();
      case BROKEN -> "broken variant";
      case STORED -> "stored run";
      case PREDICT -> "prediction";
      case PARSONS -> "parsons problem";
      case SVG -> "picture";
      case LISTING, TEXT -> "listing";
    };
  }

  /** Whether the fence holds a cell. */
  boolean isCell() {
    return switch (this) {
      case RUN, PROGRAM, BENCHMARK, STRESS, EXPLORE, EXERCISE -> true;
      case CHECK, SOLUTION, BROKEN, HINT, STORED, PREDICT, QUIZ, PARSONS, SVG, LISTING, TEXT ->
          false;
    };
  }

  /** Whether the fence is part of an exercise that stands before it. */
  boolean belongsToExercise() {
    return this == CHECK || this == SOLUTION || this == BROKEN || this == HINT;
  }

  /** Whether the fence may stand inside the prose of another fence. */
  boolean isOnlyRead() {
    return this == LISTING || this == TEXT;
  }

  /** Tells the kind of a fence; complains and answers nothing when it has none. */
  static Optional<FenceKind> of(FenceInfo info, int line, Complaints complaints) {
    String language = info.language();
    Optional<String> word = info.words().stream().findFirst();
    if (!language.equals("java")) {
      Optional<FenceKind> own = named(language, OF_THEIR_OWN);
      if (own.isEmpty() && !language.isEmpty() && !TEXT_LANGUAGES.contains(language)) {
        complaints.at(
            line,
            "unknown fence \"%s\"; write java, %s, or one of %s"
                .formatted(language, list(OF_THEIR_OWN), String.join(", ", TEXT_LANGUAGES)));
        return Optional.empty();
      }
      return own.or(() -> Optional.of(TEXT));
    }
    if (word.isEmpty() && info.values().isEmpty()) {
      return Optional.of(LISTING);
    }
    Optional<FenceKind> kind = word.flatMap(w -> named(w, JAVA));
    if (kind.isEmpty()) {
      complaints.at(
          line,
          word.map(w -> "unknown kind \"" + w + "\"").orElse("the fence has keys but no kind")
              + "; after java write "
              + list(JAVA)
              + ", or nothing for a plain listing");
    }
    return kind;
  }

  /** Complains of keys and flags that the kind does not have. */
  void check(FenceInfo info, int line, Complaints complaints) {
    for (String key : info.values().keySet()) {
      if (!words(keys).contains(key)) {
        complaints.at(
            line, "unknown key \"%s\" of a fence %s; %s".formatted(key, word(), choices()));
      }
    }
    for (String flag : info.words().stream().skip(JAVA.contains(this) ? 1 : 0).toList()) {
      if (words(keys).contains(flag)) {
        complaints.at(line, "key \"%s\" has no value; write %s=...".formatted(flag, flag));
      } else if (!words(flags).contains(flag)) {
        complaints.at(
            line, "unknown flag \"%s\" of a fence %s; %s".formatted(flag, word(), choices()));
      }
    }
  }

  private String choices() {
    String choice = keys.isEmpty() ? "it has no keys" : "its keys are " + keys.replace(" ", ", ");
    return flags.isEmpty() ? choice : choice + ", its flags " + flags.replace(" ", ", ");
  }

  private static Optional<FenceKind> named(String word, List<FenceKind> kinds) {
    return kinds.stream().filter(kind -> kind.word().equals(word)).findFirst();
  }

  private static String list(List<FenceKind> kinds) {
    return kinds.stream().map(FenceKind::word).collect(Collectors.joining(", "));
  }

  private static List<String> words(String text) {
    return Arrays.stream(text.split(" ", -1)).filter(word -> !word.isEmpty()).toList();
  }
}
