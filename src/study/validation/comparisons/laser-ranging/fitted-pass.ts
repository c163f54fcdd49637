import type { CelestialForces, Epoch } from "../../../../astro/index.js";
import { fitRanges, type RangeFit } from "../../../../estimation/index.js";
import type { LaserRanging, LaserSession } from "../../../../formats/index.js";
import type { LaserFolder } from "./gather.js";
import { type MeasuredPass, measuredPass } from "./measured-pass.js";
import type { Reference, ReferenceOrbits } from "./reference-orbit.js";

/** A pass with the orbit that its own ranges tell. */
export interface FittedPass {
  readonly pass: MeasuredPass;
  readonly reference: Reference;
  readonly fit: RangeFit;
  /** Root mean square that is judged, m: of all ranges where too many were rejected to call them outliers. */
  readonly rms: number;
}

/** Sessions that aren't judged, by reason. */
export type Unjudged = Map<string, LaserSession[]>;

/** Field and tides that a pass is fitted with. */
const FORCES: CelestialForces = { degree: 12, sunAndMoon: true };
/** Where more than this share was rejected, nothing counts as rejected. */
const MOST_REJECTED = 0.3;

/**
 * Fits all sessions of a file, one by one.
 *
 * @param unjudged receives sessions that can't be
 */
export async function fitPasses(
  { sessions }: LaserRanging,
  folder: LaserFolder,
  references: ReferenceOrbits,
  unjudged: Unjudged,
  turn: (done: number) => Promise<void>,
): Promise<FittedPass[]> {
  const measured: MeasuredPass[] = [];
  for (const session of sessions) {
    const pass = measuredPass(session, folder);
    if (typeof pass === "string") setAside(unjudged, pass, session);
    else measured.push(pass);
  }
  const epochs: Epoch[] = measured.map(({ epoch }) => epoch);
  const fitted: FittedPass[] = [];
  for (const [k, pass] of measured.entries()) {
    await turn(k / measured.length);
    const reference = references.at(pass.session.target, pass.epoch, epochs);
    if (reference === undefined) {
      setAside(unjudged, "no predicted orbit of its target lies within reach", pass.session);
      continue;
    }
    const fit = fitRanges(pass, reference, FORCES);
    if (fit === null) setAside(unjudged, "no orbit near the predicted one fits it", pass.session);
    else fitted.push({ pass, reference, fit, rms: judgedRms(fit) });
  }
  return fitted;
}

function judgedRms({ rms, rejected, residuals }: RangeFit): number {
  if (rejected <= MOST_REJECTED * residuals.length) return rms;
  return Math.sqrt(residuals.reduce((sum, r) => sum + r * r, 0) / residuals.length);
}

function setAside(unjudged: Unjudged, reason: string, session: LaserSession): void {
  const held = unjudged.get(reason);
  if (held === undefined) unjudged.set(reason, [session]);
  else held.push(session);
}
