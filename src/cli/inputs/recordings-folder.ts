import { type Dirent, readdirSync, realpathSync, type Stats, statSync } from "node:fs";
import { join } from "node:path";
import { fileProblem } from "../../formats/index.js";
import { InputError } from "../../messages/index.js";
import type { Recording, UnknownFile } from "../../study/index.js";
import { openRecordedFile } from "./recorded-file.js";

/** More files than this are nobody's folder of recordings. */
const FILE_LIMIT = 100_000;

/** What a folder holds: recordings of known kinds, and everything else by name. */
export interface FolderContent {
  readonly recordings: readonly Recording[];
  readonly unknown: readonly UnknownFile[];
}

/** How the walk tells what it does, and is stopped. */
export interface FolderWalk {
  readonly signal: AbortSignal;
  /** Called before each file is looked at; gives signals a turn. */
  looking(path: string, done: number): Promise<void>;
  /** A folder that isn't walked: what is written lies in it. */
  readonly except?: string;
}

interface FoundFile {
  readonly place: string;
  readonly path: string;
}

/**
 * Walks a folder with its sub-folders and recognises every file by content. Links are followed, each folder is walked
 * once; what is hidden, no file, or can't be read is named with the reason.
 *
 * @param folder as the user named it
 * @throws {InputError} where it is none, can't be read, or holds no recording of a known kind
 */
export async function openRecordingsFolder(folder: string, walk: FolderWalk): Promise<FolderContent> {
  const { files, unknown } = findFiles(folder, walk.except);
  const recordings: Recording[] = [];
  for (const [index, { place, path }] of files.entries()) {
    await walk.looking(path, index / files.length);
    const opened = await openRecordedFile(place, path, walk.signal);
    if ("kind" in opened) recordings.push(opened);
    else unknown.push(opened);
  }
  if (recordings.length === 0)
    throw new InputError(folder, emptyHanded(files, unknown), "name a folder of recordings");
  return { recordings, unknown: unknown.sort(byPath) };
}

function emptyHanded(files: readonly FoundFile[], unknown: readonly UnknownFile[]): string {
  if (unknown.length === 0) return "holds no file";
  const [{ path, reason }] = [...unknown].sort(byPath) as [UnknownFile];
  const others = unknown.length === 1 ? "" : `, and so on for ${unknown.length - 1} more`;
  return files.length === 0 && unknown.length === 0
    ? "holds no file"
    : `holds no recording of a known kind (${path} ${reason}${others})`;
}

/** Walks real folders first and links to folders after, so that what lies in the folder keeps its own name. */
function findFiles(folder: string, except?: string): { files: FoundFile[]; unknown: UnknownFile[] } {
  const files: FoundFile[] = [];
  const unknown: UnknownFile[] = [];
  const seen = new Set<string>(except === undefined ? [] : [except]);
  const waiting: FoundFile[] = [{ place: folder, path: "" }];
  const links: FoundFile[] = [];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop() ?? links.shift()) {
    const { place, path } = next;
    const real = realPlace(place, path === "" ? folder : path);
    if (typeof real !== "string") {
      if (path === "") throw real;
      unknown.push({ path, reason: real.wrong });
      continue;
    }
    if (seen.has(real)) {
      if (real !== except) unknown.push({ path, reason: "is a link to a folder that is looked at already" });
      continue;
    }
    seen.add(real);
    const entries = entriesOf(place, path === "" ? folder : path);
    if (entries instanceof InputError) {
      if (path === "") throw entries;
      unknown.push({ path, reason: entries.wrong });
      continue;
    }
    for (const entry of entries) {
      const found = {
        place: join(place, entry.name),
        path: path === "" ? entry.name : `${path}/${entry.name}`,
      };
      const kind = kindOf(entry, found.place);
      if (kind === "folder") (entry.isSymbolicLink() ? links : waiting).push(found);
      else if (kind === "file") files.push(found);
      else unknown.push({ path: found.path, reason: kind });
      if (files.length + unknown.length > FILE_LIMIT)
        throw new InputError(folder, `holds more than ${FILE_LIMIT} files`, "name a folder of recordings");
    }
  }
  return { files: files.sort(byPath), unknown };
}

/** @returns `file`, `folder`, or why it is neither */
function kindOf(entry: Dirent, place: string): string {
  if (entry.name.startsWith("."))
    return `is hidden, and not looked at${entry.isDirectory() ? " nor into" : ""}`;
  let status: Stats | Dirent = entry;
  if (entry.isSymbolicLink())
    try {
      status = statSync(place);
    } catch (error) {
      return `is a link that leads nowhere (${(error as NodeJS.ErrnoException).code})`;
    }
  if (status.isDirectory()) return "folder";
  return status.isFile() ? "file" : "is a device, pipe or socket, and not opened";
}

function realPlace(place: string, named: string): string | InputError {
  try {
    return realpathSync(place);
  } catch (error) {
    return problemOf(named, error);
  }
}

function entriesOf(place: string, named: string): Dirent[] | InputError {
  try {
    if (!statSync(place).isDirectory())
      return new InputError(named, "is no folder", "name a folder of recordings");
    return readdirSync(place, { withFileTypes: true });
  } catch (error) {
    return problemOf(named, error);
  }
}

/** @throws what is no fault of the folder */
function problemOf(named: string, error: unknown): InputError {
  const problem = fileProblem(named, error);
  if (problem === null) throw error;
  return problem;
}

function byPath(a: { readonly path: string }, b: { readonly path: string }): number {
  return a.path < b.path ? -1 : a.path > b.path ? 1 : 0;
}
