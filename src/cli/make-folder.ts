import { existsSync, mkdirSync, statSync } from "node:fs";
import { dirname } from "node:path";
import { InputError } from "../messages/index.js";

/**
 * Makes a folder and those above it that are missing, one by one from the top: Node's own recursive way never ends where
 * a file system takes no folders and says "no such file" (`/proc`).
 *
 * @param path the folder
 * @param named how the user named it
 * @throws {InputError} where it can't be made, or where a file stands in its place
 */
export function makeFolder(path: string, named: string): void {
  const missing: string[] = [];
  let above = path;
  for (; !existsSync(above) && dirname(above) !== above; above = dirname(above)) missing.push(above);
  if (!statSync(above).isDirectory())
    throw new InputError(named, `${above === path ? "is" : `${above} is`} a file`, "name a folder");
  try {
    for (const folder of missing.reverse()) mkdirSync(folder);
  } catch (error) {
    throw new InputError(
      named,
      `can't be made (${(error as Error).message})`,
      "name a folder you may write to",
    );
  }
}
