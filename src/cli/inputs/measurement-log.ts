import { readLines } from "../../formats/index.js";
import type { LogCatalogueObject, LogHeader, Origin } from "../../messages/index.js";
import { type IntakeItem, readMeasurementLine } from "./measurement-lines.js";
import type { RunItem } from "./plan.js";
import type { Source } from "./source.js";

/** A measurement log, read as far as its first measurement. */
export interface OpenedLog {
  /** Of a finished `log.jsonl`. */
  readonly header?: LogHeader;
  readonly catalogue: readonly LogCatalogueObject[];
  /** Origin of the first measurement; absent where the log holds none that can be read. */
  readonly origin?: Origin;
  readonly items: AsyncIterable<RunItem>;
}

/**
 * Opens a measurement log: plain measurements, or a finished `log.jsonl`, of which only the inputs are taken.
 *
 * @param source the log; it is read line by line, in bounded memory
 */
export async function openMeasurementLog(source: Source): Promise<OpenedLog> {
  const lines = intakeItems(source);
  const before: RunItem[] = [];
  const catalogue: LogCatalogueObject[] = [];
  let header: LogHeader | undefined;
  let origin: Origin | undefined;
  while (origin === undefined) {
    const { value: item, done } = await lines.next();
    if (done === true) break;
    if ("header" in item) header ??= item.header;
    else if ("catalogueObject" in item) catalogue.push(item.catalogueObject);
    else if (!("output" in item)) before.push(item);
    if ("measurement" in item) origin = item.measurement.origin;
  }
  async function* items(): AsyncGenerator<RunItem> {
    yield* before;
    for await (const item of lines) if ("measurement" in item || "rejection" in item) yield item;
  }
  return {
    ...(header === undefined ? {} : { header }),
    ...(origin === undefined ? {} : { origin }),
    catalogue,
    items: items(),
  };
}

async function* intakeItems(source: Source): AsyncGenerator<IntakeItem> {
  for await (const line of readLines(source.chunks())) {
    const item = readMeasurementLine(line, source.name);
    if (item !== null) yield item;
  }
}
