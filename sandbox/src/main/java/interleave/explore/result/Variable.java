package interleave.explore.result;

/**
 * A variable that more than one thread used, after a step.
 *
 * @param name as short as it can be while no other shared variable has it: {@code value}, {@code
 *     Account@1.balance}, {@code items[0]}
 * @param value in the reader's words: {@code 1}, {@code "a"}, {@code null}, {@code Node@2}
 */
public record Variable(String name, String value) {}
