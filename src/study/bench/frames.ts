import { frameStream, framesInThreads } from "../../world/index.js";
import type { BenchContext, BenchFigure, Benchmark } from "./benchmark.js";
import { CAMERA_ID, cameraScene } from "./camera-scene.js";

/** Frames that are made before the clock starts: the engine compiles the loops meanwhile. */
const WARM_UP = 20;
/** Frames that are measured: a minute of the scene, one step of its background. */
const MEASURED = 600;

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
  let wall = 0;
  let busy = 0;
  for (let k = 0; k < WARM_UP + MEASURED; k++) {
    const begun = performance.now();
    const before = process.cpuUsage();
    stream.frame(k);
    const { user, system } = process.cpuUsage(before);
    if (k >= WARM_UP) {
      wall += performance.now() - begun;
      busy += (user + system) / 1000;
      each[k - WARM_UP] = (user + system) / 1000;
    }
    if (k % 50 === 0) await context.progress("frames by one thread", k / (WARM_UP + MEASURED));
  }
  each.sort();
  const { framesPerSecond } = stream.header;
  const times = (spent: number) => (MEASURED / framesPerSecond / spent) * 1000;
  return [
    {
      name: "frames, one core",
      value: times(busy),
      unit: "×",
      atLeast: 10,
      note: "real time, by CPU time; 1024 × 1024, 10 Hz, cloud, sea and 20 sources; background every 60 s",
    },
    {
      name: "frames, one thread",
      value: times(wall),
      unit: "×",
      note: "real time, by the clock on the wall: less where others use the machine",
    },
    { name: "a frame, median", value: each[MEASURED / 2]!, unit: "ms", note: "CPU time" },
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
    note: "real time, by the clock on the wall; the same bits",
  };
}
