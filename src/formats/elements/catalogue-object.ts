import { epochFromUtc, orbitFromElements, orbitFromTle, type Sgp4Orbit } from "../../astro/index.js";
import { MeanElements } from "../../messages/index.js";
import { RecordError, type RejectedRecord } from "../record-error.js";

/** One known object of a catalogue: its name and its mean elements in the sense of SGP4. */
export interface CatalogueObject {
  readonly name: string;
  readonly elements: MeanElements;
  /** The two-line element set as it stood in the file, where it came as one. */
  readonly line1?: string;
  readonly line2?: string;
}

export interface Catalogue {
  readonly objects: CatalogueObject[];
  readonly rejected: RejectedRecord[];
}

/** Checks elements that were read from text. @throws {RecordError} where they can't be meant */
export function catalogueObject(candidate: Readonly<Record<string, unknown>>): CatalogueObject {
  const checked = MeanElements.safeParse(candidate);
  if (!checked.success) {
    const issue = checked.error.issues[0]!;
    throw new RecordError(`${issue.path.join(".")}: ${issue.message}`);
  }
  const elements = checked.data;
  try {
    epochFromUtc(elements.epoch);
  } catch (error) {
    if (error instanceof RangeError) throw new RecordError(`epoch: ${error.message}`);
    throw error;
  }
  return { name: elements.name ?? nameless(elements.catalogueNumber), elements };
}

/** @returns what an object without a name is called */
export function nameless(catalogueNumber: number): string {
  return `object ${catalogueNumber}`;
}

/** @returns the orbit of an object, from its own two lines where it came so; null where SGP4 can't begin with its elements */
export function orbitOfObject({ line1, line2, elements }: CatalogueObject): Sgp4Orbit | null {
  try {
    return line1 !== undefined && line2 !== undefined
      ? orbitFromTle(line1, line2)
      : orbitFromElements(elements);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}
