import {
  addSeconds,
  ecefToGeodetic,
  secondsBetween,
  surfaceDestination,
  type Vec3,
} from "../../astro/index.js";
import { InputError, type RecordedPlume, type RecordedScanObject } from "../../messages/index.js";
import type { Body } from "../body.js";
import { emittedIntensity } from "../light/body-lights.js";
import { type Setting, scenarioSeconds } from "../setting.js";
import type { Truth } from "../truth.js";
import { copyScan, greyBody, type PlantedSource, plantSource } from "./plant.js";
import { type RecordedScan, recordedScenery } from "./recorded-scan.js";
import type { Scenery } from "./scenery.js";

const DEGREE = Math.PI / 180;
/** Colour of the scenario's own bodies in the imager's bands: that of hot gas and soot together, K. */
const BODY_TEMPERATURE = 1800;

/** One look of a recorded scan in a scene. */
export interface PlantedScan {
  readonly object: RecordedScanObject;
  readonly look: number;
  /** When it begins, s after the scenario's start. */
  readonly time: number;
  readonly scan: RecordedScan;
}

/**
 * The looks of a scene's recorded scans through imagers, in order of time, with what burns put into their pixels. A camera
 * that gives frames has a recorded scan behind its own scene instead: see `recordedSceneryOf`.
 *
 * @throws {InputError} where the network has no such satellite
 */
export function* plantedScans(truth: Truth): Generator<PlantedScan> {
  const { setting } = truth;
  const looks = setting.inputs.scenario.objects.flatMap((object) => {
    if (object.kind !== "recorded-scan") return [];
    const sensor = setting.inputs.network.sensors.find(({ id }) => id === object.sensor);
    if (sensor?.kind !== "infrared")
      throw new InputError(
        `objects ${object.id} sensor`,
        `"${object.sensor}" is no infrared satellite of the network`,
      );
    if (sensor.payload.output === "frames") return [];
    const first = scenarioSeconds(setting, object.time);
    return Array.from({ length: object.looks }, (_, look) => ({
      object,
      look,
      time: first + look * object.everySeconds,
    }));
  });
  looks.sort((a, b) => a.time - b.time);
  for (const { object, look, time } of looks) {
    const recorded = recordedScan(setting, object);
    const duration = secondsBetween(recorded.start, recorded.end);
    if (time + duration > setting.duration) continue;
    const start = addSeconds(setting.start, time);
    const scan = { ...copyScan(recorded), start, end: addSeconds(start, duration) };
    for (const plume of object.plumes) plantSource(scan, plumeSource(setting, plume, time));
    if (object.bodies) for (const body of truth.bodies) plantSource(scan, bodySource(body, time));
    yield { object, look, time, scan };
  }
}

function recordedScan({ inputs }: Setting, { id }: RecordedScanObject): RecordedScan {
  const scan = inputs.scans?.get(id);
  if (scan === undefined) throw new InputError(`objects ${id} files`, "were not loaded");
  return scan;
}

/** What lies behind the frames of a camera: the recorded scan that the scenario gives it; null where it gives none. */
export function recordedSceneryOf(setting: Setting, sensor: string): Scenery | null {
  for (const object of setting.inputs.scenario.objects)
    if (object.kind === "recorded-scan" && object.sensor === sensor)
      return recordedScenery(recordedScan(setting, object));
  return null;
}

function plumeSource(setting: Setting, plume: RecordedPlume, lookTime: number): PlantedSource {
  const begins = scenarioSeconds(setting, plume.time);
  const intensityIn = greyBody(plume.radiantIntensity, plume.temperature);
  const from = { latitude: plume.latitudeDeg * DEGREE, longitude: plume.longitudeDeg * DEGREE, height: 0 };
  return (seconds) => {
    const flown = lookTime + seconds - begins;
    const burns = plume.durationSeconds === undefined || (flown >= 0 && flown < plume.durationSeconds);
    const height = plume.altitudeKm * 1000 + plume.climb * flown;
    if (!burns || height < 0) return null;
    const course = plume.azimuthDeg * DEGREE + (flown < 0 ? Math.PI : 0);
    const place = surfaceDestination(from, course, plume.speed * Math.abs(flown));
    return { latitude: place.latitude, longitude: place.longitude, height, intensityIn };
  };
}

function bodySource(body: Body, lookTime: number): PlantedSource {
  const state = new Float64Array(6);
  return (seconds) => {
    const time = lookTime + seconds;
    const burning = body.emissions.filter((e) => time >= e.start && time < e.end);
    if (burning.length === 0) return null;
    body.motion.stateAt(Math.min(Math.max(time, body.motion.start), body.motion.end), state);
    const position: Vec3 = [state[0]!, state[1]!, state[2]!];
    const { latitude, longitude, height } = ecefToGeodetic(position);
    if (height < body.cloudTop) return null;
    const intensity = burning.reduce((sum, e) => sum + emittedIntensity(e, time, height), 0);
    return { latitude, longitude, height, intensityIn: greyBody(intensity, BODY_TEMPERATURE) };
  };
}
