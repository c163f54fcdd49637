import { InputError } from "../../messages/index.js";
import { type OverlongLine, readLines, type TextLine } from "../lines/read-lines.js";
import { RecordError } from "../record-error.js";
import { objectOfLine, type PlotLine, takePlot } from "./plot-line.js";
import { PlotStore } from "./plot-store.js";
import { LONGEST_RECORDING, type PlotFrame } from "./plots-meta.js";
import { type PlotRecording, type PlotScan, Rejections } from "./recording.js";
import { outOfOrder } from "./time-order.js";

/** Plots without a list of scans may lie so far before and behind the times asked for, s. */
const MARGIN = 3600;

/**
 * Reads a recording of radar plots for a tracker. What a plot is truly of is not read.
 *
 * Bad records are counted by reason: no JSON, values that can't be meant, an unknown sensor, a time at which its radar
 * did not scan, a time out of order with the other lines of its radar, the same plot twice.
 *
 * @param path MEAS.jsonl, or its bytes as they come
 * @param frame what the file beside it says
 * @throws {InputError} where the file can't be read, or no record of it can be used
 */
export async function readPlots(
  path: string | AsyncIterable<Uint8Array>,
  frame: PlotFrame,
): Promise<PlotRecording> {
  const name = typeof path === "string" ? path : "input stream";
  const store = new PlotStore();
  const rejections = new Rejections();
  const numbers = new Map(frame.radars.map(({ id }, k) => [id, k]));
  const plot = {} as PlotLine;
  for await (const line of readLines(path))
    if (takeLine(line, frame, numbers, plot, rejections)) store.add(plot, line.line - 1);
  const kept = new Uint8Array(store.count).fill(1);
  const refuse = (row: number, reason: string) => {
    kept[row] = 0;
    rejections.add(reason, store.lines[row]! + 1);
  };
  refuseStrangeTimes(store, frame, refuse);
  refuseOutOfOrder(store, kept, frame.radars.length, refuse);
  const scans = frame.scans ?? scansOf(store, kept);
  const rows = rowsByScan(store, kept, scans, refuse);
  if (rows.order.length === 0) throw unusable(name, rejections);
  return {
    radars: frame.radars,
    plots: store.take(rows.order),
    scans: rows.scans,
    evaluationTimes: frame.evaluationTimes ?? [...new Set(scans.map(({ time }) => time))],
    lines: rows.order.map((row) => store.lines[row]!),
    rejected: rejections.byReason(),
  };
}

/** @returns whether the line holds a plot, which then stands in `plot` */
function takeLine(
  line: TextLine | OverlongLine,
  frame: PlotFrame,
  numbers: ReadonlyMap<string, number>,
  plot: PlotLine,
  rejections: Rejections,
): boolean {
  try {
    const record = objectOfLine(line);
    if (record === null) return false;
    takePlot(record, frame.radars, numbers, plot);
    return true;
  } catch (error) {
    if (!(error instanceof RecordError)) throw error;
    rejections.add(error.reason, line.line);
    return false;
  }
}

function unusable(name: string, rejections: Rejections): InputError {
  const [first] = rejections.byReason();
  if (first === undefined) return new InputError(name, "holds no plot", "a radar plot a line is expected");
  const [reason, { firstLine }] = first;
  return new InputError(
    `${name} line ${firstLine}`,
    `${reason}, and none of ${rejections.total} records can be used`,
    'a line holds {"t","sensor","range","az","el","var"}',
  );
}

type Refuse = (row: number, reason: string) => void;

type Moment = { readonly time: number; readonly radar: number };

/** Where scans are listed a plot belongs to one of them; where they aren't it lies near the times asked for. */
function refuseStrangeTimes(store: PlotStore, { scans, evaluationTimes }: PlotFrame, refuse: Refuse): void {
  const numbers = scans === null ? null : numberScans(scans);
  const [least, most] = scans === null ? usualTimes(store, evaluationTimes ?? []) : [0, 0];
  for (let row = 0; row < store.count; row++) {
    const time = store.times[row]!;
    if (numbers === null && !(time >= least && time <= most)) refuse(row, "t: far from all other times");
    if (numbers !== null && numbers.get(store.radars[row]!)?.has(time) !== true)
      refuse(row, "t: its radar did not scan then");
  }
}

