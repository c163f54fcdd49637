import { InputError } from "../../messages/index.js";
import type { Comparison, ValidationContext, ValidationLine } from "./comparison.js";
import type { Recording } from "./recording.js";
import { unreadableLine } from "./unreadable-line.js";

/** A line with the name of the comparison that made it. */
export interface ValidatedLine extends ValidationLine {
  /** `folder` where a file is only named. */
  readonly by: string;
}

/** A file of the folder that is no recording of a known kind. */
export interface UnknownFile {
  readonly path: string;
  /** What it is instead, or why it can't be read: `is empty`. */
  readonly reason: string;
}

/** What lines that name a file call themselves. */
export const FOLDER_LINE = "folder";

/**
 * Runs comparisons on the recordings of a folder. Every file of the folder is named by a line.
 *
 * @param comparisons those to run
 * @param unknown the folder's other files
 * @param contextOf what a comparison is handed
 * @param nameUnused whether recordings that no comparison named get a line that says so
 * @returns all lines, ordered by recording; those of one recording in the order of the comparisons
 * @throws what a comparison throws that is no fault of a recording
 */
export async function validateRecordings(
  recordings: readonly Recording[],
  unknown: readonly UnknownFile[],
  comparisons: readonly Comparison[],
  contextOf: (comparison: Comparison) => ValidationContext,
  nameUnused = true,
): Promise<ValidatedLine[]> {
  const opened = new Set<string>();
  const noted = recordings.map((recording) => noting(recording, opened));
  const lines: ValidatedLine[] = [];
  for (const comparison of comparisons) {
    const found = await linesOf(comparison, noted, contextOf(comparison));
    lines.push(...found.map((line) => ({ ...line, by: comparison.name })));
  }
  const named = new Set(lines.flatMap((line) => [line.recording, ...(line.with ?? [])]));
  const unused = recordings.filter(({ path }) => nameUnused && !named.has(path));
  return [
    ...lines,
    ...unused.map(({ path, kind }) =>
      fileLine(
        path,
        1,
        `is of the kind ${kind}, which ${opened.has(path) ? "told nothing that could be compared" : "no comparison uses"}`,
      ),
    ),
    ...unknown.map(({ path, reason }) => fileLine(path, 0, reason)),
  ].sort((a, b) => (a.recording < b.recording ? -1 : a.recording > b.recording ? 1 : 0));
}

/**
 * All lines of one comparison. A recording that breaks it gets a line that says why, and the others are compared without
 * it, from the beginning: what was said before may have rested on it.
 */
async function linesOf(
  comparison: Comparison,
  recordings: readonly Recording[],
  context: ValidationContext,
): Promise<ValidationLine[]> {
  const broken: ValidationLine[] = [];
  let left = recordings;
  for (;;) {
    const lines: ValidationLine[] = [];
    try {
      for await (const line of comparison.compare(left, context)) lines.push(line);
      return [...lines, ...broken];
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      const culprit = left.find(({ path }) => isPlaceIn(error.where, path));
      broken.push(unreadableLine(culprit?.path ?? error.where, error.message));
      if (culprit === undefined) return [...lines, ...broken];
      left = left.filter((recording) => recording !== culprit);
    }
  }
}

/** A place is the file's path, alone or with line, byte or field behind it. */
function isPlaceIn(where: string, path: string): boolean {
  return where.startsWith(path) && /^($|[:\s[])/.test(where.slice(path.length));
}

function fileLine(path: string, recognised: 0 | 1, reason: string): ValidatedLine {
  return {
    by: FOLDER_LINE,
    recording: path,
    comparison: "recognised by content",
    truth: "none",
    independence: "nothing is compared: the file is named so that nobody thinks it was",
    figure: recognised,
    unit: "1",
    reason,
  };
}

/** The same recording, noting that somebody opened it. */
function noting(recording: Recording, opened: Set<string>): Recording {
  const { path, kind } = recording;
  const note =
    <T>(open: () => T) =>
    () => {
      opened.add(path);
      return open();
    };
  return {
    path,
    kind,
    chunks: note(() => recording.chunks()),
    bytes: note(() => recording.bytes()),
    text: note(() => recording.text()),
  };
}
