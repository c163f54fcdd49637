import { orbitFromElements, type Sgp4Orbit } from "../../astro/index.js";
import { type CatalogueObjects, InputError, type MeanElements } from "../../messages/index.js";
import type { Setting } from "../setting.js";
import type { SkyObject } from "../sky/catalogue-sky.js";

/** Multiples of the golden ratio's fraction fill a circle evenly, however many there are (Weyl 1916). */
const GOLDEN = (Math.sqrt(5) - 1) / 2;

/**
 * Satellites that fly by, each on its own elements: the catalogue's own, then copies with shifted mean anomaly where the
 * scenario wants more than it has. They have no line in the truth file: what passes as predicted is nobody's event.
 *
 * @throws InputError when the catalogue is not among the inputs; an orbit does so where it is unusable
 */
export function satellites(setting: Setting, object: CatalogueObjects): SkyObject[] {
  const catalogue = setting.inputs.catalogues.get(object.file);
  if (catalogue === undefined) throw new InputError(object.id, `catalogue ${object.file} was not loaded`);
  const own = catalogue.slice(0, object.maximum ?? catalogue.length);
  const total = object.total ?? own.length;
  return Array.from({ length: total }, (_, k) => {
    const { name, elements } = own[k % own.length]!;
    const copy = Math.floor(k / own.length);
    const number = copy === 0 ? `${elements.catalogueNumber}` : `${elements.catalogueNumber}/${copy}`;
    return {
      id: `${object.id}/${number}`,
      orbit: () => usableOrbit(copy === 0 ? elements : shifted(elements, copy), `${object.file} ${name}`),
      crossSection: object.crossSectionM2,
    };
  });
}

/** The same orbit, flown by another. */
function shifted(elements: MeanElements, copy: number): MeanElements {
  const turn = elements.meanAnomalyDeg / 360 + copy * GOLDEN;
  return { ...elements, meanAnomalyDeg: 360 * (turn - Math.floor(turn)) };
}

function usableOrbit(elements: MeanElements, where: string): Sgp4Orbit {
  try {
    return orbitFromElements(elements);
  } catch (cause) {
    if (cause instanceof RangeError) throw new InputError(where, cause.message);
    throw cause;
  }
}
