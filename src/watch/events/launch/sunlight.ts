import { add, dot, ecefToGeodetic, norm, scale, type Vec3 } from "../../../astro/index.js";
import { glintAngles } from "../../../sensors/index.js";
import type { Detection, LineTrack } from "../../infrared/track.js";
import type { WatchContext } from "../context.js";
import type { Reason } from "../ledger.js";

const DEGREE = Math.PI / 180;
/** No cloud stands higher, m: a line of sight that stays above is not of sunlit cloud. */
const HIGHEST_CLOUD = 18_000;
/** The Sun still shines on cloud so high while it is so far below the horizontal there, rad. */
const SUN_BELOW = 4.5 * DEGREE;
/**
 * Ice cloud throws sunlight forward: within this scattering angle, seen nearly along its top, it is as bright as a plume
 * (26 September 1983; docs/physics/scenery.md: 14–21 times what is seen at 125°).
 */
const FORWARD = { scattering: 75 * DEGREE, viewElevation: 20 * DEGREE };
/** Level plates of ice and the sea show the Sun where a mirror would have to lean by no more than this, rad. */
const MIRROR_TILT = 6 * DEGREE;
/** Share of the looks that must lie so. */
const MOST = 0.8;
/** Sunlit cloud is so much commoner than a launch of no known family, ln: enough for the launch to be possible only. */
const WEIGHT = 8;

/** Errors of the line of sight by which it may pass lower than it seems. */
const SIGMAS = 2;

/** Where a line of sight first meets the shell of the highest clouds; null where it passes above. */
function cloudPlace({ positionEcef, lineOfSightEcef, sigma }: Detection): Vec3 | null {
  const along = -dot(positionEcef, lineOfSightEcef);
  if (along <= 0) return null;
  const nearest = add(positionEcef, scale(lineOfSightEcef, along));
  // the ellipsoid under the point nearest to the Earth, taken for a sphere
  const distance = norm(nearest);
  const ground = distance - ecefToGeodetic(nearest).height;
  const radius = ground + HIGHEST_CLOUD + SIGMAS * sigma * along;
  if (distance > radius) return null;
  return add(positionEcef, scale(lineOfSightEcef, along - Math.sqrt(radius ** 2 - distance ** 2)));
}

/** Whether what a satellite saw may be sunlight thrown by cloud or sea: the geometry alone, nothing of brightness. */
export function mayBeSunlight(detection: Detection, sunEcef: Vec3): boolean {
  const place = cloudPlace(detection);
  if (place === null) return false;
  const { scattering, sunElevation, viewElevation, tilt } = glintAngles(
    detection.positionEcef,
    place,
    sunEcef,
  );
  if (sunElevation < -SUN_BELOW) return false;
  if (scattering < FORWARD.scattering && viewElevation < FORWARD.viewElevation) return true;
  return tilt < MIRROR_TILT;
}

/**
 * Whether a launch rests on one satellite that looks where sunlight can glint: then it is possible, no more. A second
 * satellite's own line of sight lifts this: a glint is seen from one side only.
 *
 * @param lines of the event
 */
export function restsOnSunlight(context: WatchContext, lines: readonly LineTrack[]): boolean {
  if (new Set(lines.map(({ sensor }) => sensor)).size !== 1) return false;
  const looks = lines.flatMap(({ sightings }) => sightings);
  const glinting = looks.filter((look) => mayBeSunlight(look, context.sunEcef(look.time))).length;
  return glinting >= MOST * looks.length;
}

/** What the Sun's geometry says against a launch. */
export function sunlight(sensor: string): Reason {
  return {
    kind: "geometry",
    sensors: [sensor],
    text: "seen by one satellite only, where cloud or sea can throw sunlight at it",
    logLikelihood: { unknown: WEIGHT },
  };
}
