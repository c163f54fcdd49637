import { addSeconds, ecefToGeodetic, sunPositionEcef, type Vec3 } from "../../src/astro/index.js";
import type { InfraredSatellite, Radar } from "../../src/messages/index.js";
import {
  infraredExpectedDetection,
  plumeIntensity,
  radarExpectedDetection,
  sensorOrbit,
} from "../../src/sensors/index.js";
import type { Truth, WorldInputs } from "../../src/world/index.js";

type Body = Truth["bodies"][number];

const state = new Float64Array(6);

function placeAt(body: Body, time: number): Vec3 | null {
  if (time < body.motion.start || time >= body.motion.end) return null;
  body.motion.stateAt(time, state);
  return [state[0]!, state[1]!, state[2]!];
}

/** Radars that detect a body at a time with a probability of at least one half. */
export function radarsThatSee(inputs: WorldInputs, body: Body, time: number): string[] {
  const place = placeAt(body, time);
  if (place === null) return [];
  const squareMetres = (body.crossSections.find((c) => time < c.until) ?? body.crossSections.at(-1)!)
    .squareMetres;
  return inputs.network.sensors
    .filter((s): s is Radar => s.kind === "radar")
    .filter((radar) => radarExpectedDetection(radar, place, squareMetres, body.swerling) >= 0.5)
    .map((radar) => radar.id);
}

/** Infrared satellites that detect a body's plume at a time with a probability of at least 0.9. */
export function satellitesThatSee(inputs: WorldInputs, truth: Truth, body: Body, time: number): string[] {
  const place = placeAt(body, time);
  const burn = body.emissions.find((e) => time >= e.start && time < e.end);
  if (place === null || burn === undefined) return [];
  const { height } = ecefToGeodetic(place);
  if (height < body.cloudTop) return [];
  const epoch = addSeconds(truth.setting.start, time);
  const sun = sunPositionEcef(epoch);
  const elements = inputs.networkCatalogue.map((c) => c.elements);
  return inputs.network.sensors
    .filter((s): s is InfraredSatellite => s.kind === "infrared")
    .filter((s) => {
      const satellite = sensorOrbit(s.orbit, elements).positionEcef(epoch);
      const intensity = plumeIntensity(burn.radiantIntensity, height);
      return infraredExpectedDetection(s.payload, satellite, place, sun, intensity) >= 0.9;
    })
    .map((s) => s.id);
}
