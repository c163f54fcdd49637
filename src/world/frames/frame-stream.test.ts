import { expect, test } from "vitest";
import { cameraWorld, plainCamera } from "../../../test/support/camera-world.js";
import { angleBetween, normalAt, randomStream, subpointAxes, type Vec3 } from "../../astro/index.js";
import { type Frame, FrameHeader, type FramesBlock } from "../../messages/index.js";
import {
  applyPointing,
  boresightAxes,
  detectorScale,
  imageDirectionInto,
  pixelVariance,
} from "../../sensors/index.js";
import type { LightSource } from "../light/light-source.js";
import { flatScenery } from "../scenery/flat-scenery.js";
import { frameStream } from "./frame-stream.js";

/** A light that stands where the held camera has a place of its image. */
function lightAt(camera: FramesBlock, row: number, column: number, irradiance: number): LightSource {
  const out = new Float64Array(3);
  return {
    lights({ start }) {
      imageDirectionInto(boresightAxes(start.satellite, camera.pointing), camera, row, column, out);
      return [{ moment: start, direction: [out[0]!, out[1]!, out[2]!], irradiance, source: "test" }];
    },
  };
}

const none: LightSource = { lights: () => [] };

function copyOf(frame: Frame): Uint16Array {
  return frame.samples.slice();
}

test("a planted irradiance is found again by summing the counts", () => {
  const camera = plainCamera();
  const inputs = cameraWorld(camera);
  const scenery = flatScenery(0.01);
  const irradiance = 5e-11;
  const without = frameStream(inputs, "cam", { scenery, sources: [none] });
  for (const [row, column] of [
    [31.5, 31.5],
    [20.1, 40.9],
    [10, 50.5],
  ] as const) {
    const lit = frameStream(inputs, "cam", { scenery, sources: [lightAt(camera, row, column, irradiance)] });
    const [a, b] = [copyOf(lit.frame(3)), copyOf(without.frame(3))];
    let sum = 0;
    let [moment, across] = [0, 0];
    for (let p = 0; p < a.length; p++) {
      const more = a[p]! - b[p]!;
      sum += more;
      moment += more * Math.floor(p / 64);
      across += more * (p % 64);
    }
    // both frames have the same draws: only the light's own noise is left
    expect((sum * lit.header.irradiancePerCount) / irradiance).toBeCloseTo(1, 2);
    expect(Math.abs(moment / sum - row)).toBeLessThan(0.05);
    expect(Math.abs(across / sum - column)).toBeLessThan(0.05);
  }
});

test("a particle's hit is in one pixel alone", () => {
  const camera = plainCamera();
  const inputs = cameraWorld(camera);
  const scenery = flatScenery(0.01);
  const particle: LightSource = {
    lights: (question) =>
      lightAt(camera, 12.3, 40.4, 1e-11)
        .lights(question)
        .map((light) => ({ ...light, onePixel: true })),
  };
  const hit = copyOf(frameStream(inputs, "cam", { scenery, sources: [particle] }).frame(3));
  const without = frameStream(inputs, "cam", { scenery, sources: [none] }).frame(3).samples;
  const struck = [...hit.keys()].filter((p) => hit[p] !== without[p]);
  expect(struck).toEqual([12 * 64 + 40]);
});

test("mean and variance of noise follow from the light, at four brightnesses, within 99.9 %", () => {
  const camera = plainCamera({ rows: 128, columns: 128 });
  const scale = detectorScale("swir", camera);
  for (const radiance of [0, 1e-3, 0.02, 0.1]) {
    const stream = frameStream(cameraWorld(camera), "cam", {
      scenery: flatScenery(radiance),
      sources: [none],
    });
    const samples = stream.frame(7).samples;
    const n = samples.length;
    const mean = samples.reduce((a, b) => a + b, 0) / n;
    const variance = samples.reduce((a, b) => a + (b - mean) ** 2, 0) / (n - 1);
    const electrons = scale.electronsPerRadiance * radiance + scale.darkElectrons;
    const expectedMean = scale.pedestalCounts + electrons / scale.electronsPerCount;
    const expectedVariance = pixelVariance(scale, radiance) / scale.electronsPerCount ** 2;
    expect(Math.abs(mean - expectedMean)).toBeLessThan(3.29 * Math.sqrt(expectedVariance / n));
    // (n − 1)·s²/σ² is chi-square with n − 1 degrees of freedom: normal for so many
    expect(Math.abs(variance / expectedVariance - 1)).toBeLessThan(3.29 * Math.sqrt(2 / n));
  }
});

