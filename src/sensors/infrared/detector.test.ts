import { expect, test } from "vitest";
import { FramesBlock, InfraredPayload } from "../../messages/index.js";
import { detectorScale, equivalentDetector, equivalentPayload, pixelVariance } from "./detector.js";
import { noiseEquivalentPixels } from "./optics.js";

const CAMERA = FramesBlock.parse({ pointing: { latitudeDeg: 0, longitudeDeg: 0 } });
const PAYLOAD = InfraredPayload.parse({
  mode: "staring",
  revisitSeconds: 0.1,
  noiseEquivalentIrradiance: 1e-12,
  randomMicroradians: 10,
  biasMicroradians: 20,
  output: "frames",
  frames: CAMERA,
});

test("6.9e-11 W/m² on half a metre at 35 % end to end gives some 6.6e7 electrons a second (FACTS 2.3)", () => {
  const camera = {
    ...CAMERA,
    apertureMetres: 0.5,
    opticsTransmission: 0.5,
    quantumEfficiency: 0.7,
    exposureSeconds: 1,
  };
  const { electronsPerIrradiance } = detectorScale("swir", camera);
  // the fact base's figure is of 2.7 µm; the band's middle is 2.81 µm
  expect((6.9e-11 * electronsPerIrradiance) / 6.6e7).toBeCloseTo(1, 1);
});

test("the full well is the highest count", () => {
  const scale = detectorScale("swir", CAMERA);
  expect(scale.pedestalCounts + CAMERA.fullWellElectrons / scale.electronsPerCount).toBeCloseTo(
    scale.highestCount,
    6,
  );
});

test("signal-to-noise of one pixel in closed form", () => {
  // 1e5 electrons of source over 4e5 of background, 1e4 dark, 100 read: S/√(S + B + D + R²)
  const scale = {
    ...detectorScale("swir", CAMERA),
    darkElectrons: 1e4,
    readVariance: 1e4,
    electronsPerCount: 0,
  };
  const variance = pixelVariance(scale, 4e5 / scale.electronsPerRadiance, 1e5);
  expect(1e5 / Math.sqrt(variance)).toBeCloseTo(1e5 / Math.sqrt(5.2e5), 6);
});

test("noise limited by background grows with its root, by reading not at all", () => {
  const nei = (radiance: number) => equivalentDetector("swir", CAMERA, radiance).noiseEquivalentIrradiance;
  expect(nei(1) / nei(0.25)).toBeCloseTo(2, 1);
  expect(nei(1e-6) / nei(0)).toBeCloseTo(1, 3);
});

test("averaging n frames gains √n; a matched filter pays √N pixels", () => {
  const one = equivalentDetector("mwir", CAMERA, 0.01);
  const many = equivalentDetector("mwir", CAMERA, 0.01, 25);
  expect(one.noiseEquivalentIrradiance / many.noiseEquivalentIrradiance).toBeCloseTo(5, 12);
  expect(one.noiseEquivalentIrradiance / one.pixelNoiseEquivalentIrradiance).toBeCloseTo(
    Math.sqrt(noiseEquivalentPixels(CAMERA.pointSpreadPixels)),
    12,
  );
  expect(one.independentCells).toBeLessThan(CAMERA.rows * CAMERA.columns);
});

test("a payload acts at detection level as its camera would, a look a frame", () => {
  const equivalent = equivalentPayload(PAYLOAD, 0.05);
  expect(equivalent.revisitSeconds).toBe(1 / CAMERA.framesPerSecond);
  expect(equivalent.noiseEquivalentIrradiance).toBe(
    equivalentDetector("swir", CAMERA, 0.05).noiseEquivalentIrradiance,
  );
  expect(equivalentPayload({ ...PAYLOAD, frames: undefined }, 0.05).noiseEquivalentIrradiance).toBe(1e-12);
});

test("a payload that can't give frames is refused", () => {
  const refused = (over: Record<string, unknown>): boolean =>
    !InfraredPayload.safeParse({ ...PAYLOAD, ...over }).success;
  expect(refused({})).toBe(false);
  expect(refused({ frames: undefined })).toBe(true);
  expect(refused({ mode: "scanning" })).toBe(true);
  expect(refused({ frames: { ...CAMERA, exposureSeconds: 0.2 } })).toBe(true);
  expect(refused({ frames: { ...CAMERA, bits: 8, pedestalCounts: 255 } })).toBe(true);
  // an image is a look
  expect(refused({ revisitSeconds: 10 })).toBe(true);
  expect(refused({ revisitSeconds: 10, output: "detections" })).toBe(false);
  expect(refused({ frames: { ...CAMERA, driftMicroradians: 5000 } })).toBe(true);
  expect(refused({ frames: { ...CAMERA, deadPixelShare: 0.4, hotPixelShare: 0.4 } })).toBe(true);
});
