import { EXIT } from "./exit.js";

/** What is to be cleared away where the work ends because nobody reads what it says. */
const clearings = new Set<() => void>();

/**
 * From now on a reader that leaves (`firstlight … | head`) ends the command quietly, and an output that can't be
 * written ends it with one line. A stream tells of it after the write, often when all work is done: the listeners stay
 * as long as the process.
 */
export function listenForClosedOutput(): void {
  for (const [stream, listener] of [
    [process.stdout, endWithOutput],
    [process.stderr, goOnWithoutErrors],
  ] as const)
    if (!stream.listeners("error").includes(listener)) stream.on("error", listener);
}

/**
 * @param clear removes what was begun; must not wait
 * @returns call it when there is nothing to clear any more
 */
export function clearWhenOutputCloses(clear: () => void): () => void {
  clearings.add(clear);
  return () => clearings.delete(clear);
}

/** Work that is done keeps its exit code; work that is cut short ends as every command of a pipe does. */
function endWithOutput(error: NodeJS.ErrnoException): void {
  const cutShort = clearings.size > 0;
  for (const clear of clearings) clear();
  if (error.code === "EPIPE") process.exit(cutShort ? EXIT.nobodyReads : undefined);
  process.stderr.write(`firstlight: standard output: can't be written (${error.code ?? error.message})\n`);
  process.exit(EXIT.unusableInput);
}

/** Where nobody reads the errors there is nobody to tell. */
function goOnWithoutErrors(): void {}
