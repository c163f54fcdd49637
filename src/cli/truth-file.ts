import { readLines } from "../formats/index.js";
import { InputError, TruthRecord } from "../messages/index.js";

/**
 * Reads a truth file.
 *
 * @param path the file, one record a line
 * @throws {InputError} where a line is no record of truth: a truth with holes can't be scored against
 */
export async function readTruth(path: string): Promise<TruthRecord[]> {
  const records: TruthRecord[] = [];
  for await (const line of readLines(path)) {
    const where = `${path}:${line.line}`;
    if (line.tooLong) throw new InputError(where, "line is too long");
    if (line.text.trim() === "") continue;
    const parsed = TruthRecord.safeParse(parseJson(line.text, where));
    if (!parsed.success) {
      const issue = parsed.error.issues[0]!;
      throw new InputError(
        `${where} ${issue.path.join(".")}`,
        issue.message,
        "name a truth file of `simulate --truth`",
      );
    }
    records.push(parsed.data);
  }
  if (records.length === 0)
    throw new InputError(path, "holds no record of truth", "name a truth file of `simulate --truth`");
  return records;
}

function parseJson(text: string, where: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new InputError(where, "is not JSON", "name a truth file of `simulate --truth`");
  }
}
