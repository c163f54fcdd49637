import type { TruthObject } from "../messages/index.js";
import type { Motion } from "./motion.js";
import { type Tumbling, tumblingFactor } from "./tumbling.js";

/** Brightness over time, worked out beforehand. */
export interface BrightnessCurve {
  /** s after the scenario's start, rising. */
  readonly times: readonly number[];
  /** W/sr in the satellites' band. */
  readonly intensities: readonly number[];
}

/** A source of infrared light on a body: a burning stage, a bolide, a fire. */
export interface Emission {
  /** s after the scenario's start. */
  readonly start: number;
  readonly end: number;
  /**
   * `plume`: its brightness goes through the altitude shape of a plume; `flare`: rises to a peak and fades; `steady`;
   * `curve`: as its own table says.
   */
  readonly kind: "plume" | "flare" | "steady" | "curve";
  /** Of a `curve`: brightness at these instants, straight lines between them. */
  readonly curve?: BrightnessCurve;
  /** At high altitude or at the peak, W/sr in the satellites' band. */
  readonly radiantIntensity: number;
  /** Of a flare or a steady source: intensity in the mid-wave band over that in the short-wave one; absent: 1. */
  readonly midWaveRatio?: number;
  /** Of a steady source that flickers or pulses: its intensity over the steady one at an instant (s after the start). */
  relativeAt?(time: number): number;
  /** Name of a plume's altitude shape; absent: the generic one. */
  readonly shape?: string;
}

/** Radar cross-section up to an instant, m²; the last one holds for good. */
export interface CrossSection {
  readonly until: number;
  readonly squareMetres: number;
}

/** One thing that is really there. */
export interface Body {
  /** As in truth; never in a measurement. */
  readonly id: string;
  readonly motion: Motion;
  /** It never moves: one state of it says all. */
  readonly stands?: boolean;
  readonly emissions: readonly Emission[];
  /** Empty: no radar sees it. */
  readonly crossSections: readonly CrossSection[];
  readonly swerling: 0 | 1 | 2 | 3 | 4;
  /** Present: its mean cross-section goes up and down as it turns over, under the fluctuation from look to look. */
  readonly tumbling?: Tumbling;
  /** Height of the cloud over its launch point, below which its light is not seen, m; minus infinity: no cloud. */
  readonly cloudTop: number;
  /** Absent: not written to the truth file (satellites that pass, fires). */
  readonly truth?: TruthObject;
}

/** Radar cross-section at an instant, mean over what fluctuates from look to look, m²; 0 where no radar sees it. */
export function crossSectionAt(body: Body, time: number): number {
  const part = body.crossSections.find((c) => time < c.until) ?? body.crossSections.at(-1);
  if (part === undefined) return 0;
  return body.tumbling === undefined
    ? part.squareMetres
    : part.squareMetres * tumblingFactor(body.tumbling, time);
}

/** Brightness of a curve at an instant, W/sr; none outside its table. */
export function curveIntensity({ times, intensities }: BrightnessCurve, time: number): number {
  const last = times.length - 1;
  if (last < 0 || time < times[0]! || time > times[last]!) return 0;
  let [low, high] = [0, last];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (times[middle]! <= time) low = middle;
    else high = middle;
  }
  const span = times[high]! - times[low]!;
  const share = span > 0 ? (time - times[low]!) / span : 0;
  return intensities[low]! + share * (intensities[high]! - intensities[low]!);
}

/** Whether one of its engines burns. */
export function thrustingAt(body: Body, time: number): boolean {
  return body.emissions.some((e) => e.kind === "plume" && time >= e.start && time < e.end);
}
