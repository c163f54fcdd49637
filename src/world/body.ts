import type { TruthObject } from "../messages/index.js";
import type { Motion } from "./motion.js";

/** A source of infrared light on a body: a burning stage, a bolide, a fire. */
export interface Emission {
  /** s after the scenario's start. */
  readonly start: number;
  readonly end: number;
  /** `plume`: its brightness goes through the altitude shape of a plume; `flare`: rises to a peak and fades; `steady`. */
  readonly kind: "plume" | "flare" | "steady";
  /** At high altitude or at the peak, W/sr in the satellites' band. */
  readonly radiantIntensity: number;
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
  readonly emissions: readonly Emission[];
  /** Empty: no radar sees it. */
  readonly crossSections: readonly CrossSection[];
  readonly swerling: 0 | 1 | 2 | 3 | 4;
  /** Height of the cloud over its launch point, below which its light is not seen, m; minus infinity: no cloud. */
  readonly cloudTop: number;
  /** Absent: not written to the truth file (satellites that pass, fires). */
  readonly truth?: TruthObject;
}

/** Radar cross-section at an instant, m²; 0 where no radar sees it. */
export function crossSectionAt(body: Body, time: number): number {
  for (const c of body.crossSections) if (time < c.until) return c.squareMetres;
  return body.crossSections.at(-1)?.squareMetres ?? 0;
}

/** Whether one of its engines burns. */
export function thrustingAt(body: Body, time: number): boolean {
  return body.emissions.some((e) => e.kind === "plume" && time >= e.start && time < e.end);
}
