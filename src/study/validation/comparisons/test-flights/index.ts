import { readTelemetry } from "../../../../formats/index.js";
import type { Comparison, ValidationContext, ValidationLine } from "../../comparison.js";
import { type Recording, recordingsOf } from "../../recording.js";
import { replaySite } from "../broadcasts/launch-sites.js";
import { type LaunchFate, watchLines } from "../broadcasts/watch-lines.js";
import { baseNetwork } from "../generic-sensors/base-network.js";
import { apogeeLines } from "./apogee-lines.js";
import { breakUpLines, brokeUp } from "./break-up-lines.js";
import { coastLines } from "./coast-lines.js";
import { bodyWords, type TrackedBody, trackedBody, turnedBack } from "./tracked-body.js";

/**
 * Telemetry of test flights read off broadcasts: from the first 30 and 60 s after a cut-off the apogee is foretold, the free fall
 * is followed to the air, and when the body comes down is foretold though nobody knows how it will lift; what the broadcast showed
 * later judges all of it. A flight that broke up must be called broken.
 */
export const testFlights: Comparison = {
  name: "test-flights",
  async *compare(
    recordings: readonly Recording[],
    context: ValidationContext,
  ): AsyncGenerator<ValidationLine> {
    for (const recording of recordingsOf(recordings, "telemetry")) {
      await context.progress(`test flight ${recording.path}`);
      const { layout, bodies, rejected } = await readTelemetry(recording.chunks(), recording.path);
      // no other vehicle's broadcasts call a stage so
      const known = bodies.some(({ name }) => /\b(star)?ship\b/.test(name)) ? "clock and stages" : layout;
      for (const body of bodies) {
        const tracked = trackedBody(recording.path, known, body);
        yield readingsLine(tracked, rejected.length);
        yield* breakUpLines(tracked);
        yield* watched(tracked, context);
        for (const arc of tracked.arcs) {
          yield* apogeeLines(tracked, arc);
          yield* coastLines(tracked, arc, () => context.progress(`test flight ${recording.path}`));
        }
      }
    }
  },
};

/** So much of a flight is put before the watch, s: its boost and what follows. */
const WATCHED = 900;

/** A body that flies on, before the watch. */
async function* watched(tracked: TrackedBody, context: ValidationContext): AsyncGenerator<ValidationLine> {
  const first = tracked.arcs[0];
  // where a recording follows a stage that turns back, the launch that goes on isn't in it
  if (first !== undefined && turnedBack(tracked, first.start)) return;
  const { record, recording, layout } = tracked;
  const rows: number[] = [];
  record.time.forEach((t, k) => {
    const whole = !Number.isNaN(record.altitude[k]!) && !Number.isNaN(record.speed[k]!);
    if (whole && t < WATCHED && t - (record.time[rows.at(-1) ?? -1] ?? -9) > 0.98) rows.push(k);
  });
  if (rows.length < 60) return;
  const pick = (values: Float64Array) => Float64Array.from(rows, (k) => values[k]!);
  const table = {
    name: recording,
    source: "read off a broadcast",
    time: pick(record.time),
    altitude: pick(record.altitude),
    speed: pick(record.speed),
    downrange: new Float64Array(rows.length).fill(Number.NaN),
    events: {},
  };
  const fate: LaunchFate = brokeUp(tracked) ? "broke up" : "fell back";
  const head = { recording, words: bodyWords(tracked) };
  yield* watchLines(table, replaySite(layout), fate, await baseNetwork(context), context, head);
}

/** How many readings were left out, and why. */
function readingsLine({ recording, body, record, arcs }: TrackedBody, rejectedRows: number): ValidationLine {
  const reasons = new Map<string, number>();
  for (const { reason } of record.outliers) reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
  const count = (values: Float64Array) => values.reduce((sum, v) => sum + (Number.isNaN(v) ? 0 : 1), 0);
  const all = count(body.altitude) + count(body.speed);
  return {
    recording,
    comparison: `${body.name === "vehicle" ? "" : `${body.name}: `}readings left out`,
    truth: "what a vehicle can do",
    independence: "accelerations, neighbours, repeated values",
    figure: (100 * record.outliers.length) / Math.max(1, all),
    unit: "%",
    reason: "counted, nothing is claimed",
    beside: [
      { name: "rows that can't be read", value: rejectedRows, unit: "1" },
      { name: "readings", value: all, unit: "1" },
      ...[...reasons].map(([name, value]) => ({ name, value, unit: "1" })),
      { name: "free falls after a thrust", value: arcs.length, unit: "1" },
    ],
  };
}
