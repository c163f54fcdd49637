import { type Epoch, epochFromUtc, epochToUtc, type Vec3 } from "../../astro/index.js";
import { InputError } from "../../messages/index.js";
import { numberIn, readTable, requireNote, type Table, type TableRow, writeTable } from "../table/table.js";
import type { LightningPulse, LightningRecording } from "./recording.js";

const COLUMNS = ["seconds", "lineOfSightX", "lineOfSightY", "lineOfSightZ", "energy", "flash", "quality"];

/** Reads our small table of optical pulses. @throws {InputError} where its head is at fault; bad rows are counted */
export function readLightningTable(text: string, file: string): LightningRecording {
  const table = readTable(text, file, "lightning", COLUMNS);
  const numbers = (key: string, count: number): number[] => {
    const values = requireNote(table, key, file)
      .split(/[\s,]+/)
      .map(numberIn);
    if (values.length === count && values.every(Number.isFinite)) return values;
    throw new InputError(`${file}:${table.notes.get(key)!.line} ${key}`, `is not ${count} numbers`);
  };
  const satellitePositionEcef = numbers("satellitePositionEcef", 3) as unknown as Vec3;
  const rejected = new Map<string, number>();
  const pulses: LightningPulse[] = [];
  const at = COLUMNS.map((c) => table.columns.indexOf(c));
  for (const row of table.rows) {
    const pulse = pulseOfRow(row, at);
    if (typeof pulse === "string") rejected.set(pulse, (rejected.get(pulse) ?? 0) + 1);
    else pulses.push(pulse);
  }
  if (pulses.length === 0 && table.rows.length > 0) {
    throw new InputError(
      `${file}:${table.rows[0]!.line}`,
      [...rejected.keys()][0]!,
      "no row of the file can be used",
    );
  }
  pulses.sort((a, b) => a.seconds - b.seconds);
  return {
    platform: requireNote(table, "platform", file),
    satellitePositionEcef,
    subLongitudeDeg: numbers("subLongitudeDeg", 1)[0]!,
    start: noteEpoch(table, "start", file),
    end: noteEpoch(table, "end", file),
    created: table.notes.has("created") ? noteEpoch(table, "created", file) : null,
    pulses,
    rejected: [...rejected].map(([reason, count]) => ({ reason, count })),
  };
}

function pulseOfRow(row: TableRow, at: readonly number[]): LightningPulse | string {
  const [seconds, x, y, z, energy] = at.slice(0, 5).map((c) => numberIn(row.cells[c])) as [
    number,
    number,
    number,
    number,
    number,
  ];
  if (!Number.isFinite(seconds + x + y + z + energy)) return "row with a cell that is no number";
  const length = Math.hypot(x, y, z);
  if (Math.abs(length - 1) > 1e-4) return "row whose line of sight is no unit vector";
  if (energy < 0) return "row with negative energy";
  const quality = row.cells[at[6]!];
  if (quality !== "good" && quality !== "degraded") return "row whose quality is neither good nor degraded";
  return {
    seconds,
    lineOfSightEcef: [x / length, y / length, z / length],
    energy,
    flash: row.cells[at[5]!]!,
    quality,
  };
}

function noteEpoch(table: Table, key: string, file: string): Epoch {
  const value = requireNote(table, key, file);
  try {
    return epochFromUtc(value);
  } catch (error) {
    if (error instanceof RangeError)
      throw new InputError(`${file}:${table.notes.get(key)!.line} ${key}`, error.message);
    throw error;
  }
}

/** Writes pulses as our small table: directions to 1e-9, times to a tenth of a millisecond. */
export function writeLightningTable(
  recording: LightningRecording,
  notes: Readonly<Record<string, string>> = {},
): string {
  const head = {
    platform: recording.platform,
    start: epochToUtc(recording.start),
    end: epochToUtc(recording.end),
    ...(recording.created === undefined || recording.created === null
      ? {}
      : { created: epochToUtc(recording.created) }),
    subLongitudeDeg: String(recording.subLongitudeDeg),
    satellitePositionEcef: recording.satellitePositionEcef.map((c) => c.toFixed(1)).join(" "),
    ...notes,
  };
  const rows = recording.pulses.map((p) => [
    p.seconds.toFixed(4),
    ...p.lineOfSightEcef.map((c) => c.toFixed(9)),
    p.energy.toExponential(4),
    p.flash,
    p.quality,
  ]);
  return writeTable("lightning", head, COLUMNS, rows);
}
