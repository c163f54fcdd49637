import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";

/** Files of a folder that hold recordings, by their names' endings. */
const RECORDING = /\.nc$/i;

/**
 * Puts the recordings of a folder in the place of its name. What is no folder, or a folder without recordings, stays as
 * it is: opening it says what is wrong.
 */
export function expandFolders(inputs: readonly string[]): string[] {
  return inputs.flatMap((input) => {
    if (input === "-" || statSync(input, { throwIfNoEntry: false })?.isDirectory() !== true) return [input];
    const names = readdirSync(input)
      .filter((name) => RECORDING.test(name))
      .sort();
    return names.length === 0 ? [input] : names.map((name) => join(input, name));
  });
}
