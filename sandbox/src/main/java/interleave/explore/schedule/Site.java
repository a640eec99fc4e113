package interleave.explore.schedule;

/**
 * One instruction of the reader's that the explorer watches.
 *
 * @param number its place in the program's list of sites
 * @param source the source file's name, may be empty
 * @param line its line, 0 when unknown
 * @param owner the class that declares the field or method, simple name; empty when it has none
 * @param name the field's or method's name; empty for elements, monitors and loops
 * @param field the field's number, equal for all instructions that use the same field; -1 for none
 * @param access what the instruction does to what it uses
 */
public record Site(
    int number, String source, int line, String owner, String name, int field, Access access) {

  /** The field or method with its class, if that has a name. */
  String qualified() {
    return owner.isEmpty() ? name : owner + "." + name;
  }

  /** The source and line as a sentence names them. */
  public String place() {
    return line == 0 ? "an unknown line" : "line " + line;
  }
}
