import { judgeBoost, rejectOutliers } from "../../../../estimation/index.js";
import { type RecordedAscent, readAscent } from "../../../../formats/index.js";
import { InputError } from "../../../../messages/index.js";
import type { Comparison, ValidationContext, ValidationLine } from "../../comparison.js";
import { type Recording, recordingsOf } from "../../recording.js";
import { replaySite } from "../broadcasts/launch-sites.js";
import { watchLines } from "../broadcasts/watch-lines.js";
import { baseNetwork } from "../generic-sensors/base-network.js";
import { ASCENT_ERRORS, coastOf, recordOf } from "./coast.js";
import { stageLines } from "./stage-lines.js";

/**
 * Ascents read off webcasts. Where a recording follows a first stage that flies back, its coast between the burns is foretold from
 * 20 s after the last burn before it; where it follows the second stage, there is no coast to foretell.
 */
export const firstStages: Comparison = {
  name: "first-stages",
  async *compare(
    recordings: readonly Recording[],
    context: ValidationContext,
  ): AsyncGenerator<ValidationLine> {
    const ascents = recordingsOf(recordings, "ascent");
    if (ascents.length === 0) return;
    const base = await baseNetwork(context);
    const events = await eventTables(recordings);
    for (const recording of ascents) {
      await context.progress(`first stage ${recording.path}`);
      const text = await recording.text();
      const beside = events.get(stem(recording.path));
      const ascent = read(text, recording.path, beside?.text);
      const coast = coastOf(ascent);
      const head = {
        recording: recording.path,
        ...(beside !== undefined && { with: [beside.path] }),
      };
      yield controlLine(ascent, head);
      yield* stageLines(ascent, coast, head);
      yield* watchLines(ascent, replaySite("ascent"), "reached orbit", base, context, { ...head, words: "" });
    }
  },
};

/** Whether a flight that went well was called broken while it was watched second by second. */
function controlLine(
  ascent: RecordedAscent,
  head: Pick<ValidationLine, "recording" | "with">,
): ValidationLine {
  const events = judgeBoost(rejectOutliers(recordOf(ascent)), {
    altitudeError: ASCENT_ERRORS.altitude,
    speedError: ASCENT_ERRORS.speed,
  });
  return {
    ...head,
    comparison: "called broken though it flew on",
    truth: "launches of this source reached orbit, and their first stages the ground",
    independence: "public launch logs; each second judged with the readings until then",
    figure: events.filter(({ what }) => what === "broken").length,
    unit: "1",
    atMost: 0,
    beside: events.map(({ what, noticed }) => ({ name: `${what}, noticed at`, value: noticed, unit: "s" })),
  };
}

/** Tables of events are small; what is larger is none. */
const TABLE_LIMIT = 20_000;

interface EventTable {
  readonly path: string;
  readonly text: string;
}

/** The tables of events among the recordings, by the name that they share with their ascent. */
async function eventTables(recordings: readonly Recording[]): Promise<Map<string, EventTable>> {
  const found = new Map<string, EventTable>();
  // a table of events by itself looks like a stream of measurements
  for (const recording of recordingsOf(recordings, "measurements", "unknown")) {
    if (!/events/i.test(recording.path)) continue;
    const text = await recording.text().catch(() => "");
    if (text.length < TABLE_LIMIT && /"meco"\s*:/i.test(text))
      found.set(stem(recording.path), { path: recording.path, text });
  }
  return found;
}

/** Path without what tells a table of events from its ascent, and without endings. */
function stem(path: string): string {
  return path
    .replace(/\.gz$/i, "")
    .replace(/\.\w+$/, "")
    .replace(/[._-]?events$/i, "");
}

/** A faulty table of events is none. */
function read(text: string, path: string, events: string | undefined): RecordedAscent {
  try {
    return readAscent(text, path, events);
  } catch (error) {
    if (events === undefined || !(error instanceof InputError)) throw error;
    return readAscent(text, path);
  }
}
