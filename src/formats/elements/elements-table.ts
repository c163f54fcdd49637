import { RecordError } from "../record-error.js";
import { numberIn, readTable, type TableRow, writeTable } from "../table/table.js";
import { type Catalogue, type CatalogueObject, catalogueObject } from "./catalogue-object.js";

const NUMBERS = [
  "catalogueNumber",
  "meanMotionRevPerDay",
  "eccentricity",
  "inclinationDeg",
  "rightAscensionDeg",
  "argumentOfPerigeeDeg",
  "meanAnomalyDeg",
  "bstar",
] as const;
const COLUMNS = ["name", "epoch", ...NUMBERS];

/** Reads our table of mean elements. @throws {InputError} where its header is at fault; bad rows are only counted */
export function readElementsTable(text: string, file: string): Catalogue {
  const table = readTable(text, file, "elements", COLUMNS);
  const catalogue: Catalogue = { objects: [], rejected: [] };
  for (const row of table.rows) {
    try {
      catalogue.objects.push(objectOfRow(table.columns, row));
    } catch (error) {
      if (!(error instanceof RecordError)) throw error;
      catalogue.rejected.push({ line: row.line, reason: error.reason });
    }
  }
  return catalogue;
}

function objectOfRow(columns: readonly string[], row: TableRow): CatalogueObject {
  if (row.cells.length !== columns.length) {
    throw new RecordError(`row of ${row.cells.length} cells under ${columns.length} columns`);
  }
  const cell = (name: string): string => row.cells[columns.indexOf(name)]!;
  const numbers = Object.fromEntries(
    NUMBERS.map((name) => {
      const value = numberIn(cell(name));
      if (!Number.isFinite(value)) throw new RecordError(`${name} "${cell(name)}" is no number`);
      return [name, value];
    }),
  );
  return catalogueObject({ name: cell("name"), epoch: cell("epoch"), ...numbers });
}

/** Writes elements as our small table. */
export function writeElementsTable(
  objects: readonly CatalogueObject[],
  notes: Readonly<Record<string, string>>,
): string {
  const rows = objects.map(({ name, elements }) => [
    name,
    elements.epoch,
    ...NUMBERS.map((n) => elements[n]),
  ]);
  return writeTable("elements", notes, COLUMNS, rows);
}
