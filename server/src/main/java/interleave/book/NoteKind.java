package interleave.book;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The kinds of box that {@code > [!KIND]} opens. */
enum NoteKind {
  NOTE("Note"),
  TIP("Tip"),
  WARNING("Warning"),
  PYTHON("Coming from Python"),
  WILD("In the wild"),
  RECAP("Recap");

  private final String title;

  NoteKind(String title) {
    this.title = title;
  }

  /** The title of a box that has none of its own. */
  String title() {
    return title;
  }

  /** The class of the box on the page. */
  String cssClass() {
    return "note-" + name().toLowerCase(Locale.ROOT);
  }

  static Optional<NoteKind> of(String word) {
    return Arrays.stream(values()).filter(kind -> kind.name().equals(word)).findFirst();
  }

  /** All markers, for a message. */
  static String markers() {
    return Arrays.stream(values())
        .map(kind -> "[!" + kind.name() + "]")
        .collect(Collectors.joining(", "));
  }
}
