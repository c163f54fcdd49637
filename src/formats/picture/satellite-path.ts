import {
  addSeconds,
  type Epoch,
  epochFromUtc,
  epochToUtc,
  geostationaryEcef,
  orbitEcef,
  orbitFromElements,
  orbitFromTle,
  type Sgp4Orbit,
  secondsBetween,
  type Vec3,
} from "../../astro/index.js";
import type { Orbit } from "../../messages/index.js";
import type { Picture } from "./picture.js";

/** A satellite that stands still over the Earth, or where it was at instants. */
export type SatellitePath =
  | { readonly fixed: Vec3 }
  | { readonly samples: readonly { readonly time: string; readonly positionEcef: Vec3 }[] };

const STEP_SECONDS = 120;
const SAMPLES_LIMIT = 2000;

/** @returns where a sensor's satellite is over the span of a picture, or null where its orbit isn't known */
export function satellitePath(orbit: Orbit, picture: Picture): SatellitePath | null {
  if ("geostationaryLongitudeDeg" in orbit) {
    return { fixed: geostationaryEcef((orbit.geostationaryLongitudeDeg * Math.PI) / 180) };
  }
  const sgp4 = sgp4Orbit(orbit, picture);
  if (sgp4 === null) return null;
  const samples = sampleEpochs(picture.start, picture.end).flatMap((epoch) => {
    const state = orbitEcef(sgp4, epoch);
    return state === null ? [] : [{ time: epochToUtc(epoch), positionEcef: state.positionEcef }];
  });
  return samples.length === 0 ? null : { samples };
}

function sgp4Orbit(
  orbit: Exclude<Orbit, { geostationaryLongitudeDeg: number }>,
  picture: Picture,
): Sgp4Orbit | null {
  if ("line1" in orbit) return orbitFromTle(orbit.line1, orbit.line2);
  if ("elements" in orbit) return orbitFromElements(orbit.elements);
  const known = picture.catalogue.find((o) => o.elements.catalogueNumber === orbit.catalogueNumber);
  return known === undefined ? null : orbitFromElements(known.elements);
}

/** Instants over the span, both ends included, evenly spaced. */
function sampleEpochs(start: string, end: string): Epoch[] {
  const from = epochFromUtc(start);
  const span = Math.max(0, secondsBetween(from, epochFromUtc(end)));
  const steps = Math.min(SAMPLES_LIMIT, Math.max(1, Math.ceil(span / STEP_SECONDS)));
  return Array.from({ length: steps + 1 }, (_, i) => addSeconds(from, (span * i) / steps));
}
