import { pulseSeconds, radarCover, radarLookTime, radarScanTime, refract } from "../../sensors/index.js";
import { microseconds } from "../measure/rounding.js";
import type { Echo } from "./echo.js";
import { listen, type RadarScene, TrueLook } from "./scene.js";
import { GREATEST_SPEED } from "./targets.js";

const DEGREE = Math.PI / 180;
/** Air lifts nothing that is farther below the horizon than this, rad. */
const GREATEST_LIFT = 0.05;
/** Rounds in which the instant of a look settles: where a target then is decides when the beam comes by. */
const ROUNDS = 4;

const look = new TrueLook();

/**
 * The echoes of one sweep of a radar without a schedule: each target is looked at once, when the beam comes by its
 * azimuth.
 *
 * @param candidates numbers of the targets that may be in cover
 * @param bounded whether none of them is faster than `GREATEST_SPEED`
 */
export function sweep(
  scene: RadarScene,
  scan: number,
  candidates: ArrayLike<number>,
  bounded: boolean,
): Echo[] {
  const echoes: Echo[] = [];
  for (let k = 0; k < candidates.length; k++) {
    const echo = sweepOver(scene, scan, candidates[k]!, bounded);
    if (echo !== null) echoes.push(echo);
  }
  return echoes;
}

/** Whether a target stands so far out of cover in the middle of a scan that it can't come into it within the scan. */
function surelyOut({ radar }: RadarScene): boolean {
  const moved = GREATEST_SPEED * radar.revisitSeconds;
  if (look.range > radar.maximumRangeKm * 1000 + moved) return true;
  const turned = moved / Math.max(look.range - moved, 1);
  return (
    look.elevation < radar.elevationMinDeg * DEGREE - GREATEST_LIFT - turned ||
    look.elevation > radar.elevationMaxDeg * DEGREE + turned
  );
}

function sweepOver(scene: RadarScene, scan: number, target: number, bounded: boolean): Echo | null {
  const { radar, targets } = scene;
  let time = radarScanTime(radar, scan) + radar.revisitSeconds / 2;
  look.at(scene, target, time);
  if (bounded && surelyOut(scene)) return null;
  for (let k = 0; k < ROUNDS; k++) {
    if (k > 0) look.azimuthAt(scene, target, time);
    time = radarLookTime(radar, scan, look.azimuth);
  }
  time = microseconds(time);
  look.at(scene, target, time);
  if (!targets.isThere(target, time) || look.elevation < -GREATEST_LIFT) return null;
  const apparent = refract(scene.fixed.surfaceRefractivity, look);
  const cover = radarCover(radar, apparent);
  if (cover === null) return null;
  return listen(scene, {
    target,
    time,
    number: scan,
    apparent,
    range: look.range,
    offBoresight: cover.offBoresight,
    rangeRate: look.rangeRate,
    pulse: pulseSeconds(radar, apparent.range),
    shape: 1,
  });
}
