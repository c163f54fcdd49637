import { ecefToGeodetic, type Vec3 } from "../../astro/index.js";
import {
  infraredSightTime,
  infraredSignal,
  infraredVisibility,
  plumeAfterglow,
  plumeLight,
} from "../../sensors/index.js";
import { type Body, curveIntensity, type Emission } from "../body.js";
import type { LightSource, LookQuestion, Moment, PointLight } from "./light-source.js";

/** A flare rises to its peak in this share of its life, and fades over the rest. */
const FLARE_RISE = 0.4;

/** Radiant intensity of one emission at an instant and height, W/sr; but for a plume that of which the emission speaks. */
export function emittedIntensity(
  emission: Emission,
  time: number,
  height: number,
  band: "swir" | "mwir" = "swir",
): number {
  if (emission.kind === "plume") {
    const [sinceIgnition, sinceBurnout] = [time - emission.start, time - emission.end];
    const moment = { band, altitude: height, sinceIgnition, sinceBurnout };
    return plumeLight(emission.radiantIntensity, emission.shape, moment);
  }
  if (emission.kind === "steady") return emission.radiantIntensity * (emission.relativeAt?.(time) ?? 1);
  if (emission.curve !== undefined) return curveIntensity(emission.curve, time);
  const share = (time - emission.start) / (emission.end - emission.start);
  return (
    emission.radiantIntensity * (share < FLARE_RISE ? share / FLARE_RISE : (1 - share) / (1 - FLARE_RISE))
  );
}

/** When an emission is last seen: a plume may glow on after burnout, s after the start. */
function lastLight(emission: Emission): number {
  return emission.kind === "plume" ? emission.end + plumeAfterglow(emission.shape) : emission.end;
}

/** Intensity in a band over that of which an emission speaks: see `Emission.midWaveRatio`. A plume's has its own. */
function bandRatio(emission: Emission, band: "swir" | "mwir"): number {
  return band === "mwir" && emission.kind !== "plume" ? (emission.midWaveRatio ?? 1) : 1;
}

/**
 * The light of all bodies that burn, through air and cloud.
 *
 * @param duration of the run, s: nothing is seen after it
 */
export function bodyLights(bodies: readonly Body[], duration: number): LightSource {
  const state = new Float64Array(6);
  const placeOf = (body: Body, time: number): Vec3 => {
    body.motion.stateAt(Math.min(Math.max(time, body.motion.start), body.motion.end), state);
    return [state[0]!, state[1]!, state[2]!];
  };
  /** When within a look a body is seen: a scanning payload's slit meets it where it then is. */
  const meeting = (body: Body, { sensor, look, start, momentAt }: LookQuestion): Moment => {
    if (sensor.payload.mode === "staring") return start;
    let time = start.time;
    for (let k = 0; k < 2; k++) time = infraredSightTime(sensor, look, start.satellite, placeOf(body, time));
    return momentAt(time);
  };
  return {
    lights(question) {
      const { sensor, start, sun } = question;
      const { band } = sensor.payload;
      const end = start.time + question.duration;
      const found: PointLight[] = [];
      for (const body of bodies) {
        if (!body.emissions.some((e) => end >= e.start && start.time < lastLight(e))) continue;
        const moment = meeting(body, question);
        const { time, satellite } = moment;
        const burning = body.emissions.filter((e) => time >= e.start && time < lastLight(e));
        if (burning.length === 0 || time > duration) continue;
        const place = placeOf(body, time);
        const { height } = ecefToGeodetic(place);
        if (height < body.cloudTop) continue;
        if (infraredVisibility(sensor.payload, satellite, place, sun) !== "visible") continue;
        const intensity = burning.reduce(
          (sum, e) => sum + emittedIntensity(e, time, height, band) * bandRatio(e, band),
          0,
        );
        const { irradiance } = infraredSignal(sensor.payload, satellite, place, intensity);
        const [x, y, z] = [place[0] - satellite[0], place[1] - satellite[1], place[2] - satellite[2]];
        const range = Math.hypot(x, y, z);
        found.push({
          moment,
          direction: [x / range, y / range, z / range],
          irradiance,
          source: body.id,
        });
      }
      return found;
    },
  };
}
