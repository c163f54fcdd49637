import { normalAt, randomStream, uniformAt } from "../../astro/index.js";
import { type Frame, type FrameHeader, FrontEndBlock } from "../../messages/index.js";
import { createFrontEnd, falseTracksPerDay } from "../../watch/index.js";
import type { BenchContext, BenchFigure, Benchmark } from "./benchmark.js";

const SIDE = 1024;
const FRAMES_PER_SECOND = 10;
const WARM_UP = 48;
const MEASURED = 120;
const NOISE = 10;
const JITTER_PIXELS = 0.1;

const HEADER: FrameHeader = {
  format: "firstlight-frames-1",
  sensor: "bench",
  origin: "test",
  start: "2026-01-01T00:00:00Z",
  band: "swir",
  rows: SIDE,
  columns: SIDE,
  pixelMicroradians: 30,
  framesPerSecond: FRAMES_PER_SECOND,
  sample: "uint16",
  irradiancePerCount: 1e-14,
  pointSpreadPixels: 0.6,
  randomMicroradians: 30 * JITTER_PIXELS,
};

/** Frames of a structured scene on which the line of sight trembles, with Gaussian noise: cheap to make, never twice alike. */
class Scene {
  private readonly noise = new Float32Array(2 * SIDE * SIDE);
  private readonly samples = new Uint16Array(SIDE * SIDE);
  private readonly stream = randomStream(1, "bench front end");
  private readonly rowPart = new Float64Array(SIDE);
  private readonly columnPart = new Float64Array(SIDE);

  constructor() {
    const table = Float64Array.from({ length: 4096 }, (_, k) => NOISE * normalAt(this.stream, k));
    // sums of two draws of a table of normal draws: as good as new for a benchmark
    for (let i = 0; i < this.noise.length; i++) {
      const mixed = Math.imul(i ^ (i >>> 13), 0x5bd1e995) >>> 0;
      this.noise[i] = (table[mixed >>> 20]! + table[(mixed >>> 4) & 4095]!) * Math.SQRT1_2;
    }
  }

  frame(number: number): Frame {
    const move = JITTER_PIXELS * normalAt(this.stream, 5000 + number);
    for (let k = 0; k < SIDE; k++) {
      this.rowPart[k] = 200 * Math.sin((k - move) / 9);
      this.columnPart[k] = Math.cos((k + move) / 6);
    }
    const from = Math.floor(uniformAt(this.stream, number) * SIDE * SIDE);
    for (let r = 0, i = 0; r < SIDE; r++) {
      const height = this.rowPart[r]!;
      for (let c = 0; c < SIDE; c++, i++)
        this.samples[i] = Math.round(1000 + height * this.columnPart[c]! + this.noise[from + i]!);
    }
    return {
      number,
      time: number / FRAMES_PER_SECOND,
      positionEcef: [42164e3, 0, 0],
      axesEcef: Float64Array.of(0, 1, 0, 0, 0, -1, -1, 0, 0),
      samples: this.samples,
    };
  }
}

async function milliseconds(scene: Scene, options: FrontEndBlock, context: BenchContext): Promise<number> {
  const frontEnd = createFrontEnd(HEADER, options);
  const times: number[] = [];
  for (let number = 0; number < WARM_UP + MEASURED; number++) {
    const frame = scene.frame(number);
    const before = process.cpuUsage();
    frontEnd.step(frame);
    const { user, system } = process.cpuUsage(before);
    if (number >= WARM_UP) times.push((user + system) / 1000);
    if (number % 16 === 0)
      await context.progress("front end on frames of 1024 × 1024", number / (WARM_UP + MEASURED));
  }
  // the sums along paths come to their end in every fourth frame: a mean of four, then the median
  const fours: number[] = [];
  for (let k = 0; k + 3 < times.length; k += 4)
    fours.push((times[k]! + times[k + 1]! + times[k + 2]! + times[k + 3]!) / 4);
  fours.sort((a, b) => a - b);
  return fours[fours.length >> 1]!;
}

function speed(name: string, time: number, atLeast: number): BenchFigure[] {
  const period = 1000 / FRAMES_PER_SECOND;
  return [
    {
      name: `${name}: faster than real time`,
      value: period / time,
      unit: "×",
      atLeast,
      note: "10 Hz, one core",
    },
    { name: `${name}: a frame`, value: time, unit: "ms", note: "CPU time, median over fours of frames" },
  ];
}

/** The detector front end: speed, and what its false alarms come to. */
export const frontEndBenchmark: Benchmark = {
  name: "front-end",
  about: "detections from frames of 1024 × 1024: speed on one core, false tracks of a day",
  async run(context) {
    const scene = new Scene();
    const plain = FrontEndBlock.parse({});
    const weak = FrontEndBlock.parse({ trackBeforeDetect: {} });
    const cells = SIDE * SIDE;
    const looks = 86_400 * FRAMES_PER_SECOND;
    const probability = plain.falseAlarmProbability;
    const tracks = (hits: number, window: number) =>
      falseTracksPerDay(cells, looks, probability, hits, window);
    return [
      ...speed("constant false-alarm rate", await milliseconds(scene, plain, context), 8),
      ...speed("with track-before-detect", await milliseconds(scene, weak, context), 4),
      {
        name: "false detections of a day",
        value: cells * looks * probability,
        unit: "",
        note: `Pfa ${probability}`,
      },
      { name: "false tracks of a day, 2 of 3", value: tracks(2, 3).begun, unit: "", note: "in one pixel" },
      { name: "false tracks of a day, 3 of 5", value: tracks(3, 5).begun, unit: "", note: "in one pixel" },
    ];
  },
};
