import { describe, expect, it } from "vitest";
import {
  addPoint,
  frameOf,
  noiseSource,
  type TestPoint,
  testHeader,
  writeSamples,
} from "../../../test/support/test-frames.js";
import type { Frame, FrameHeader } from "../../messages/index.js";
import { FrontEndBlock } from "../../messages/index.js";
import { createFrontEnd, type FrontEndResult } from "./front-end.js";
import { matchedFilter } from "./point-spread.js";

const NOISE = 10;

interface Scene {
  readonly header: FrameHeader;
  readonly options?: Partial<FrontEndBlock>;
  readonly frames: number;
  readonly level?: (row: number, column: number, number: number) => number;
  readonly points?: (number: number) => readonly TestPoint[];
  /** Changes the samples after noise: bad pixels, upsets. */
  readonly spoil?: (samples: Uint16Array, number: number) => void;
  readonly attitude?: (frame: Frame, number: number) => Frame;
}

/** Runs a front end over a scene; each result with what it must not share with the next. */
function watchScene(scene: Scene): FrontEndResult[] {
  const { header, frames } = scene;
  const { rows, columns } = header;
  const frontEnd = createFrontEnd(header, FrontEndBlock.parse({ memoryFrames: 64, ...scene.options }));
  const samples = new Uint16Array(rows * columns);
  const image = new Float64Array(rows * columns);
  const results: FrontEndResult[] = [];
  for (let number = 0; number < frames; number++) {
    image.fill(1000);
    if (scene.level !== undefined)
      for (let r = 0; r < rows; r++)
        for (let c = 0; c < columns; c++) image[r * columns + c] = scene.level(r, c, number);
    for (const point of scene.points?.(number) ?? []) addPoint(image, header, point);
    writeSamples(samples, image, NOISE, noiseSource(11, number));
    scene.spoil?.(samples, number);
    const frame = frameOf(header, number, samples);
    const result = frontEnd.step(scene.attitude?.(frame, number) ?? frame);
    results.push({ ...result, exceeding: result.exceeding.slice() });
  }
  return results;
}

const header = testHeader({ rows: 128, columns: 128 });
const { response } = matchedFilter(header.pointSpreadPixels);
const light = (signalToNoise: number) => (signalToNoise * NOISE) / response;
/** Pixel of a detection, by the projection that `Frame` states. */
function pixelOf(result: FrontEndResult, k: number): { row: number; column: number } {
  const [x, y, z] = result.detections[k]!.lineOfSightEcef;
  const pixel = header.pixelMicroradians * 1e-6;
  return { row: z / x / pixel + 63.5, column: -y / x / pixel + 63.5 };
}

describe("a moving point", () => {
  const path = (number: number) => ({ row: 40.3 + 0.4 * number, column: 50.6 + 0.2 * number });
  const results = watchScene({
    header,
    frames: 90,
    points: (number) => (number < 40 ? [] : [{ ...path(number), light: light(15) }]),
  });

  it("is seen in every frame, at its place within its error, with its strength", () => {
    let squares = 0;
    let sigma = 0;
    let strength = 0;
    for (let number = 40; number < 90; number++) {
      const { detections } = results[number]!;
      expect(detections).toHaveLength(1);
      const { row, column } = pixelOf(results[number]!, 0);
      const place = path(number);
      squares += ((row - place.row) ** 2 + (column - place.column) ** 2) / 2;
      sigma += (detections[0]!.sigma / (header.pixelMicroradians * 1e-6)) ** 2;
      strength += detections[0]!.irradiance / (light(15) * header.irradiancePerCount);
    }
    // 100 degrees of freedom: the mean square is within 45 % of its expectation in 99.8 %
    expect(squares / sigma).toBeGreaterThan(0.55);
    expect(squares / sigma).toBeLessThan(1.45);
    expect(strength / 50).toBeGreaterThan(0.95);
    expect(strength / 50).toBeLessThan(1.05);
  });

  it("gives messages of the frame's time, number and place", () => {
    const detection = results[50]!.detections[0]!;
    expect(detection).toMatchObject({
      type: "infrared-detection",
      id: "camera/50/0",
      look: 50,
      time: "2026-01-01T00:00:05Z",
      band: "swir",
      positionEcef: [42164000, 0, 0],
    });
    expect(Math.hypot(...detection.lineOfSightEcef)).toBeCloseTo(1, 9);
  });

  it("gives the same detections again", () => {
    const again = watchScene({
      header,
      frames: 45,
      points: (number) => (number < 40 ? [] : [{ ...path(number), light: light(15) }]),
    });
    expect(again.map((r) => r.detections)).toEqual(results.slice(0, 45).map((r) => r.detections));
  });
});

