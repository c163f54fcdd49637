import { frameStream, framesInThreads } from "../../world/index.js";
import type { BenchContext, BenchFigure, Benchmark } from "./benchmark.js";
import { CAMERA_ID, cameraScene } from "./camera-scene.js";

/** Frames that are made before the clock starts: the engine compiles the loops meanwhile. */
const WARM_UP = 20;
/** Frames that are measured: forty seconds of the scene, two steps of its background. */
const MEASURED = 400;

/** Frames of 1024 × 1024 at 10 Hz: how much faster than time they are made, by one thread and by several. */
export const framesBenchmark: Benchmark = {
  name: "frames",
  about: "images of a camera of 1024 × 1024 at 10 Hz, simulated by one thread and by several",
  async run(context) {
    const inputs = cameraScene((WARM_UP + MEASURED + 1) / 10);
    const figures = await oneThread(inputs, context);
    if (context.workers > 1) figures.push(await manyThreads(inputs, context));
    return figures;
  },
};

async function oneThread(
  inputs: ReturnType<typeof cameraScene>,
  context: BenchContext,
): Promise<BenchFigure[]> {
  const stream = frameStream(inputs, CAMERA_ID);
  const each = new Float64Array(MEASURED);
  let spent = 0;
  for (let k = 0; k < WARM_UP + MEASURED; k++) {
    const begun = performance.now();
    stream.frame(k);
    const took = performance.now() - begun;
    if (k >= WARM_UP) {
      each[k - WARM_UP] = took;
      spent += took;
    }
    if (k % 50 === 0) await context.progress("frames by one thread", k / (WARM_UP + MEASURED));
  }
  each.sort();
  const { framesPerSecond } = stream.header;
  return [
    {
      name: "frames, one thread",
      value: (MEASURED / framesPerSecond / spent) * 1000,
      unit: "×",
      atLeast: 10,
      note: "real time; 1024 × 1024, 10 Hz, cloud, sea and 20 sources; background every 20 s",
    },
    { name: "a frame, median", value: each[MEASURED / 2]!, unit: "ms" },
  ];
}

async function manyThreads(
  inputs: ReturnType<typeof cameraScene>,
  context: BenchContext,
): Promise<BenchFigure> {
  const count = WARM_UP + MEASURED;
  let begun = 0;
  let done = 0;
  for await (const frame of framesInThreads(inputs, CAMERA_ID, count, context.workers)) {
    if (frame.number === WARM_UP - 1) begun = performance.now();
    if (done++ % 50 === 0) await context.progress("frames by several threads", done / count);
  }
  return {
    name: `frames, ${context.workers} threads`,
    value: (MEASURED / 10 / (performance.now() - begun)) * 1000,
    unit: "×",
    note: "real time, the same bits",
  };
}