test("dead and hot pixels are as many as binomial draws give; dead ones count nothing", () => {
  const camera = plainCamera({ rows: 256, columns: 256, deadPixelShare: 0.01, hotPixelShare: 0.02 });
  const stream = frameStream(cameraWorld(camera), "cam", { scenery: flatScenery(0.01), sources: [none] });
  const { dead, hot } = stream.focalPlane;
  const n = 256 * 256;
  expect(Math.abs(dead.length - 0.01 * n)).toBeLessThan(3.29 * Math.sqrt(0.01 * 0.99 * n));
  expect(Math.abs(hot.length - 0.02 * n)).toBeLessThan(3.29 * Math.sqrt(0.02 * 0.98 * n));
  const { samples } = stream.frame(0);
  for (const p of dead) expect(samples[p]).toBe(0);
  const mean = (pixels: Int32Array): number => pixels.reduce((a, p) => a + samples[p]!, 0) / pixels.length;
  const all = samples.reduce((a, b) => a + b, 0) / n;
  const scale = detectorScale("swir", camera);
  const excess = (camera.hotElectronsPerSecond * camera.exposureSeconds) / scale.electronsPerCount;
  // mean of an exponential: relative error 1/√n
  expect(Math.abs((mean(hot) - all) / excess - 1)).toBeLessThan(3.29 / Math.sqrt(hot.length) + 0.03);
});

test("unequal pixels differ from frame to frame as little as noise, and between each other by their gain", () => {
  const camera = plainCamera({ gainNonUniformity: 0.02 });
  const stream = frameStream(cameraWorld(camera), "cam", { scenery: flatScenery(0.1), sources: [none] });
  const first = copyOf(stream.frame(0));
  const second = copyOf(stream.frame(1));
  const scale = detectorScale("swir", camera);
  const noise = pixelVariance(scale, 0.1) / scale.electronsPerCount ** 2;
  const signal = (scale.electronsPerRadiance * 0.1) / scale.electronsPerCount;
  const n = first.length;
  const difference = first.reduce((a, x, p) => a + (x - second[p]!) ** 2, 0) / n / 2;
  const mean = first.reduce((a, b) => a + b, 0) / n;
  const spatial = first.reduce((a, x) => a + (x - mean) ** 2, 0) / (n - 1);
  expect(Math.abs(difference / noise - 1)).toBeLessThan(3.29 * Math.sqrt(2 / n) + 0.01);
  expect(Math.abs(spatial / (noise + (0.02 * signal) ** 2) - 1)).toBeLessThan(3.29 * Math.sqrt(2 / n) + 0.01);
});

test("a frame is the same whatever was made before it", () => {
  const camera = plainCamera({ jitterMicroradians: 5, driftMicroradians: 20, sceneStepSeconds: 0.7 });
  const inputs = cameraWorld(camera, { randomMicroradians: 5, biasMicroradians: 30 });
  const options = {
    scenery: flatScenery(0.05, 0.5, -0.3),
    sources: [lightAt(camera, 30, 30, 1e-11)],
  };
  const inOrder = frameStream(inputs, "cam", options);
  const kept = [...inOrder.frames].slice(0, 40).map((f) => ({ ...f, samples: f.samples }));
  expect(kept).toHaveLength(40);
  const reference: Uint16Array[] = [];
  for (let k = 0; k < 40; k++) reference.push(copyOf(inOrder.frame(k)));
  const shuffled = frameStream(inputs, "cam", options);
  for (const k of [39, 0, 17, 16, 18, 5, 38, 5]) {
    const frame = shuffled.frame(k);
    expect(frame.samples).toEqual(reference[k]);
    expect(frame.axesEcef).toEqual(kept[k]!.axesEcef);
    expect(frame.time).toBe(kept[k]!.time);
  }
  const alone = frameStream(inputs, "cam", options).frame(23);
  expect(alone.samples).toEqual(reference[23]);
  const other = frameStream({ ...inputs, seed: 2 }, "cam", options).frame(23);
  expect(other.samples).not.toEqual(reference[23]);
});

