/**
 * The walls around the JVMs that run readers' code.
 *
 * <p>{@link interleave.isolation.Doctor} finds the best {@link interleave.isolation.Isolation} that
 * works on this machine; a {@link interleave.isolation.Launcher} starts each {@link
 * interleave.isolation.Box} behind it:
 *
 * <pre>{@code
 * Isolation isolation = Doctor.diagnose(javaHome).chosen();
 * try (var launcher = new Launcher(isolation);
 *     var boxed = launcher.launch(box)) {
 *   boxed.commands().write(...);
 *   boxed.frames().read();
 * }
 * }</pre>
 *
 * <p>What is started is decided purely, by {@link
 * interleave.isolation.Isolation#command(interleave.isolation.Box, java.nio.file.Path)}, and can be
 * read as text; only the launcher touches processes and files.
 */
@NullMarked
package interleave.isolation;

import org.jspecify.annotations.NullMarked;
