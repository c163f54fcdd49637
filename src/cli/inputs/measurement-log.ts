import { readLines } from "../../formats/index.js";
import { InputError, type LogCatalogueObject, type LogHeader, type Origin } from "../../messages/index.js";
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
 * @throws {InputError} where it is a finished log whose header can't be used or does not fit what follows
 */
export async function openMeasurementLog(source: Source): Promise<OpenedLog> {
  const lines = intakeItems(source);
  const before: RunItem[] = [];
  const catalogue: LogCatalogueObject[] = [];
  let header: LogHeader | undefined;
  let origin: Origin | undefined;
  let first = true;
  while (origin === undefined) {
    const { value: item, done } = await lines.next();
    if (done === true) break;
    if (first && "rejection" in item && beginsFinishedLog(source))
      throw new InputError(source.path, `the header can't be read (${item.rejection.reason})`);
    if (!first && "header" in item) throw secondHeader(source);
    if ("header" in item) header = item.header;
    else if ("catalogueObject" in item && header !== undefined) catalogue.push(item.catalogueObject);
    else before.push(...inputOf(item, header !== undefined, source));
    if ("measurement" in item) origin = item.measurement.origin;
    first = false;
  }
  if (header !== undefined) refuseMisfit(source, header, catalogue.length, before, origin);
  async function* items(): AsyncGenerator<RunItem> {
    yield* before;
    for await (const item of lines) yield* inputOf(item, header !== undefined, source);
  }
  return {
    ...(header === undefined ? {} : { header }),
    ...(origin === undefined ? {} : { origin }),
    catalogue,
    items: items(),
  };
}

/** What of a line goes to the watch. A record that stands where none of its kind can stand is a bad one. */
function inputOf(item: IntakeItem, finished: boolean, source: Source): RunItem[] {
  if ("header" in item) throw secondHeader(source);
  if ("output" in item) return finished ? [] : [{ rejection: item.output }];
  if ("measurement" in item || "rejection" in item) return [item];
  const { name } = item.catalogueObject;
  const reason = finished
    ? "catalogue object after the first measurement"
    : "catalogue object without a header";
  return [{ rejection: { type: "intake-rejection", where: `${source.name} ${name}`, reason } }];
}

function secondHeader({ path }: Source): InputError {
  return new InputError(
    path,
    "holds a header that is not its first record",
    "name each log as an input of its own",
  );
}

function beginsFinishedLog({ head }: Source): boolean {
  return /^\uFEFF?\s*\{"hash":"[^"]*","sequence":0,/.test(
    Buffer.from(head.subarray(0, 200)).toString("utf8"),
  );
}

/** Lines that could not be read may have been objects of the catalogue. */
function refuseMisfit(
  { path }: Source,
  { catalogueObjects, origin }: LogHeader,
  objects: number,
  before: readonly RunItem[],
  firstOrigin: Origin | undefined,
): void {
  const unread = before.filter((item) => "rejection" in item).length;
  if (objects > catalogueObjects || objects + unread < catalogueObjects)
    throw new InputError(
      path,
      `the header counts ${catalogueObjects} catalogue objects, ${objects} follow it`,
    );
  if (firstOrigin !== undefined && firstOrigin !== origin)
    throw new InputError(path, `the header says origin ${origin}, the first measurement ${firstOrigin}`);
}

async function* intakeItems(source: Source): AsyncGenerator<IntakeItem> {
  for await (const line of readLines(source.chunks())) {
    const item = readMeasurementLine(line, source.name);
    if (item !== null) yield item;
  }
}
