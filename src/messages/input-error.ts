/**
 * The input is at fault, not the program: a file that can't be read, a value that can't be meant.
 *
 * The message is one line: where (file, line or field), what is wrong, what would be right.
 * The command line prints it as it is and exits with 2; everything else that is thrown is a bug.
 */
export class InputError extends Error {
  override readonly name = "InputError";

  /**
   * @param where file with line or field, as the user would look for it (`demo.yaml:12 objects[0].kind`)
   * @param wrong what is wrong there
   * @param right what would be right, where that is known
   */
  constructor(
    readonly where: string,
    readonly wrong: string,
    readonly right?: string,
  ) {
    super(right === undefined ? `${where}: ${wrong}` : `${where}: ${wrong}; ${right}`);
  }
}
