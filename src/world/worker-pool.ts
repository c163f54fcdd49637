import { InputError, type Measurement } from "../messages/index.js";
import type { WorldInputs } from "./inputs.js";
import { startThread } from "./thread.js";
import type { WorkerOrder, WorkerResult, WorkerStart } from "./worker-messages.js";

/**
 * Shares units of work among threads; each takes the next when it is done with one. What comes back stands in the
 * order of the units, whoever did them.
 *
 * @param onUnit called after each unit
 * @throws InputError where an orbit does not reach so far
 */
export async function measureInThreads(
  inputs: WorldInputs,
  units: number,
  workers: number,
  onUnit: () => void,
): Promise<Measurement[][]> {
  const results = new Array<Measurement[]>(units);
  let next = 0;
  const order = (): WorkerOrder => (next < units ? next++ : null);
  const start: WorkerStart = { inputs };
  const run = (): Promise<void> =>
    new Promise((resolve, reject) => {
      const worker = startThread(import.meta.url, "worker", start);
      worker.on("message", ({ unit, measurements, fault }: WorkerResult) => {
        if (fault !== undefined) {
          next = units; // the others end with what they have in hand
          reject(new InputError(fault.where, fault.wrong, fault.right));
          void worker.terminate();
          return;
        }
        results[unit] = measurements;
        onUnit();
        worker.postMessage(order());
      });
      worker.on("error", (error) => {
        next = units; // a bug: nobody begins anything more
        reject(error);
      });
      worker.on("exit", (code) =>
        code === 0 ? resolve() : reject(new Error(`a worker ended with ${code}`)),
      );
      worker.postMessage(order());
    });
  await Promise.all(Array.from({ length: Math.min(workers, units) }, run));
  return results;
}
