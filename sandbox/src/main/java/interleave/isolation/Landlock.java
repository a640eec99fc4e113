package interleave.isolation;

import java.nio.file.Path;
import java.util.List;

/**
 * The kernel's Landlock around each box; comes after the first version.
 *
 * @param user the host's user for boxes
 */
public record Landlock(BoxUser user) implements Isolation {

  @Override
  public String name() {
    return "landlock";
  }

  @Override
  public boolean mayServeOthers() {
    return false;
  }

  @Override
  public List<String> weaknesses() {
    return List.of();
  }

  @Override
  public LaunchCommand command(Box box, Path scratch) {
    throw new UnsupportedOperationException();
  }
}