/** Around the times asked for; where none are, so far from the middle plot that a recording may last no longer. */
function usualTimes(
  store: PlotStore,
  evaluationTimes: readonly number[],
): readonly [least: number, most: number] {
  const first = evaluationTimes[0];
  if (first !== undefined) return [first - MARGIN, evaluationTimes.at(-1)! + MARGIN];
  const middle = store.times.slice(0, store.count).sort()[store.count >> 1] ?? 0;
  return [middle - LONGEST_RECORDING / 2, middle + LONGEST_RECORDING / 2];
}

function numberScans(scans: readonly Moment[]): Map<number, Map<number, number>> {
  const numbers = new Map<number, Map<number, number>>();
  scans.forEach(({ time, radar }, k) => {
    const own = numbers.get(radar) ?? new Map<number, number>();
    numbers.set(radar, own.set(time, k));
  });
  return numbers;
}

/** Each radar's plots come in order of time; radars may stand one after the other. */
function refuseOutOfOrder(store: PlotStore, kept: Uint8Array, radars: number, refuse: Refuse): void {
  const rows: number[][] = Array.from({ length: radars }, () => []);
  for (let row = 0; row < store.count; row++) if (kept[row] === 1) rows[store.radars[row]!]!.push(row);
  for (const own of rows)
    for (const place of outOfOrder(Float64Array.from(own, (row) => store.times[row]!)))
      refuse(own[place]!, "t: runs backwards (out of order with its radar's other lines)");
}

/** The scans that plots tell of, where no list does. Those that saw nothing are then not known of. */
function scansOf(store: PlotStore, kept: Uint8Array): Moment[] {
  const seen = new Map<number, Set<number>>();
  const moments: Moment[] = [];
  for (let row = 0; row < store.count; row++) {
    if (kept[row] === 0) continue;
    const [time, radar] = [store.times[row]!, store.radars[row]!];
    const times = seen.get(radar) ?? new Set();
    seen.set(radar, times);
    if (times.has(time)) continue;
    times.add(time);
    moments.push({ time, radar });
  }
  return moments.sort((a, b) => a.time - b.time || a.radar - b.radar);
}

/** Puts the rows into the order of their scans, within a scan in that of their lines. */
function rowsByScan(
  store: PlotStore,
  kept: Uint8Array,
  scans: readonly Moment[],
  refuse: Refuse,
): { readonly scans: PlotScan[]; readonly order: Int32Array } {
  const numbers = numberScans(scans);
  const rows: number[][] = scans.map(() => []);
  for (let row = 0; row < store.count; row++)
    if (kept[row] === 1) rows[numbers.get(store.radars[row]!)!.get(store.times[row]!)!]!.push(row);
  const placed: PlotScan[] = [];
  const order = new Int32Array(store.count);
  let end = 0;
  scans.forEach(({ time, radar }, k) => {
    const first = end;
    for (const row of withoutCopies(store, rows[k]!, refuse)) order[end++] = row;
    placed.push({ time, radar, first, end });
  });
  return { scans: placed, order: order.slice(0, end) };
}

/** Of plots at the same place to the last digit the first counts. */
function withoutCopies(store: PlotStore, rows: readonly number[], refuse: Refuse): readonly number[] {
  const sorted = [...rows].sort((a, b) => store.compare(a, b) || a - b);
  const copies = new Set(sorted.filter((row, k) => k > 0 && store.compare(sorted[k - 1]!, row) === 0));
  for (const row of copies) refuse(row, "the same plot again");
  return copies.size === 0 ? rows : rows.filter((row) => !copies.has(row));
}
