import type { Epoch, Sgp4Orbit, Vec3 } from "../../astro/index.js";
import {
  epochToUtc,
  geostationaryEcef,
  orbitEcef,
  orbitFromElements,
  orbitFromTle,
} from "../../astro/index.js";
import type { MeanElements, Orbit } from "../../messages/index.js";
import { InputError } from "../../messages/index.js";

/** Where a satellite is at any time. */
export interface SensorOrbit {
  /**
   * @returns Earth-fixed, m
   * @throws InputError where its elements don't reach so far (the satellite has decayed)
   */
  positionEcef(e: Epoch): Vec3;
}

function sgp4Orbit(make: () => Sgp4Orbit, where: string): SensorOrbit {
  let orbit: Sgp4Orbit;
  try {
    orbit = make();
  } catch (cause) {
    if (cause instanceof RangeError) throw new InputError(where, cause.message);
    throw cause;
  }
  return {
    positionEcef(e) {
      const state = orbitEcef(orbit, e);
      if (state === null) {
        throw new InputError(
          where,
          `the elements give no position at ${epochToUtc(e)}`,
          "newer ones would do",
        );
      }
      return state.positionEcef;
    },
  };
}

/**
 * The orbit of a sensor as its network file gives it.
 *
 * @param catalogue known satellites, for an orbit that is only named by its catalogue number
 * @throws InputError where the elements are unusable or the number isn't in the catalogue
 */
export function sensorOrbit(orbit: Orbit, catalogue: readonly MeanElements[]): SensorOrbit {
  if ("geostationaryLongitudeDeg" in orbit) {
    const positionEcef = geostationaryEcef((orbit.geostationaryLongitudeDeg * Math.PI) / 180);
    return { positionEcef: () => positionEcef };
  }
  if ("line1" in orbit) return sgp4Orbit(() => orbitFromTle(orbit.line1, orbit.line2), "orbit");
  if ("elements" in orbit) return sgp4Orbit(() => orbitFromElements(orbit.elements), "orbit.elements");
  const elements = catalogue.find((entry) => entry.catalogueNumber === orbit.catalogueNumber);
  if (elements === undefined) {
    throw new InputError(
      "orbit.catalogueNumber",
      `${orbit.catalogueNumber} is not in the network's catalogue`,
      "name its elements instead",
    );
  }
  return sgp4Orbit(() => orbitFromElements(elements), `catalogue object ${orbit.catalogueNumber}`);
}
