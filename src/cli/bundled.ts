import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** The package's own folder: two above this file, in the sources and as built. */
const PACKAGE = new URL("../../", import.meta.url);

/** @returns path of a file that comes with Firstlight */
export function bundledFile(name: string): string {
  return fileURLToPath(new URL(name, PACKAGE));
}

/** Version of this program, from its package file. */
export const VERSION: string = JSON.parse(readFileSync(new URL("package.json", PACKAGE), "utf8")).version;
