import { eastNorthUp, geodeticToEcef, heightOf } from "../../../astro/index.js";
import type { BolideObject } from "../../../messages/index.js";
import { blackBodyRadiance, blackBodyShare, fireballFigures } from "../../../sensors/index.js";
import type { Body } from "../../body.js";
import { type Motion, tabulatedMotion } from "../../motion.js";
import { type Setting, scenarioSeconds, utcAt } from "../../setting.js";

const DEGREE = Math.PI / 180;
/** A bolide is written into the motion's table this often, s. */
const BOLIDE_STEP = 0.25;
/** It can't be lit below this height: it would have hit the ground, m. */
const LOWEST_BOLIDE = 5000;

/**
 * Peak of a bolide in the short-wave band that radiates so much in all: E·f / 4π over the time for which a triangle of
 * that peak would last, f the band's share of a black body of the list's temperature.
 *
 * @param radiatedEnergy J
 * @param duration from nothing to nothing, s
 * @returns W/sr
 */
export function bolidePeak(radiatedEnergy: number, duration: number): number {
  const share = blackBodyShare("swir", fireballFigures().blackBodyK);
  return (radiatedEnergy * share) / (4 * Math.PI) / (duration / 2);
}

/** A bolide: a straight line downwards at constant speed while it is lit. */
export function bolideBody(setting: Setting, object: BolideObject): Body {
  const start = scenarioSeconds(setting, object.time);
  const place = {
    latitude: object.latitudeDeg * DEGREE,
    longitude: object.longitudeDeg * DEGREE,
    height: object.altitudeKm * 1000,
  };
  const { east, north, up } = eastNorthUp(place);
  const [azimuth, slope] = [object.azimuthDeg * DEGREE, object.slopeDeg * DEGREE];
  const level = Math.cos(slope) * object.speed;
  const velocity = [0, 1, 2].map(
    (i) =>
      level * (Math.sin(azimuth) * east[i]! + Math.cos(azimuth) * north[i]!) -
      Math.sin(slope) * object.speed * up[i]!,
  );
  const motion = straightLine(start, geodeticToEcef(place), velocity, object.durationSeconds);
  const { radiatedEnergy, durationSeconds } = object;
  const radiantIntensity =
    radiatedEnergy === undefined ? object.radiantIntensity : bolidePeak(radiatedEnergy, durationSeconds);
  const { blackBodyK } = fireballFigures();
  const midWaveRatio = blackBodyRadiance("mwir", blackBodyK) / blackBodyRadiance("swir", blackBodyK);
  return {
    id: object.id,
    motion,
    emissions: [{ start, end: motion.end, kind: "flare", radiantIntensity, midWaveRatio }],
    crossSections: [],
    swerling: 0,
    cloudTop: Number.NEGATIVE_INFINITY,
    truth: {
      type: "truth-object",
      id: object.id,
      class: "bolide",
      launch: {
        time: utcAt(setting, start),
        latitudeDeg: object.latitudeDeg,
        longitudeDeg: object.longitudeDeg,
        azimuthDeg: object.azimuthDeg,
      },
      ...(radiatedEnergy === undefined ? {} : { drawn: { radiatedEnergy, radiantIntensity } }),
    },
  };
}

function straightLine(
  start: number,
  position: readonly number[],
  velocity: readonly number[],
  duration: number,
): Motion {
  const times: number[] = [];
  const states: number[] = [];
  const steps = Math.ceil(duration / BOLIDE_STEP);
  for (let k = 0; k <= steps; k++) {
    const t = (duration * k) / steps;
    const p = position.map((x, i) => x + velocity[i]! * t);
    if (k > 1 && heightOf(p[0]!, p[1]!, p[2]!) < LOWEST_BOLIDE) break;
    times.push(start + t);
    states.push(...p, ...velocity);
  }
  return tabulatedMotion(Float64Array.from(times), Float64Array.from(states));
}