test("no pixel counts more than the full well holds", () => {
  const camera = plainCamera();
  const stream = frameStream(cameraWorld(camera), "cam", { scenery: flatScenery(100), sources: [none] });
  expect(Math.max(...stream.frame(0).samples)).toBe(2 ** camera.bits - 1);
  expect(Math.min(...stream.frame(0).samples)).toBe(2 ** camera.bits - 1);
});

test("frames lie within the run, the header is sound, what has no camera is refused", () => {
  const camera = plainCamera({ framesPerSecond: 4 });
  const inputs = cameraWorld(camera);
  const stream = frameStream(inputs, "cam", { scenery: flatScenery(0.01), sources: [none] });
  expect(FrameHeader.parse(stream.header)).toEqual(stream.header);
  expect(stream.count).toBe(240);
  expect(stream.frame(0).time).toBeGreaterThanOrEqual(0);
  expect(stream.frame(0).time).toBeLessThan(0.25);
  expect(stream.frame(239).time).toBeLessThanOrEqual(60);
  expect(() => frameStream(inputs, "other")).toThrow("is no infrared satellite");
});

/** The line of sight that a front end finds: centre of light, through the reported attitude. */
function found(frame: Frame, camera: FramesBlock, background: number): Vec3 {
  let [sum, row, column] = [0, 0, 0];
  for (let p = 0; p < frame.samples.length; p++) {
    const [r, c] = [Math.floor(p / camera.columns), p % camera.columns];
    if (Math.abs(r - 31) > 4 || Math.abs(c - 31) > 4) continue;
    const more = frame.samples[p]! - background;
    sum += more;
    row += more * r;
    column += more * c;
  }
  const out = new Float64Array(3);
  const [right, down, forward] = [0, 3, 6].map((k) => [...frame.axesEcef.subarray(k, k + 3)]) as never as [
    Vec3,
    Vec3,
    Vec3,
  ];
  imageDirectionInto({ right, down, forward }, camera, row / sum, column / sum, out);
  return [out[0]!, out[1]!, out[2]!];
}

test("reported attitudes turn lines of sight by the same bias as at detection level, and by their own noise", () => {
  const camera = plainCamera({ jitterMicroradians: 20, pointSpreadPixels: 0.8 });
  const inputs = cameraWorld(camera, { randomMicroradians: 3, biasMicroradians: 40 }, 5);
  const stream = frameStream(inputs, "cam", {
    scenery: flatScenery(1e-4),
    sources: [lightAt(camera, 31, 31, 3e-10)],
  });
  const scale = detectorScale("swir", camera);
  const empty =
    scale.pedestalCounts +
    (scale.darkElectrons + 1e-4 * scale.electronsPerRadiance) / scale.electronsPerCount;
  const bias = randomStream(5, "bias", "cam");
  const out = new Float64Array(3);
  const frames = 60;
  const mean = [0, 0, 0];
  let expected: Vec3 = [0, 0, 0];
  for (let k = 0; k < frames; k++) {
    const frame = stream.frame(k);
    const satellite = frame.positionEcef;
    imageDirectionInto(boresightAxes(satellite, camera.pointing), camera, 31, 31, out);
    const truth: Vec3 = [out[0]!, out[1]!, out[2]!];
    expected = applyPointing(
      truth,
      subpointAxes(satellite),
      40e-6 * normalAt(bias, 0),
      40e-6 * normalAt(bias, 1),
    );
    const seen = found(frame, camera, empty);
    // attitude noise of 3 µrad an axis and what the centroid errs
    expect(angleBetween(seen, expected)).toBeLessThan(15e-6);
    seen.forEach((x, i) => {
      mean[i] = mean[i]! + x / frames;
    });
  }
  expect(angleBetween(mean as never as Vec3, expected)).toBeLessThan(
    (3.29 * 3e-6 * Math.SQRT2) / Math.sqrt(frames) + 0.5e-6,
  );
});

test("a camera held on a place that its satellite never sees is refused", () => {
  const camera = plainCamera({ pointing: { latitudeDeg: 0, longitudeDeg: 100 } });
  expect(() => frameStream(cameraWorld(camera), "cam")).toThrow(/cam payload\.frames\.pointing: lies behind/);
});
