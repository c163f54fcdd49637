import {
  add,
  dot,
  eastNorthUp,
  ecefToGeodetic,
  geodeticToEcef,
  scale,
  type Vec3,
} from "../../../astro/index.js";
import type { AfterburnerObject } from "../../../messages/index.js";
import type { Body } from "../../body.js";
import { type Motion, tabulatedMotion } from "../../motion.js";
import { type Setting, scenarioSeconds, utcAt } from "../../setting.js";

const DEGREE = Math.PI / 180;
/** The course is written into the motion's table this often, s. */
const STEP = 1;

/** Course after so long of flight: legs along a great circle with turns at a constant rate between them. */
function turnedSince(object: AfterburnerObject, seconds: number): number {
  const { legSeconds, turnDeg, turnDegPerSecond } = object;
  const turnSeconds = Math.abs(turnDeg) / turnDegPerSecond;
  const round = legSeconds + turnSeconds;
  const rounds = Math.floor(seconds / round);
  const within = Math.max(0, seconds - rounds * round - legSeconds);
  return (rounds * turnDeg + Math.sign(turnDeg) * within * turnDegPerSecond) * DEGREE;
}

/** Level flight at constant speed over the ground. */
function levelFlight(start: number, object: AfterburnerObject): Motion {
  const height = object.altitudeKm * 1000;
  const steps = Math.max(1, Math.ceil(object.durationSeconds / STEP));
  const dt = object.durationSeconds / steps;
  const times = new Float64Array(steps + 1);
  const states = new Float64Array(6 * (steps + 1));
  let place = {
    latitude: object.latitudeDeg * DEGREE,
    longitude: object.longitudeDeg * DEGREE,
    height,
  };
  let turned = 0;
  let course = object.azimuthDeg * DEGREE;
  for (let k = 0; k <= steps; k++) {
    const { east, north } = eastNorthUp(place);
    const turn = turnedSince(object, k * dt);
    course += turn - turned;
    turned = turn;
    const position = geodeticToEcef(place);
    const along = (azimuth: number): Vec3 =>
      add(scale(east, Math.sin(azimuth)), scale(north, Math.cos(azimuth)));
    const velocity = along(course).map((d) => d * object.speed);
    times[k] = start + k * dt;
    states.set([...position, ...velocity], 6 * k);
    // half of the turn of the step to come has been made on its average
    const half = (turnedSince(object, (k + 1) * dt) - turned) / 2;
    const ahead = along(course + half);
    const next = add(position, scale(ahead, object.speed * dt));
    const { latitude, longitude } = ecefToGeodetic(next);
    // north turns along a great circle: the course is carried on with the direction itself
    const there = eastNorthUp({ latitude, longitude, height });
    course = Math.atan2(dot(there.east, ahead), dot(there.north, ahead)) - half;
    place = { latitude, longitude, height };
  }
  return tabulatedMotion(times, states);
}

/** An aircraft in afterburner. */
export function afterburnerBody(setting: Setting, object: AfterburnerObject): Body {
  const start = scenarioSeconds(setting, object.time);
  const motion = levelFlight(start, object);
  const { radiantIntensity, midWaveRatio } = object;
  return {
    id: object.id,
    motion,
    emissions: [{ start, end: motion.end, kind: "steady", radiantIntensity, midWaveRatio }],
    crossSections: [],
    swerling: 0,
    cloudTop: Number.NEGATIVE_INFINITY,
    truth: {
      type: "truth-object",
      id: object.id,
      class: "aircraft",
      launch: {
        time: utcAt(setting, start),
        latitudeDeg: object.latitudeDeg,
        longitudeDeg: object.longitudeDeg,
        azimuthDeg: object.azimuthDeg,
      },
    },
  };
}
