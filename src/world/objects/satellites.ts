import { addSeconds, orbitEcef, orbitFromElements } from "../../astro/index.js";
import { type CatalogueObjects, InputError } from "../../messages/index.js";
import type { Body } from "../body.js";
import type { Motion } from "../motion.js";
import type { Setting } from "../setting.js";

/**
 * Satellites that fly by, each on its own elements. They have no line in the truth file: what passes as predicted
 * is nobody's event.
 *
 * @throws InputError when the catalogue is not among the inputs or an orbit in it is unusable
 */
export function satelliteBodies(setting: Setting, object: CatalogueObjects): Body[] {
  const catalogue = setting.inputs.catalogues.get(object.file);
  if (catalogue === undefined) throw new InputError(object.id, `catalogue ${object.file} was not loaded`);
  return catalogue.slice(0, object.maximum ?? catalogue.length).map((entry) => ({
    id: `${object.id}/${entry.elements.catalogueNumber}`,
    motion: orbitalMotion(setting, entry.elements, `${object.file} ${entry.name}`),
    emissions: [],
    crossSections: [{ until: Number.POSITIVE_INFINITY, squareMetres: object.crossSectionM2 }],
    swerling: 1,
    cloudTop: 0,
  }));
}

function orbitalMotion(
  setting: Setting,
  elements: Parameters<typeof orbitFromElements>[0],
  where: string,
): Motion {
  let orbit: ReturnType<typeof orbitFromElements>;
  try {
    orbit = orbitFromElements(elements);
  } catch (cause) {
    if (cause instanceof RangeError) throw new InputError(where, cause.message);
    throw cause;
  }
  return {
    start: 0,
    end: setting.duration,
    stateAt(time, out) {
      const state = orbitEcef(orbit, addSeconds(setting.start, time));
      // Decayed by its elements: no longer there. The Earth's centre is below every horizon.
      if (state === null) {
        out.fill(0, 0, 6);
        return;
      }
      for (let i = 0; i < 3; i++) {
        out[i] = state.positionEcef[i]!;
        out[3 + i] = state.velocityEcef[i]!;
      }
    },
  };
}