describe("what is no point", () => {
  it("an upset of a single pixel is refused and counted, a point as bright is not", () => {
    const results = watchScene({
      header,
      frames: 60,
      points: (number) => (number === 50 ? [{ row: 90, column: 30, light: light(40) }] : []),
      spoil: (samples, number) => {
        if (number >= 40) samples[(20 + number) * 128 + 64] = 1000 + 40 * NOISE;
      },
    });
    expect(results.slice(40).reduce((n, r) => n + r.notHandedOn.upset, 0)).toBe(20);
    expect(results.flatMap((r) => r.detections)).toHaveLength(1);
  });

  it("a noisy pixel of the right mean is found by its variance, and its history holds before that", () => {
    const results = watchScene({
      header,
      frames: 340,
      spoil: (samples, number) => {
        samples[64 * 128 + 40] = 1000 + 4 * NOISE * noiseSource(77, number)();
      },
    });
    const speaks = (from: number, to: number) =>
      results.slice(from, to).reduce((n, r) => n + r.detections.length + r.notHandedOn.upset, 0);
    expect(results.at(-1)!.badPixels).toBe(1);
    expect(speaks(16, 80)).toBeGreaterThan(0);
    expect(speaks(80, 340)).toBe(0);
  });

  it("a flickering pixel and a dead one are found by their own statistics and no longer speak", () => {
    const results = watchScene({
      header,
      options: { upsetEvidence: 1e9 },
      frames: 340,
      spoil: (samples, number) => {
        if (Math.floor(number / 3) % 2 === 0) samples[64 * 128 + 40] = 1000 + 30 * NOISE;
        samples[30 * 128 + 90] = 0;
      },
    });
    expect(results.at(-1)!.badPixels).toBe(2);
    expect(results.slice(300).flatMap((r) => r.detections)).toHaveLength(0);
  });

  it("a constantly hot pixel is background", () => {
    const results = watchScene({
      header,
      frames: 60,
      spoil: (samples) => {
        samples[64 * 128 + 40] = samples[64 * 128 + 40]! + 50 * NOISE;
      },
    });
    expect(results.slice(16).flatMap((r) => r.detections)).toHaveLength(0);
  });
});

describe("neighbours", () => {
  it("two sources five pixels apart are two, and neither hides the other; one pixel apart they are one", () => {
    const results = watchScene({
      header,
      frames: 42,
      points: (number) =>
        number < 41
          ? []
          : [
              { row: 40, column: 40, light: light(60) },
              { row: 40, column: 45, light: light(12) },
              { row: 90, column: 90, light: light(30) },
              { row: 90, column: 91, light: light(30) },
            ],
    });
    expect(results[41]!.detections).toHaveLength(3);
  });

  it("four bright sources among the reference cells don't hide a weak one", () => {
    const around = [
      [0, 0],
      [-1, -1],
      [-1, 1],
      [1, -1],
      [1, 1],
    ] as const;
    const results = watchScene({
      header,
      frames: 42,
      points: (number) =>
        number < 41
          ? []
          : around.map(([r, c]) => ({
              row: 64 + 9 * r,
              column: 64 + 9 * c,
              light: light(r === 0 && c === 0 ? 9 : 80),
            })),
    });
    expect(results[41]!.detections).toHaveLength(5);
  });
});

describe("line of sight that moves", () => {
  const cloud = (row: number, column: number) =>
    1000 + 400 * Math.sin(row / 5) * Math.cos(column / 4) + 300 * Math.tanh((column - row) / 3);
  const moves = Array.from({ length: 160 }, (_, k) => {
    const draw = noiseSource(21, k);
    return [0.15 * draw(), 0.15 * draw()] as const;
  });
  const moved = (row: number, column: number, number: number) =>
    cloud(row - moves[number]![0], column - moves[number]![1]);

  it("an unreported jitter of 0.15 pixel on strong edges: what is left is 10 % above the noise, not nine times it", () => {
    const told = testHeader({ rows: 128, columns: 128, randomMicroradians: 4.5 });
    const deaf = testHeader({ rows: 128, columns: 128, randomMicroradians: 1e-6 });
    const noiseOf = (h: FrameHeader) =>
      watchScene({ header: h, frames: 160, level: moved })
        .slice(100)
        .reduce((sum, r) => sum + r.noise / 60, 0);
    const registered = noiseOf(told);
    const not = noiseOf(deaf);
    console.log(`noise with registration ${registered.toFixed(1)}, without ${not.toFixed(1)}, of ${NOISE}`);
    expect(registered).toBeLessThan(1.15 * NOISE);
    expect(not).toBeGreaterThan(2 * NOISE);
  });

  it("a drift that the satellite reports is followed over many pixels", () => {
    const speed = 0.05;
    const results = watchScene({
      header,
      frames: 200,
      level: (row, column, number) => cloud(row, column - speed * number),
      attitude: (frame, number) => {
        const angle = -speed * number * header.pixelMicroradians * 1e-6;
        const [s, c] = [Math.sin(angle), Math.cos(angle)];
        return { ...frame, axesEcef: Float64Array.of(s, c, 0, 0, 0, -1, -c, s, 0) };
      },
    });
    expect(results.slice(150).flatMap((r) => r.detections)).toHaveLength(0);
    expect(results.slice(150).reduce((sum, r) => sum + r.noise / 50, 0)).toBeLessThan(1.3 * NOISE);
  });
});
