import { InputError } from "../../messages/index.js";
import { RecordError, type RejectedRecord } from "../record-error.js";
import { linesOrTable } from "../table/read-lines-or-table.js";
import { tableKind } from "../table/table.js";
import { catalogueNumberOf, ilrsIdOf, optionalNumber } from "./fields.js";
import { readRangeTable } from "./range-table.js";
import type { LaserRanging, LaserSession, LaserTarget } from "./session.js";
import { beginSession, type SessionBuilder } from "./session-builder.js";

/** Records that are known and carry nothing that is used. */
const PASSED_OVER = new Set(["00", "12", "21", "41", "42", "50", "60", "H5", "H6", "H7", "C1", "C2", "C3"]);
const MORE_CONFIGURATION = /^C[4-9]$/;
const OF_A_USER = /^9\d$/;
const USED = new Set(["C0", "10", "11", "20", "30", "40"]);

/** Is this the head of a laser ranging file (CRD 1 or 2)? */
export function looksLikeLaserRanging(head: string): boolean {
  if (tableKind(head) === "laser-ranging") return true;
  return /^(?:\s*(?:00[^\n]*)?\n)*\s*h1\s+crd\s+0?[12]\s/i.test(head);
}

/**
 * Reads laser ranging data in the Consolidated Laser Ranging Data Format, versions 1 and 2: full rate and normal points,
 * any number of sessions. Source: Ricklefs and Moore, "Consolidated Laser Ranging Data Format (CRD)", ILRS, 1.01 (2009) and
 * 2.01 (2019).
 *
 * @param chunks bytes as they come
 * @param file name for messages
 * @returns sessions in the file's order, those without a range too
 * @throws {InputError} where a header can't be read, or nothing but bad records is there
 */
export async function readLaserRanging(
  chunks: AsyncIterable<Uint8Array>,
  file: string,
): Promise<LaserRanging> {
  const reader = new SessionReader(file);
  const table = await linesOrTable(chunks, "laser-ranging", (item) => {
    if (item.tooLong) reader.rejected.push({ line: item.line, reason: `a line of ${item.bytes} bytes` });
    else reader.take(item.line, item.text);
  });
  return table === null ? reader.end() : readRangeTable(table, file);
}

class SessionReader {
  readonly rejected: RejectedRecord[] = [];
  private readonly sessions: LaserSession[] = [];
  private version = 0;
  private station: LaserSession["station"] | undefined;
  private target: LaserTarget | undefined;
  private open: SessionBuilder | undefined;

  constructor(private readonly file: string) {}

  take(line: number, text: string): void {
    const fields = text
      .replace(/^\uFEFF/, "")
      .trim()
      .split(/\s+/);
    const record = fields[0]!.toUpperCase();
    if (record === "" || PASSED_OVER.has(record)) return;
    if (MORE_CONFIGURATION.test(record) || OF_A_USER.test(record)) return;
    if (record === "H8" || record === "H9") this.open = undefined;
    else if (/^H\d$/.test(record)) this.takeHeader(line, record, fields);
    else if (USED.has(record)) this.takeData(line, record, fields);
    else this.rejected.push({ line, reason: `"${fields[0]!.slice(0, 20)}" is no record of the format` });
  }

  private takeHeader(line: number, record: string, fields: string[]): void {
    try {
      if (record === "H1") this.beginFile(fields);
      else if (record === "H2") this.station = stationOf(fields);
      else if (record === "H3") this.target = targetOf(fields);
      else {
        if (this.station === undefined) throw new RecordError("begins before its station, H2");
        if (this.target === undefined) throw new RecordError("begins before its target, H3");
        this.open = beginSession(line, this.station, this.target, fields);
        this.sessions.push(this.open.session);
      }
    } catch (error) {
      if (!(error instanceof RecordError)) throw error;
      throw new InputError(`${this.file}:${line}`, `header ${record} ${error.reason}`, "see CRD, section 2");
    }
  }

  private beginFile(fields: readonly string[]): void {
    const version = optionalNumber(fields[2]);
    if (!/^crd$/i.test(fields[1] ?? "") || (version !== 1 && version !== 2))
      throw new RecordError("is not of CRD 1 or 2");
    this.version = version;
    this.open = undefined;
  }

  private takeData(line: number, record: string, fields: readonly string[]): void {
    try {
      if (this.open === undefined) throw new RecordError(`record ${record} outside of a session`);
      this.open.take(record, fields);
    } catch (error) {
      if (!(error instanceof RecordError)) throw error;
      this.rejected.push({ line, reason: error.reason });
    }
  }

  end(): LaserRanging {
    const { sessions, rejected, version, file } = this;
    if (version === 0) throw new InputError(`${file}:1`, "has no header H1", "a CRD file begins with H1 CRD");
    if (rejected.length > 0 && sessions.every((s) => s.ranges.length === 0))
      throw new InputError(
        `${file}:${rejected[0]!.line}`,
        `no record can be used: ${rejected[0]!.reason}`,
        "see CRD, section 3",
      );
    return { version, sessions, rejected };
  }
}

function stationOf(fields: readonly string[]): LaserSession["station"] {
  // a station without a name would put its pad in the name's place
  const at = fields.findIndex((field, index) => index > 0 && /^\d{4}$/.test(field));
  if (at < 0) throw new RecordError("has no pad number of four digits");
  return { name: fields.slice(1, at).join(" "), pad: fields[at]! };
}

/**
 * Name, ILRS number, SIC and catalogue number; a name may be of several words, so that the numbers are sought from the ILRS
 * number on.
 */
function targetOf(fields: readonly string[]): LaserTarget {
  const at = fields.findIndex((field, index) => index > 1 && /^(?:\d{4,7}|na)$/i.test(field));
  const name = fields.slice(1, at < 0 ? undefined : at).join(" ");
  if (name === "") throw new RecordError("has no target");
  const ilrsId = at < 0 ? undefined : ilrsIdOf(fields[at]);
  const catalogueNumber = at < 0 ? undefined : catalogueNumberOf(fields[at + 2]);
  return {
    name,
    ...(ilrsId === undefined ? {} : { ilrsId }),
    ...(catalogueNumber === undefined ? {} : { catalogueNumber }),
  };
}
