import type { CelestialForces, Epoch } from "../../../../astro/index.js";
import { fitRanges, type RangeFit, searchOrbit } from "../../../../estimation/index.js";
import type { LaserRanging, LaserSession } from "../../../../formats/index.js";
import type { LaserFolder } from "./gather.js";
import { type MeasuredPass, measuredPass } from "./measured-pass.js";
import type { Reference, ReferenceOrbits } from "./reference-orbit.js";

/** A pass with the orbit that its own ranges tell. */
export interface FittedPass {
  readonly pass: MeasuredPass;
  /** Absent where nothing was predicted: the orbit was sought from the ranges alone. */
  readonly reference: Reference | undefined;
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
    const fit = reference === undefined ? soughtFit(pass) : fitRanges(pass, reference, FORCES);
    if (typeof fit === "string") setAside(unjudged, fit, pass.session);
    else if (fit === null) setAside(unjudged, "no orbit near the predicted one fits it", pass.session);
    else fitted.push({ pass, reference, fit, rms: judgedRms(fit) });
  }
  return fitted;
}

/** Fewer ranges fit any orbit, where nothing else is known of it. */
const FEWEST_ALONE = 8;
/** A search that leaves more than this has found nothing, m: it knows circles only, and long arcs of high orbits lead it astray. */
const FOUND = 1;

/** An orbit of a pass that nothing was predicted of. @returns why there is none, where there is none */
function soughtFit(pass: MeasuredPass): RangeFit | string {
  const missing = "no predicted orbit of its target lies within reach";
  if (pass.seconds.length < FEWEST_ALONE) return `${missing}, and its ranges are too few to tell one`;
  const found = searchOrbit(pass, FORCES);
  return found === null || judgedRms(found.fit) > FOUND
    ? `${missing}, and none was found from its ranges alone`
    : found.fit;
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
