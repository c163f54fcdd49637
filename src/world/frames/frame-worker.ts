import { parentPort, workerData } from "node:worker_threads";
import { InputError } from "../../messages/index.js";
import type { FrameBlockOrder, FrameBlockResult, FrameWorkerStart } from "./frame-messages.js";
import { type FrameStream, frameStream } from "./frame-stream.js";

/** A worker's whole life: it works out the truth anew from the same inputs, then makes the frames that it is asked for. */
const port = parentPort;
if (port === null) throw new Error("the camera's worker runs as a thread only");
const { inputs, sensor } = workerData as FrameWorkerStart;
let stream: FrameStream | undefined;

function made({ first, last }: FrameBlockOrder): FrameBlockResult {
  try {
    stream ??= frameStream(inputs, sensor);
    const frames: FrameBlockResult["frames"][number][] = [];
    for (let k = first; k <= last; k++) {
      const frame = stream.frame(k);
      frames.push({ ...frame, samples: frame.samples.slice() });
    }
    return { frames };
  } catch (cause) {
    // an input's fault keeps its parts on the way between threads
    if (!(cause instanceof InputError)) throw cause;
    const { where, wrong, right } = cause;
    return { frames: [], fault: right === undefined ? { where, wrong } : { where, wrong, right } };
  }
}

port.on("message", (order: FrameBlockOrder) => {
  const result = made(order);
  port.postMessage(
    result,
    result.frames.map((frame) => frame.samples.buffer as ArrayBuffer),
  );
});
