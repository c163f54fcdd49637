import { parentPort, workerData } from "node:worker_threads";
import { Observers } from "./measure/work.js";
import { simulateTruth } from "./truth.js";
import type { WorkerOrder, WorkerResult, WorkerStart } from "./worker-messages.js";

/**
 * A worker's whole life: it works out the truth anew from the same inputs (cheaper than sending it), then measures
 * the units that it is sent.
 */
const port = parentPort;
if (port === null) throw new Error("the world's worker runs as a thread only");
const { inputs } = workerData as WorkerStart;
const observers = new Observers(inputs, simulateTruth(inputs));
const units = observers.units();
port.on("message", (order: WorkerOrder) => {
  if (order === null) {
    port.close();
    return;
  }
  const result: WorkerResult = { unit: order, measurements: observers.measure(units[order]!) };
  port.postMessage(result);
});
