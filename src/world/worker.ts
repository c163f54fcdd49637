import { parentPort, workerData } from "node:worker_threads";
import { InputError } from "../messages/index.js";
import { Observers } from "./measure/work.js";
import { pack } from "./parcel.js";
import { simulateTruth } from "./truth.js";
import type { WorkerOrder, WorkerResult, WorkerStart } from "./worker-messages.js";

/**
 * A worker's whole life: it works out the truth anew from the same inputs (cheaper than sending it), then measures
 * the units that it is sent, until it is ended.
 */
const port = parentPort;
if (port === null) throw new Error("the world's worker runs as a thread only");
const { inputs } = workerData as WorkerStart;
const observers = new Observers(inputs, simulateTruth(inputs));

/** An input's fault keeps its parts on the way between threads, which would strip an error to its message. */
function measured(unit: WorkerOrder): WorkerResult {
  try {
    const { id } = inputs.network.sensors[unit.sensor]!;
    return { unit, found: pack(id, observers.measure(unit)) };
  } catch (cause) {
    if (!(cause instanceof InputError)) throw cause;
    const { where, wrong, right } = cause;
    return {
      unit,
      found: pack("", []),
      fault: right === undefined ? { where, wrong } : { where, wrong, right },
    };
  }
}

port.on("message", (order: WorkerOrder) => {
  const result = measured(order);
  port.postMessage(result, [result.found.plots.buffer]);
});
