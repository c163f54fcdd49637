import type { Worker } from "node:worker_threads";
import { startThread, type WorldInputs } from "../../world/index.js";
import type { MatchingRule } from "../scoring/match.js";
import type { SeedOutcome } from "./one-seed.js";

/** How a study of many seeds is run. */
export interface MonteCarloOptions {
  readonly seeds: readonly number[];
  /** Threads; the outcome is the same for any number. */
  readonly workers: number;
  /** Told after each seed. */
  readonly onSeed?: (done: number, outcome: SeedOutcome) => void;
}

/**
 * Runs one scenario with many seeds.
 *
 * @param inputs scenario with its files; its own seed is not used
 * @param rule when an event and a true object are the same
 * @param options seeds and threads
 * @returns outcomes in the order of the seeds
 */
export async function runMonteCarlo(
  inputs: WorldInputs,
  rule: MatchingRule,
  options: MonteCarloOptions,
): Promise<SeedOutcome[]> {
  const outcomes = new Map<number, SeedOutcome>();
  const waiting = [...options.seeds];
  const oneWorker = async () => {
    const worker = startThread(import.meta.url, "worker", { inputs, rule });
    try {
      for (let seed = waiting.shift(); seed !== undefined; seed = waiting.shift()) {
        const outcome = await ask(worker, seed);
        outcomes.set(seed, outcome);
        options.onSeed?.(outcomes.size, outcome);
      }
    } finally {
      await worker.terminate();
    }
  };
  await Promise.all(Array.from({ length: Math.min(options.workers, options.seeds.length) }, oneWorker));
  return options.seeds.map((seed) => outcomes.get(seed)!);
}

function ask(worker: Worker, seed: number): Promise<SeedOutcome> {
  return new Promise((resolve, reject) => {
    const settle = (done: () => void) => {
      worker.off("error", onError).off("exit", onExit).off("message", onMessage);
      done();
    };
    const onError = (error: Error) => settle(() => reject(error));
    const onExit = (code: number) =>
      settle(() => reject(new Error(`a worker ended with ${code} before seed ${seed} was done`)));
    const onMessage = (outcome: SeedOutcome) => settle(() => resolve(outcome));
    worker.once("error", onError).once("exit", onExit).once("message", onMessage);
    worker.postMessage(seed);
  });
}
