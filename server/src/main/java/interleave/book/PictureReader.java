package interleave.book;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/** Takes a hand-written SVG file into the page. */
final class PictureReader {
  private final Path folder;
  private final Prose prose;
  private final Complaints complaints;
  private final Set<String> seen = new HashSet<>();

  /**
   * @param folder where the pictures of the language lie
   */
  PictureReader(Path folder, Prose prose, Complaints complaints) {
    this.folder = folder;
    this.prose = prose;
    this.complaints = complaints;
  }

  Block.Picture read(TypedFence fence) throws IOException {
    String file = fence.info().value("file").orElse("");
    String alt = fence.info().value("alt").orElse("");
    if (!fence.body().isBlank()) {
      complaints.at(fence.line(), "an svg fence has text in it; leave it empty");
    }
    if (alt.isEmpty()) {
      complaints.at(fence.line(), "the picture has no text alternative; add alt=\"what it shows\"");
    }
    return new Block.Picture(
        svg(file, alt, fence.line()),
        fence.info().value("caption").map(caption -> prose.parse(caption, fence.line())));
  }

  private String svg(String file, String alt, int line) throws IOException {
    if (!file.matches("[a-z0-9-]+\\.svg")) {
      complaints.at(
          line,
          file.isEmpty()
              ? "the picture names no file; add file=lost-update.svg"
              : "file=" + file + " is no picture's name; write it like file=lost-update.svg");
      return "";
    }
    if (!seen.add(file)) {
      complaints.at(line, "the picture " + file + " stands here a second time; show it once");
      return "";
    }
    Path path = folder.resolve(file);
    if (!Files.isRegularFile(path)) {
      complaints.at(line, "there is no picture img/" + file + "; draw it or correct the name");
      return "";
    }
    return Svg.read(file, Files.readString(path), alt, flaw -> complaints.at(line, flaw));
  }
}
