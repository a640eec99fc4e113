package interleave.web.pages;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which files some folders held at a moment, and when each was last written.
 *
 * @param files the size and time of each file
 * @param folders all folders, those within others included
 */
record Snapshot(Map<Path, Stamp> files, Set<Path> folders) {

  /** What changes when a file is written. */
  record Stamp(long size, FileTime modified) {}

  static Snapshot of(List<Path> roots) throws IOException {
    Map<Path, Stamp> files = new HashMap<>();
    Set<Path> folders = new HashSet<>();
    for (Path root : roots) {
      Files.walkFileTree(root, new Collector(files, folders));
    }
    return new Snapshot(files, folders);
  }

  private static final class Collector extends SimpleFileVisitor<Path> {
    private final Map<Path, Stamp> files;
    private final Set<Path> folders;

    Collector(Map<Path, Stamp> files, Set<Path> folders) {
      this.files = files;
      this.folders = folders;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
      folders.add(folder);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      files.put(file, new Stamp(attributes.size(), attributes.lastModifiedTime()));
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) {
      return FileVisitResult.CONTINUE; // it went away while we looked; the next look tells
    }
  }
}
