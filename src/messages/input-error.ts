/** Longest part of a message: what is quoted of an input may be of any length. */
const PART_LIMIT = 400;

/**
 * The input is at fault, not the program: a file that can't be read, a value that can't be meant.
 *
 * The message is one line of printable text, whatever the input holds: where (file, line or field), what is wrong,
 * what would be right. The command line prints it as it is and exits with 2; everything else that is thrown is a bug.
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
    const parts = [`${printable(where)}: ${printable(wrong)}`];
    if (right !== undefined) parts.push(printable(right));
    super(parts.join("; "));
  }
}

/** Control characters and line breaks are written as escapes; what is too long is cut. */
function printable(text: string): string {
  const cut = text.length > PART_LIMIT ? `${text.slice(0, PART_LIMIT)}…` : text;
  return cut.replace(
    /[\p{Cc}\p{Cs}\u2028\u2029]/gu,
    (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
