import { type RandomStream, randomStream } from "../../astro/index.js";
import type { FramesBlock } from "../../messages/index.js";
import { Generator } from "./generator.js";

/** What is fixed in a detector: how each of its pixels differs from the others. By rows. */
export interface FocalPlane {
  /** Response over the mean one. */
  readonly gain: Float64Array;
  /** Dark electrons of one frame and what correction leaves of the offset; of hot pixels far more. */
  readonly dark: Float64Array;
  /** Pixels that see nothing, rising. */
  readonly dead: Int32Array;
  /** Pixels of great dark current, rising. */
  readonly hot: Int32Array;
}

/**
 * Draws a detector, the same for every frame of a run.
 *
 * Gain and offset are normal about their means with the camera's residuals; dead and hot pixels are drawn one by one
 * (binomial counts); a hot pixel's excess dark current is exponential.
 */
export function drawFocalPlane(seed: number, sensor: string, camera: FramesBlock): FocalPlane {
  const stream: RandomStream = randomStream(seed, "frames", sensor, "focal plane");
  const generator = new Generator();
  generator.begin(stream, 0);
  const pixels = camera.rows * camera.columns;
  const gain = new Float64Array(pixels);
  const dark = new Float64Array(pixels);
  const mean = camera.darkElectronsPerSecond * camera.exposureSeconds;
  for (let p = 0; p < pixels; p++) {
    gain[p] = Math.max(0, 1 + camera.gainNonUniformity * generator.normal());
    dark[p] = Math.max(0, mean + camera.offsetNonUniformityElectrons * generator.normal());
  }
  const dead: number[] = [];
  const hot: number[] = [];
  for (let p = 0; p < pixels; p++) {
    const draw = generator.uniform();
    if (draw < camera.deadPixelShare) dead.push(p);
    else if (draw >= 1 - camera.hotPixelShare) {
      hot.push(p);
      const excess = camera.hotElectronsPerSecond * -Math.log(generator.uniform());
      dark[p] = dark[p]! + excess * camera.exposureSeconds;
    }
  }
  return { gain, dark, dead: Int32Array.from(dead), hot: Int32Array.from(hot) };
}
