package interleave.run;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What a box needs of this build.
 *
 * @param javaHome the JDK 25 that runs the boxes
 * @param jar the sandbox module's jar
 * @param sessionCache the AOT cache of a session JVM, made from that jar by that JDK
 * @param engineCache the same of an engine
 */
public record SandboxFiles(
    Path javaHome, Path jar, Optional<Path> sessionCache, Optional<Path> engineCache) {}
