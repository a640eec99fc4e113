package interleave.explore.result;

/**
 * A call that ran as it is, outside the explorer's control, so that schedules may be missing or
 * differ from run to run.
 *
 * @param call such as {@code Phaser.arriveAndAwaitAdvance}
 * @param source the source file's name, may be empty
 * @param line the line, 0 when unknown
 * @param sentence what it means for the result
 */
public record Unmodelled(String call, String source, int line, String sentence) {}
