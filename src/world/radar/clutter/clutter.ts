import type { Echo } from "../echo.js";
import type { RadarScene } from "../scene.js";
import { auroraEchoes } from "./aurora.js";
import { interferenceEchoes } from "./interference.js";
import { METEOR_BIN, meteorsOf } from "./meteors.js";
import { noiseEchoes } from "./noise-echoes.js";
import { strobeEchoes } from "./strobe.js";

/** Echoes of a scan that come from no target: noise, aurora, other transmitters, jammers. */
export function clutterEchoes(scene: RadarScene, scan: number): Echo[] {
  const echoes = noiseEchoes(scene, scan);
  const clutter = scene.radar.clutter;
  if (clutter?.aurora !== undefined) echoes.push(...auroraEchoes(scene, clutter.aurora, scan));
  if (clutter?.interference !== undefined) {
    echoes.push(...interferenceEchoes(scene, clutter.interference, scan));
  }
  for (const strobe of scene.disturbances.everyStrobe) echoes.push(...strobeEchoes(scene, strobe, scan));
  return echoes;
}

/** Meteors of a radar as targets that come and go. Times are asked for in rising order. */
export class Meteors {
  private readonly bins = new Map<number, number[]>();

  constructor(private readonly scene: RadarScene) {}

  /** Numbers of the meteors that may be there at some time of a span. */
  between(from: number, to: number): number[] {
    const meteors = this.scene.radar.clutter?.meteors;
    if (meteors === undefined) return [];
    const { targets } = this.scene;
    const found: number[] = [];
    const first = Math.floor(from / METEOR_BIN) - 1;
    for (let bin = first; bin * METEOR_BIN < to; bin++) {
      let numbers = this.bins.get(bin);
      if (numbers === undefined) {
        numbers = meteorsOf(this.scene, meteors, bin).map((m) => targets.add(m));
        this.bins.set(bin, numbers);
      }
      found.push(...numbers);
    }
    for (const bin of this.bins.keys()) if (bin < first) this.bins.delete(bin);
    targets.forget((first - 1) * METEOR_BIN);
    return found;
  }
}
