package interleave.book;

import java.util.List;
import java.util.Optional;

/**
 * What every page needs to know of the server that serves it.
 *
 * @param version part of the address of each static file: {@code /static/<version>/...}
 * @param importMapJson the browser's import map, put into the page as it is
 * @param modulePreloads addresses of the modules that every page loads
 * @param editorPreloads addresses of the further modules that a page with cells loads
 * @param wall what stands between the reader's code and the host: bubblewrap, landlock or none
 * @param wallNotice what to say about a wall that is not the full one
 * @param cores processors that cells can run on, from 1
 * @param dev whether pages are to load anew when the content changes
 */
public record PageAssets(
    String version,
    String importMapJson,
    List<String> modulePreloads,
    List<String> editorPreloads,
    String wall,
    Optional<WallNotice> wallNotice,
    int cores,
    boolean dev) {
  /** Copies the lists. */
  public PageAssets {
    modulePreloads = List.copyOf(modulePreloads);
    editorPreloads = List.copyOf(editorPreloads);
    if (importMapJson.contains("</")) {
      throw new IllegalArgumentException("the import map would end its own script element");
    }
  }

  /** The address of a static file, for example {@code css/book.css}. */
  public String address(String file) {
    return "/static/" + version + "/" + file;
  }
}
