import { signedAngle } from "../../astro/index.js";
import type { JammingStrobe, NoiseBurst } from "../../messages/index.js";
import type { Setting } from "../setting.js";
import { faultsOf } from "./fault-line.js";
import { type Window, windowOf, within } from "./window.js";

const DEGREE = Math.PI / 180;

/** Foreign noise in what one sensor sees. */
export interface Disturbances {
  /** Mean number of false detections or plots a second beyond the sensor's own, at an instant. */
  burst(time: number): number;
  /**
   * Noise power of jammers over the receiver's own, linear.
   *
   * @param azimuth of the beam, rad
   */
  jamToNoise(azimuth: number, time: number): number;
  /** All strobes of the run. */
  readonly everyStrobe: readonly JammingStrobe[];
  /** Strobes at work at an instant. */
  strobes(time: number): readonly JammingStrobe[];
}

/** What bursts and strobes of the scenario do to one sensor. */
export function disturbancesOf(setting: Setting, sensor: string): Disturbances {
  const mine = faultsOf(setting).filter(
    (f): f is NoiseBurst | JammingStrobe =>
      (f.kind === "noise-burst" || f.kind === "jamming-strobe") && f.sensor === sensor,
  );
  const bursts: { fault: NoiseBurst; window: Window }[] = [];
  const strobes: { fault: JammingStrobe; window: Window }[] = [];
  for (const fault of mine) {
    const window = windowOf(setting, fault);
    if (fault.kind === "noise-burst") bursts.push({ fault, window });
    else strobes.push({ fault, window });
  }
  return {
    everyStrobe: strobes.map(({ fault }) => fault),
    burst: (time) => {
      let rate = 0;
      for (const { fault, window } of bursts) if (within(window, time)) rate += fault.perSecond;
      return rate;
    },
    jamToNoise: (azimuth, time) => {
      let power = 0;
      for (const { fault, window } of strobes) {
        if (!within(window, time)) continue;
        const off = Math.abs(signedAngle(azimuth - fault.azimuthDeg * DEGREE));
        const inBeam = off <= (fault.widthDeg / 2) * DEGREE;
        power += 10 ** ((fault.jamToNoiseDb + (inBeam ? 0 : fault.sidelobeDb)) / 10);
      }
      return power;
    },
    strobes: (time) => strobes.filter(({ window }) => within(window, time)).map(({ fault }) => fault),
  };
}
