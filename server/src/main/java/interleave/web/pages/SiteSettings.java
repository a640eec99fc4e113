package interleave.web.pages;

import interleave.book.WallNotice;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What a site is built from.
 *
 * @param language the language of the book, a folder of the content, for example {@code en}
 * @param contentDir the folder of the content, which holds a folder for each language; empty to
 *     read {@code content} on the class path
 * @param staticDir the folder of the static files; empty to read {@code static} on the class path
 * @param wall what stands between the reader's code and the host: bubblewrap, landlock or none
 * @param wallNotice what every page says about a wall that is not the full one
 * @param dev whether the pages load anew when a file changes
 */
public record SiteSettings(
    String language,
    Optional<Path> contentDir,
    Optional<Path> staticDir,
    String wall,
    Optional<WallNotice> wallNotice,
    boolean dev) {}
