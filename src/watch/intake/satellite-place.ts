import { type Epoch, norm, subtract, type Vec3 } from "../../astro/index.js";
import { InputError, type MeanElements, type Network } from "../../messages/index.js";
import { type SensorOrbit, sensorOrbit } from "../../sensors/index.js";

/** Says whether a satellite may be where a message puts it. */
export type SatellitePlace = (sensor: string, positionEcef: Vec3, epoch: Epoch) => boolean;

/** Elements grow old and satellites are moved by tens of kilometres, not by this, m. */
const GATE = 1e6;

/**
 * Holds satellites against the orbits in which the network has them: a message that puts one elsewhere was made by
 * another, whatever name it bears. Where the network's elements say nothing, nothing is held against a message.
 *
 * @param catalogue for orbits that are named by their catalogue number
 */
export function satellitePlaces(network: Network, catalogue: readonly MeanElements[]): SatellitePlace {
  const known = new Set(catalogue.map(({ catalogueNumber }) => catalogueNumber));
  const orbits = new Map<string, SensorOrbit>();
  for (const sensor of network.sensors) {
    if (sensor.kind !== "infrared") continue;
    const { orbit } = sensor;
    if ("catalogueNumber" in orbit && !known.has(orbit.catalogueNumber)) continue;
    orbits.set(sensor.id, sensorOrbit(orbit, catalogue));
  }
  return (sensor, positionEcef, epoch) => {
    const expected = placeOf(orbits.get(sensor), epoch);
    return expected === null || norm(subtract(positionEcef, expected)) < GATE;
  };
}

function placeOf(orbit: SensorOrbit | undefined, epoch: Epoch): Vec3 | null {
  if (orbit === undefined) return null;
  try {
    return orbit.positionEcef(epoch);
  } catch (error) {
    // elements that don't reach so far say nothing
    if (error instanceof InputError) return null;
    throw error;
  }
}
