import { availableParallelism } from "node:os";
import { type Command, InvalidArgumentError } from "commander";

/** Options of every verb that simulates or watches. */
export interface RunOptions {
  readonly out: string;
  readonly seed?: number;
  readonly workers: number;
  readonly json: boolean;
}

const MAXIMUM_WORKERS = 256;

/** Adds `--json` to a verb. */
export function withJson(command: Command): Command {
  return command.option("--json", "print one JSON object on standard output and nothing else", false);
}

/** Adds `--seed` to a verb. */
export function withSeed(command: Command): Command {
  return command.option(
    "--seed <number>",
    "whole number from which every random draw follows (default: 1)",
    wholeNumber(0, Number.MAX_SAFE_INTEGER),
  );
}

/** Adds `--workers` to a verb. */
export function withWorkers(command: Command): Command {
  return command.option(
    "--workers <number>",
    "threads that share the simulation; the result is the same for any number",
    wholeNumber(1, MAXIMUM_WORKERS),
    Math.min(availableParallelism(), 8),
  );
}

function wholeNumber(least: number, most: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (!/^\d+$/.test(text) || !Number.isSafeInteger(value) || value < least || value > most)
      throw new InvalidArgumentError(`must be a whole number from ${least} to ${most}`);
    return value;
  };
}
