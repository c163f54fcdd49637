import type { Worker } from "node:worker_threads";
import { type Frame, InputError } from "../../messages/index.js";
import type { WorldInputs } from "../inputs.js";
import { startThread } from "../thread.js";
import type { FrameBlockOrder, FrameBlockResult, FrameWorkerStart } from "./frame-messages.js";

/** Frames in one order: few enough to stay small in memory (16 MiB of 1024 × 1024). */
const BLOCK = 8;
/** Orders that a thread has in hand at once, so that it never waits. */
const AHEAD = 2;

/** One thread and the blocks that it has been asked for. */
interface Crewman {
  readonly worker: Worker;
  readonly waiting: { resolve(result: FrameBlockResult): void; reject(error: unknown): void }[];
}

function crewman(start: FrameWorkerStart): Crewman {
  const worker = startThread(import.meta.url, "frame-worker", start);
  const waiting: Crewman["waiting"] = [];
  const fail = (error: unknown): void => {
    for (const { reject } of waiting.splice(0)) reject(error);
  };
  worker.on("message", (result: FrameBlockResult) => waiting.shift()!.resolve(result));
  worker.on("error", fail);
  worker.on("exit", (code) => fail(new Error(`a camera's worker ended with ${code}`)));
  return { worker, waiting };
}

function ask({ worker, waiting }: Crewman, order: FrameBlockOrder): Promise<FrameBlockResult> {
  const asked = new Promise<FrameBlockResult>((resolve, reject) => waiting.push({ resolve, reject }));
  asked.catch(() => {}); // it is told when its turn comes
  worker.postMessage(order);
  return asked;
}

/**
 * The frames of a camera made by several threads, in order of time: the same as one thread makes, whoever makes them.
 *
 * @param count as the camera's `frameStream` says
 * @param workers threads beside this one
 * @returns frames with samples of their own
 * @throws InputError where the sensor has no camera, or its orbit does not reach so far
 */
export async function* framesInThreads(
  inputs: WorldInputs,
  sensor: string,
  count: number,
  workers: number,
): AsyncGenerator<Frame> {
  const crew = Array.from({ length: workers }, () => crewman({ inputs, sensor }));
  const blocks = Math.ceil(count / BLOCK);
  const asked: Promise<FrameBlockResult>[] = [];
  let next = 0;
  try {
    for (let block = 0; block < blocks; block++) {
      for (; next < Math.min(blocks, block + workers * AHEAD); next++) {
        const last = Math.min(count, (next + 1) * BLOCK) - 1;
        asked.push(ask(crew[next % workers]!, { first: next * BLOCK, last }));
      }
      const { frames, fault } = await asked.shift()!;
      if (fault !== undefined) throw new InputError(fault.where, fault.wrong, fault.right);
      yield* frames;
    }
  } finally {
    await Promise.all(crew.map(({ worker }) => worker.terminate()));
  }
}
