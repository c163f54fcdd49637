import { expect, test } from "vitest";
import { cameraWorld, plainCamera } from "../../../test/support/camera-world.js";
import { normalUpperTail } from "../../astro/index.js";
import {
  boresightAxes,
  detectorScale,
  equivalentDetector,
  equivalentPayload,
  imageDirectionInto,
  infraredDetectionProbability,
  spotProfile,
} from "../../sensors/index.js";
import type { LightSource } from "../light/light-source.js";
import { flatScenery } from "../scenery/flat-scenery.js";
import { frameStream } from "./frame-stream.js";

const RADIANCE = 0.02;
const FRAMES = 590;
const CAMERA = plainCamera({ rows: 16, columns: 16 });
const PLACE = [7.2, 8.4] as const;

/** Amplitudes (W/m²) of a matched filter at a known place over a known background, one a frame. */
function amplitudes(irradiance: number): number[] {
  const out = new Float64Array(3);
  const light: LightSource = {
    lights({ start }) {
      imageDirectionInto(boresightAxes(start.satellite, CAMERA.pointing), CAMERA, ...PLACE, out);
      return [{ moment: start, direction: [out[0]!, out[1]!, out[2]!], irradiance, source: "test" }];
    },
  };
  const stream = frameStream(cameraWorld(CAMERA, {}, 11), "cam", {
    scenery: flatScenery(RADIANCE),
    sources: [light],
  });
  const scale = detectorScale("swir", CAMERA);
  const empty =
    scale.pedestalCounts +
    (scale.darkElectrons + RADIANCE * scale.electronsPerRadiance) / scale.electronsPerCount;
  const [down, across] = PLACE.map((x) => spotProfile(x, CAMERA.pointSpreadPixels)) as [
    ReturnType<typeof spotProfile>,
    ReturnType<typeof spotProfile>,
  ];
  return Array.from({ length: FRAMES }, (_, k) => {
    const { samples } = stream.frame(k);
    let [sum, square] = [0, 0];
    down.shares.forEach((d, j) => {
      across.shares.forEach((a, i) => {
        const share = d * a;
        sum += share * (samples[(down.first + j) * 16 + across.first + i]! - empty);
        square += share * share;
      });
    });
    return (sum / square) * stream.header.irradiancePerCount;
  });
}

test("a matched filter's noise in frames is the equivalent detector's noise-equivalent irradiance", () => {
  const found = amplitudes(0);
  const variance = found.reduce((a, x) => a + x * x, 0) / found.length;
  // the closed form is the mean over places in a pixel; this place's own is known to differ by a few per cent
  const { pixelNoiseEquivalentIrradiance } = equivalentDetector("swir", CAMERA, RADIANCE);
  const squares = PLACE.map((x) =>
    spotProfile(x, CAMERA.pointSpreadPixels).shares.reduce((s, w) => s + w * w, 0),
  );
  const here = pixelNoiseEquivalentIrradiance / Math.sqrt(squares[0]! * squares[1]!);
  expect(Math.abs(variance / here ** 2 - 1)).toBeLessThan(3.29 * Math.sqrt(2 / FRAMES));
  const mean = equivalentDetector("swir", CAMERA, RADIANCE).noiseEquivalentIrradiance;
  expect(Math.abs(here / mean - 1)).toBeLessThan(0.1);
});

test("frames and detection level detect equally often: binomial interval of 99.9 %", () => {
  const payload = equivalentPayload(cameraWorld(CAMERA).payload, RADIANCE);
  const nei = payload.noiseEquivalentIrradiance;
  const threshold = payload.thresholdSignalToNoise * nei;
  for (const signalToNoise of [5, 6, 7]) {
    const hits = amplitudes(signalToNoise * nei).filter((a) => a > threshold).length;
    const expected = infraredDetectionProbability(payload, signalToNoise);
    // the place in the pixel shifts the noise by some per cent, the source adds its own: little at these signals
    const allowance = 3.29 * Math.sqrt((expected * (1 - expected)) / FRAMES) + 0.02;
    expect(Math.abs(hits / FRAMES - expected), `signal-to-noise ${signalToNoise}`).toBeLessThan(allowance);
  }
  // what a threshold lets through of noise alone: cells times the tail
  const { independentCells } = equivalentDetector("swir", CAMERA, RADIANCE);
  expect(independentCells * normalUpperTail(payload.thresholdSignalToNoise)).toBeLessThan(1e-6);
});
