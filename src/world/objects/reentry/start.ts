import { EARTH, eastNorthUp, geodeticToEcef } from "../../../astro/index.js";
import { InputError, type ReentryObject } from "../../../messages/index.js";
import { type Setting, scenarioSeconds } from "../../setting.js";

const DEGREE = Math.PI / 180;

/** Where a re-entry begins. */
export interface ReentryStart {
  /** s after the scenario's start. */
  readonly time: number;
  /** Earth-fixed position and velocity, 6. */
  readonly state: Float64Array;
}

/** A velocity in the axes of the Earth, without its turning: less ω × r. */
function earthFixed(position: readonly number[], inertialVelocity: readonly number[]): Float64Array {
  const [x, y, z] = position as [number, number, number];
  const [u, v, w] = inertialVelocity as [number, number, number];
  return Float64Array.of(x, y, z, u + EARTH.rotation * y, v - EARTH.rotation * x, w);
}

function fromEntry(setting: Setting, entry: NonNullable<ReentryObject["entry"]>): ReentryStart {
  const place = {
    latitude: entry.latitudeDeg * DEGREE,
    longitude: entry.longitudeDeg * DEGREE,
    height: entry.altitudeKm * 1000,
  };
  const { east, north, up } = eastNorthUp(place);
  const azimuth = entry.azimuthDeg * DEGREE;
  const climb = entry.flightPathAngleDeg * DEGREE;
  const level = entry.speed * Math.cos(climb);
  const velocity = [0, 1, 2].map(
    (i) =>
      level * (Math.sin(azimuth) * east[i]! + Math.cos(azimuth) * north[i]!) +
      entry.speed * Math.sin(climb) * up[i]!,
  );
  return {
    time: scenarioSeconds(setting, entry.time),
    state: earthFixed(geodeticToEcef(place), velocity),
  };
}

/**
 * The state of osculating Kepler elements in the inertial axes that coincide with the Earth's at that instant.
 * Source: Vallado (2013), algorithm 10, by the node's Earth-fixed longitude.
 */
function fromOrbit(setting: Setting, id: string, orbit: NonNullable<ReentryObject["orbit"]>): ReentryStart {
  const low = EARTH.radius + orbit.perigeeKm * 1000;
  const high = EARTH.radius + orbit.apogeeKm * 1000;
  if (low > high) throw new InputError(id, "`orbit.perigeeKm` lies above `orbit.apogeeKm`");
  const eccentricity = (high - low) / (high + low);
  const parameter = low * (1 + eccentricity);
  const anomaly = orbit.trueAnomalyDeg * DEGREE;
  const node = orbit.ascendingNodeLongitudeDeg * DEGREE;
  const perigee = orbit.argumentOfPerigeeDeg * DEGREE;
  const inclination = orbit.inclinationDeg * DEGREE;
  const radius = parameter / (1 + eccentricity * Math.cos(anomaly));
  const rate = Math.sqrt(EARTH.gm / parameter);
  const latitudeArgument = perigee + anomaly;
  const inPlane = (along: number, across: number) => [
    along * Math.cos(node) - across * Math.sin(node) * Math.cos(inclination),
    along * Math.sin(node) + across * Math.cos(node) * Math.cos(inclination),
    across * Math.sin(inclination),
  ];
  const position = inPlane(radius * Math.cos(latitudeArgument), radius * Math.sin(latitudeArgument));
  const velocity = inPlane(
    -rate * (Math.sin(latitudeArgument) + eccentricity * Math.sin(perigee)),
    rate * (Math.cos(latitudeArgument) + eccentricity * Math.cos(perigee)),
  );
  return { time: scenarioSeconds(setting, orbit.time), state: earthFixed(position, velocity) };
}

/** Where and when an object's flight begins, Earth-fixed. @throws InputError on an impossible orbit */
export function reentryStart(setting: Setting, object: ReentryObject): ReentryStart {
  if (object.entry !== undefined) return fromEntry(setting, object.entry);
  if (object.orbit !== undefined) return fromOrbit(setting, object.id, object.orbit);
  throw new InputError(object.id, "needs either `entry` or `orbit`");
}

/** A state after a braking impulse against its inertial velocity, m/s. */
export function braked(state: Float64Array, impulse: number): Float64Array {
  const [x, y, z, u, v, w] = state as unknown as [number, number, number, number, number, number];
  const inertial = [u - EARTH.rotation * y, v + EARTH.rotation * x, w];
  const share = impulse / Math.hypot(inertial[0]!, inertial[1]!, inertial[2]!);
  return Float64Array.of(x, y, z, ...[u, v, w].map((c, i) => c - share * inertial[i]!));
}
