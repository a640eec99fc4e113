package interleave.isolation;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** Takes one layer out of the command that builds bubblewrap's walls, for controls. */
final class Without {

  private static final int ARGUMENTS = 3;
  private static final int FILTER = 4;

  private Without() {}

  /** With a filter that allows every system call. */
  static LaunchCommand seccomp(LaunchCommand command) {
    ByteBuffer allow = ByteBuffer.allocate(8).order(ByteOrder.nativeOrder());
    allow.putShort((short) 0x06).putShort((short) 0).putInt(0x7fff0000);
    Map<Integer, byte[]> descriptors = new TreeMap<>(command.descriptors());
    if (descriptors.put(FILTER, allow.array()) == null) {
      throw new AssertionError("there was no filter at descriptor " + FILTER);
    }
    return new LaunchCommand(
        command.argv(), command.environment(), descriptors, command.directory());
  }

  /** Without the line that sets a limit. */
  static UnaryOperator<LaunchCommand> limit(String option) {
    return words("(?m)^.*limit " + option + " \\d+\n", "");
  }

  /** With other words in the command line, wherever a regular expression is found in it. */
  static UnaryOperator<LaunchCommand> words(String regex, String replacement) {
    return command -> {
      var argv = command.argv().stream().map(word -> word.replaceAll(regex, replacement)).toList();
      if (argv.equals(command.argv())) {
        throw new AssertionError("nothing to take away: no " + regex + " in " + argv);
      }
      return new LaunchCommand(
          argv, command.environment(), command.descriptors(), command.directory());
    };
  }

  /** Without words in a row among bubblewrap's own arguments. */
  static UnaryOperator<LaunchCommand> argument(String... words) {
    return command -> {
      Map<Integer, byte[]> descriptors = new TreeMap<>(command.descriptors());
      String all = "\0" + new String(descriptors.get(ARGUMENTS), ISO_8859_1);
      String gone = "\0" + String.join("\0", words) + "\0";
      if (!all.contains(gone)) {
        throw new AssertionError("nothing to take away: no " + String.join(" ", words));
      }
      String fewer = all.replace(gone, "\0").substring(1);
      descriptors.put(ARGUMENTS, fewer.getBytes(ISO_8859_1));
      return new LaunchCommand(
          command.argv(), command.environment(), descriptors, command.directory());
    };
  }
}
