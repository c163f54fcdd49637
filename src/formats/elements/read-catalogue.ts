import { InputError } from "../../messages/index.js";
import { RecordError } from "../record-error.js";
import { tableKind } from "../table/table.js";
import type { Catalogue } from "./catalogue-object.js";
import { readElementsTable } from "./elements-table.js";
import { scanOmmJson } from "./omm-json.js";
import { scanOmmKvn } from "./omm-kvn.js";
import { type OmmRecord, objectOfOmm } from "./omm-record.js";
import { scanOmmXml } from "./omm-xml.js";
import { readTle } from "./read-tle.js";

/**
 * Reads a catalogue: two-line elements with or without names, OMM as KVN, XML or JSON, or our own table.
 *
 * @returns the objects, and what was not used: one bad record doesn't spoil the others
 * @throws {InputError} where the file is none of these, or no record of it can be used
 */
export function readCatalogue(text: string, file: string): Catalogue {
  const catalogue = readByKind(text, file);
  if (catalogue.objects.length > 0) return catalogue;
  const first = catalogue.rejected[0];
  if (first === undefined)
    throw new InputError(file, "holds no elements", "TLE, OMM or our own table is expected");
  throw new InputError(`${file}:${first.line}`, first.reason, "no record of the file can be used");
}

function readByKind(text: string, file: string): Catalogue {
  if (tableKind(text) !== null) return readElementsTable(text, file);
  const start = text.replace(/^\uFEFF/, "").trimStart();
  if (start.startsWith("<")) return ofMessages(scanOmmXml(text, file));
  if (start.startsWith("[") || start.startsWith("{")) return ofMessages(scanOmmJson(text, file));
  if (/^(COMMENT[^\n]*\n\s*)*CCSDS_OMM_VERS\s*=/.test(start)) return ofMessages(scanOmmKvn(text));
  return readTle(text);
}

function ofMessages(messages: readonly OmmRecord[]): Catalogue {
  const catalogue: Catalogue = { objects: [], rejected: [] };
  for (const message of messages) {
    try {
      catalogue.objects.push(objectOfOmm(message));
    } catch (error) {
      if (!(error instanceof RecordError)) throw error;
      catalogue.rejected.push({ line: error.line ?? message.line, reason: error.reason });
    }
  }
  return catalogue;
}
