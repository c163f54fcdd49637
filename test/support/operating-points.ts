import { FrontEndBlock } from "../../src/messages/index.js";
import { matchedFilter } from "../../src/watch/front-end/point-spread.js";
import { createFrontEnd } from "../../src/watch/index.js";
import { addPoint, frameOf, noiseSource, testHeader, writeSamples } from "./test-frames.js";

const DEVIATION = 10;
const LEVEL = 1000;
/** Points stand so far apart that none lies among another's reference cells. */
const SPACING = 27;
/** False alarms are counted on cells so far apart that they are independent. */
const LATTICE = 5;

/** What a front end did at one false-alarm probability. */
export interface Operation {
  readonly falseTrials: number;
  readonly falseAlarms: number;
  /** All detections that the front end handed on in frames of noise, and their pixels. */
  readonly falseDetections: number;
  readonly pixels: number;
  /** By signal-to-noise ratio, which is that of the difference: the mean's own noise is reckoned with. */
  readonly points: readonly {
    readonly signalToNoise: number;
    trials: number;
    cells: number;
    handedOn: number;
  }[];
}

/** Variance of a frame minus the mean, relative to a frame's, when the mean has taken so many frames. */
function differenceVariance(frames: number, memory: number): number {
  let variance = 1;
  for (let k = 1; k < frames; k++) {
    const gain = Math.max(1 / (k + 1), 1 / memory);
    variance = (1 - gain) ** 2 * variance + gain ** 2;
  }
  return 1 + variance;
}

/**
 * Runs the front end over frames of Gaussian noise, then over such frames with points of given strength in them, each at another
 * place in every frame.
 */
export function operate(fields: {
  readonly falseAlarmProbability: number;
  readonly threshold?: "cell-averaging" | "order-statistic";
  readonly signalToNoise: readonly number[];
  readonly size: number;
  readonly noiseFrames: number;
  readonly pointFrames: number;
  readonly seed: number;
}): Operation {
  const { size, signalToNoise, noiseFrames, pointFrames } = fields;
  const header = testHeader({ rows: size, columns: size });
  const options = FrontEndBlock.parse({
    falseAlarmProbability: fields.falseAlarmProbability,
    threshold: fields.threshold,
    memoryFrames: 64,
    warmUpFrames: 64,
  });
  const frontEnd = createFrontEnd(header, options);
  const { response } = matchedFilter(header.pointSpreadPixels);
  const samples = new Uint16Array(size * size);
  const image = new Float64Array(size * size);
  const points = signalToNoise.map((snr) => ({ signalToNoise: snr, trials: 0, cells: 0, handedOn: 0 }));
  const counts = { falseTrials: 0, falseAlarms: 0, falseDetections: 0, pixels: 0 };
  for (let number = 0; number < 64 + noiseFrames + pointFrames; number++) {
    image.fill(LEVEL);
    const places: { row: number; column: number; kind: number }[] = [];
    if (number >= 64 + noiseFrames) {
      const deviation = Math.sqrt((DEVIATION ** 2 + 1 / 12) * differenceVariance(number, 64));
      for (let r = 14 + ((number * 7) % SPACING); r < size - 14; r += SPACING)
        for (let c = 14 + ((number * 11) % SPACING); c < size - 14; c += SPACING) {
          const kind = (places.length + number) % points.length;
          places.push({ row: r, column: c, kind });
          const light = (points[kind]!.signalToNoise * deviation) / response;
          addPoint(image, header, { row: r, column: c, light });
        }
    }
    writeSamples(samples, image, DEVIATION, noiseSource(fields.seed, number));
    const { exceeding, detections, ready } = frontEnd.step(frameOf(header, number, samples));
    if (!ready) continue;
    if (places.length === 0) {
      counts.falseTrials += Math.ceil((size - 4) / LATTICE) ** 2;
      counts.pixels += (size - 4) ** 2;
      counts.falseDetections += detections.length;
      for (const cell of exceeding) {
        const row = Math.floor(cell / size);
        if ((row - 2) % LATTICE === 0 && ((cell % size) - 2) % LATTICE === 0) counts.falseAlarms++;
      }
      continue;
    }
    const cells = new Set(exceeding);
    const seen = new Set(
      detections.map(({ lineOfSightEcef: [, y, z] }) => {
        const pixel = header.pixelMicroradians * 1e-6;
        return `${Math.round(-z / pixel + (size - 1) / 2)},${Math.round(y / pixel + (size - 1) / 2)}`;
      }),
    );
    for (const { row, column, kind } of places) {
      const point = points[kind]!;
      point.trials++;
      if (cells.has(row * size + column)) point.cells++;
      const near = [-1, 0, 1].some((r) => [-1, 0, 1].some((c) => seen.has(`${row + r},${column + c}`)));
      if (near) point.handedOn++;
    }
  }
  return { ...counts, points };
}
