import { expect, test } from "vitest";
import { cameraWorld, plainCamera } from "../../../test/support/camera-world.js";
import type { FramesBlock } from "../../messages/index.js";
import type { Scenery } from "../scenery/scenery.js";
import { settingOf } from "../setting.js";
import { makeBackground } from "./background.js";

/** Waves across the image, `period` pixels long, as they lie in the held camera's own pixels; brighter with time. */
function waves(camera: FramesBlock, period: number): Scenery {
  return {
    radianceInto({ rows, columns }, _band, time, _sun, out) {
      const [r0, c0] = [(rows - camera.rows) / 2, (columns - camera.columns) / 2];
      for (let r = 0; r < rows; r++) {
        for (let c = 0; c < columns; c++)
          out[r * columns + c] = wave(r - r0, c - c0, period) * (1 + 0.01 * time);
      }
    },
    cloudTop: () => Number.NEGATIVE_INFINITY,
  };
}

function wave(row: number, column: number, period: number): number {
  return 2 + Math.sin((2 * Math.PI * (row * 0.6 + column * 0.8)) / period);
}

function background(camera: FramesBlock, scenery: Scenery) {
  const light = new Float64Array(camera.columns);
  const made = makeBackground(
    {
      setting: settingOf(cameraWorld(camera)),
      scenery,
      band: "swir",
      camera,
      electronsPerRadiance: 1,
      satelliteAt: () => [42_164_172, 0, 0],
    },
    light,
  );
  return { made, light };
}

test("optics weaken waves as the closed form says; between two steps of time the light grows in a straight line", () => {
  const camera = plainCamera();
  const period = 12;
  const { made, light } = background(camera, waves(camera, period));
  // Gaussian of σ and box of one pixel: exp(−2π²σ²f²)·sinc f along each axis, f in waves per pixel
  const [fr, fc] = [0.6 / period, 0.8 / period];
  const sinc = (f: number): number => Math.sin(Math.PI * f) / (Math.PI * f);
  const sigma = camera.pointSpreadPixels;
  const weaker = Math.exp(-2 * Math.PI ** 2 * sigma ** 2 * (fr * fr + fc * fc)) * sinc(fr) * sinc(fc);
  for (const time of [0, 3.3, 10, 27.9]) {
    made.begin(time, 0, 0);
    for (let r = 0; r < camera.rows; r++) {
      made.row(r);
      for (let c = 0; c < camera.columns; c++) {
        const expected = (2 + weaker * (wave(r, c, period) - 2)) * (1 + 0.01 * time);
        // the scenery is known at the pixels' centres only: its waves of one more a pixel come through to exp(−2π²σ²)·sinc
        expect(Math.abs(light[c]! - expected)).toBeLessThan(4e-4);
      }
    }
  }
});

test("a moved image shows what lies where its pixels then look, to a thousandth of the waves' height", () => {
  const camera = plainCamera({ jitterMicroradians: 20, pointSpreadPixels: 0.7 });
  const period = 16;
  const { made, light } = background(camera, waves(camera, period));
  const still = (): Float64Array => {
    const out = new Float64Array(camera.rows * camera.columns);
    for (let r = 0; r < camera.rows; r++) {
      made.row(r);
      out.set(light, r * camera.columns);
    }
    return out;
  };
  made.begin(0, 0, 0);
  const reference = still();
  const height = (Math.max(...reference) - Math.min(...reference)) / 2;
  for (const [dr, dc] of [
    [0.03, -0.04],
    [0.1, 0.1],
    [-1.05, 2.02],
  ] as const) {
    made.begin(0, dr, dc);
    const moved = still();
    let worst = 0;
    for (let r = 0; r < camera.rows; r++) {
      for (let c = 0; c < camera.columns; c++) {
        const weaker = height;
        const expected = 2 + weaker * (wave(r - dr, c - dc, period) - 2);
        worst = Math.max(worst, Math.abs(moved[r * camera.columns + c]! - expected) / height);
      }
    }
    expect(worst, `${dr}, ${dc}`).toBeLessThan(Math.abs(dr * dc) < 0.005 ? 1.5e-3 : 5e-3);
  }
});
