import { createHash } from "node:crypto";
import { type CompactItem, readCompactLog } from "../../formats/index.js";
import { type IntakeRejection, Measurement, type Origin } from "../../messages/index.js";
import { readMeasurementLine } from "./measurement-lines.js";
import type { RunItem } from "./plan.js";
import type { Source } from "./source.js";

/** A compact measurement log, read as far as its first measurement. */
export interface OpenedCompactLog {
  /** Origin of the first measurement; absent where the log holds none that can be read. */
  readonly origin?: Origin;
  readonly items: AsyncIterable<RunItem>;
}

/**
 * Opens a compact measurement log.
 *
 * @param source the log; it is read block by block, in bounded memory
 * @throws {InputError} where it is none, or one of another version
 */
export async function openCompactLog(source: Source): Promise<OpenedCompactLog> {
  const all = itemsOf(source);
  const before: RunItem[] = [];
  let origin: Origin | undefined;
  while (origin === undefined) {
    const { value: item, done } = await all.next();
    if (done === true) break;
    before.push(item);
    if ("measurement" in item) origin = item.measurement.origin;
  }
  async function* items(): AsyncGenerator<RunItem> {
    yield* before;
    yield* all;
  }
  return { ...(origin === undefined ? {} : { origin }), items: items() };
}

async function* itemsOf(source: Source): AsyncGenerator<RunItem> {
  for await (const item of readCompactLog(source.chunks(), source.name)) yield* understood(item, source.name);
}

function* understood(item: CompactItem, name: string): Generator<RunItem> {
  const where = `${name} byte ${item.byte}`;
  if ("wrong" in item) yield { rejection: refusal(where, item.wrong) };
  else if ("message" in item) {
    const parsed = Measurement.safeParse(item.message);
    if (parsed.success) yield { measurement: parsed.data };
    else {
      const issue = parsed.error.issues[0]!;
      yield { rejection: refusal(where, `${issue.path.join(".")}: ${issue.message}`) };
    }
  } else for (const text of item.line.split("\n")) yield* ofLine(text, where);
}

/** A line that was kept as it was: a message of another form, or one that was spoilt on its way. */
function* ofLine(text: string, where: string): Generator<RunItem> {
  const line = { line: 1, text, terminated: true, malformed: false };
  const item = readMeasurementLine(line, where);
  if (item === null) return;
  if ("measurement" in item) yield item;
  else {
    const reason = "rejection" in item ? item.rejection.reason : "is no measurement";
    const sha256 = createHash("sha256").update(text).digest("hex");
    yield { rejection: { ...refusal(where, reason), sha256 } };
  }
}

function refusal(where: string, reason: string): IntakeRejection {
  return { type: "intake-rejection", where, reason };
}
