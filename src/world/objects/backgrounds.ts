import { eastNorthUp, geodeticToEcef, heightOf } from "../../astro/index.js";
import type { BolideObject, FireObject } from "../../messages/index.js";
import type { Body } from "../body.js";
import { type Motion, tabulatedMotion } from "../motion.js";
import { type Setting, scenarioSeconds, utcAt } from "../setting.js";

const DEGREE = Math.PI / 180;
/** A bolide is written into the motion's table this often, s. */
const BOLIDE_STEP = 0.25;
/** It can't be lit below this height: it would have hit the ground, m. */
const LOWEST_BOLIDE = 5000;

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
  const position = geodeticToEcef(place);
  const motion = straightLine(start, position, velocity, object.durationSeconds);
  return {
    id: object.id,
    motion,
    emissions: [{ start, end: motion.end, kind: "flare", radiantIntensity: object.radiantIntensity }],
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

/** A fire: it stands still and burns all the time. */
export function fireBody(setting: Setting, object: FireObject): Body {
  const place = { latitude: object.latitudeDeg * DEGREE, longitude: object.longitudeDeg * DEGREE, height: 0 };
  const position = geodeticToEcef(place);
  return {
    id: object.id,
    motion: {
      start: 0,
      end: setting.duration + 1,
      stateAt: (_time, out) => {
        out.set(position);
        out.fill(0, 3, 6);
      },
    },
    emissions: [
      { start: 0, end: setting.duration + 1, kind: "steady", radiantIntensity: object.radiantIntensity },
    ],
    crossSections: [],
    swerling: 0,
    cloudTop: Number.NEGATIVE_INFINITY,
    truth: { type: "truth-object", id: object.id, class: "background" },
  };
}
