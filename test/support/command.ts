import { readFileSync } from "node:fs";
import { join } from "node:path";
import { main } from "../../src/cli/main.js";
import type { Summary } from "../../src/messages/index.js";

/** What a command printed, and how it ended. */
export interface CommandOutcome {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Verbs that simulate. */
const SIMULATING = ["run", "simulate", "demo"];

/**
 * Runs a `firstlight` command in this process. One at a time: it takes standard output and error for itself. Simulates
 * in this thread unless told otherwise: among the tests each thread translates the sources anew, which costs two seconds
 * and changes no byte.
 */
export async function firstlight(...asked: readonly string[]): Promise<CommandOutcome> {
  const alone = SIMULATING.includes(asked[0] ?? "") && !asked.includes("--workers");
  const args = alone ? [...asked, "--workers", "1"] : asked;
  const printed = { out: "", err: "" };
  const { stdout, stderr } = process;
  const outWrite = stdout.write;
  const errWrite = stderr.write;
  const taking = (into: "out" | "err") => (chunk: string | Uint8Array) => {
    printed[into] += typeof chunk === "string" ? chunk : Buffer.from(chunk).toString("utf8");
    return true;
  };
  stdout.write = taking("out") as typeof stdout.write;
  stderr.write = taking("err") as typeof stderr.write;
  try {
    const code = await main(args);
    return { code, ...printed };
  } finally {
    stdout.write = outWrite;
    stderr.write = errWrite;
  }
}

/** @returns the summary of an output folder */
export function summaryOf(folder: string): Summary {
  return JSON.parse(readFileSync(join(folder, "summary.json"), "utf8"));
}

/** @returns the bodies of a folder's log */
export function logBodies(
  folder: string,
): { readonly type: string; readonly reason?: string; readonly where?: string }[] {
  return readFileSync(join(folder, "log.jsonl"), "utf8")
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line).body);
}
