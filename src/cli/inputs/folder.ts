import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileProblem } from "../../formats/index.js";
import { InputError } from "../../messages/index.js";

/** Files of a folder that hold recordings, by their names' endings. */
const RECORDING = /\.nc$/i;

/**
 * Puts the recordings of a folder in the place of its name. What is no folder stays as it is.
 *
 * @throws {InputError} where a folder holds none, or can't be read
 */
export function expandFolders(inputs: readonly string[]): string[] {
  return inputs.flatMap((input) => {
    if (input === "-" || statSync(input, { throwIfNoEntry: false })?.isDirectory() !== true) return [input];
    const names = namesIn(input)
      .filter((name) => RECORDING.test(name))
      .sort();
    if (names.length === 0)
      throw new InputError(
        input,
        "is a folder without recordings (.nc)",
        "name a file, or a folder that holds some",
      );
    return names.map((name) => join(input, name));
  });
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    throw fileProblem(folder, error) ?? error;
  }
}
