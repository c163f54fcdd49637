import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { Worker } from "node:worker_threads";
import { InputError, type Measurement } from "../messages/index.js";
import type { WorldInputs } from "./inputs.js";
import type { WorkerOrder, WorkerResult, WorkerStart } from "./worker-messages.js";

/** A thread of worker.js beside this file, or of worker.ts where the sources themselves are run. */
function startWorker(inputs: WorldInputs): Worker {
  const workerData: WorkerStart = { inputs };
  const source = import.meta.url.endsWith(".ts");
  const entry = new URL(source ? "./worker.ts" : "./worker.js", import.meta.url);
  return new Worker(source ? throughLoader(entry) : entry, { workerData });
}

/** A bare thread knows no TypeScript: a line of JavaScript brings in the tests' own loader first. */
function throughLoader(entry: URL): URL {
  const loader = createRequire(import.meta.url)
    .resolve("tsx/esm/api")
    .replace(/cjs$/, "mjs");
  const code = `import { register } from ${JSON.stringify(pathToFileURL(loader).href)};
register();
await import(${JSON.stringify(entry.href)});`;
  return new URL(`data:text/javascript,${encodeURIComponent(code)}`);
}

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
  const run = (): Promise<void> =>
    new Promise((resolve, reject) => {
      const worker = startWorker(inputs);
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
      worker.on("error", reject);
      worker.on("exit", (code) =>
        code === 0 ? resolve() : reject(new Error(`a worker ended with ${code}`)),
      );
      worker.postMessage(order());
    });
  await Promise.all(Array.from({ length: Math.min(workers, units) }, run));
  return results;
}
