import { compareEpochs, type Epoch, epochFromUtcOrNull } from "../../astro/index.js";
import { InputError } from "../../messages/index.js";
import type { RejectedRecord } from "../record-error.js";
import { YamlSource } from "../yaml/yaml-source.js";

/** When an object's operator corrected its orbit. */
export interface ManoeuvreRecord {
  /** As the file names the object, where it does. */
  readonly name?: string;
  /** Number in the public catalogue, where the file has it. */
  readonly catalogueNumber?: number;
  /** Beginnings of the manoeuvres, in order, each once. */
  readonly times: readonly Epoch[];
  readonly rejected: RejectedRecord[];
}

const TIMES_KEY = /^man(oeuvre|euver|oeuver)s?[_ ]?(time|timestamp|epoch)s?$/i;
const NUMBER_KEY = /^(satcat|norad|catalogue|catalog)([_ ]?(cat|catalogue|catalog))?([_ ]?(number|id))?$/i;

/** Whether a text is a list of an object's manoeuvres. */
export function looksLikeManoeuvres(head: string): boolean {
  return head.split("\n").some((line) => {
    const key = /^["']?([A-Za-z_ ]+?)["']?\s*:/.exec(line)?.[1];
    return key !== undefined && TIMES_KEY.test(key);
  });
}

/** `2016-01-20 22:18:00`, with `T` or `Z`, with parts of a second, or a day alone; UTC. */
function readTime(value: unknown): Epoch | null {
  const match =
    /^(\d{4}-\d\d-\d\d)(?:[T ]+(\d\d:\d\d)(?::(\d\d)(\.\d{1,9})?\d*)?)?(?: ?(?:Z|UTC|\+00:?00))?$/i.exec(
      String(value).trim(),
    );
  if (match === null) return null;
  const [, day, minute = "00:00", second = "00", fraction = ""] = match;
  return epochFromUtcOrNull(`${day}T${minute}:${second}${fraction}Z`);
}

/**
 * Reads the times of one object's manoeuvres in the YAML of Shorten and others, "Wide-scale Monitoring of Satellite Lifetimes:
 * Pitfalls and a Benchmark Dataset" (2023): `name`, `SATCAT number` and `manoeuvre_timestamps`, a list of UTC times.
 *
 * A time that is none is counted and the others stand; a time twice counts once.
 * @throws {InputError} where the text is no YAML, has no list, or no time of it can be used
 */
export function readManoeuvres(text: string, file: string): ManoeuvreRecord {
  const source = new YamlSource(text.replace(/^\uFEFF/, ""), file);
  const document = source.value;
  const entries =
    typeof document === "object" && document !== null
      ? Object.entries(document)
      : ([] as [string, unknown][]);
  const [key, list] = entries.find(([k]) => TIMES_KEY.test(k)) ?? [];
  if (key === undefined || !Array.isArray(list))
    throw new InputError(
      file,
      "holds no list of manoeuvres",
      "manoeuvre_timestamps: with one UTC time a line",
    );
  const rejected: RejectedRecord[] = [];
  const times: Epoch[] = [];
  for (const [i, value] of list.entries()) {
    const time = readTime(value);
    if (time !== null) times.push(time);
    else
      rejected.push({
        line: source.lineOf([key, i]),
        reason: `"${String(value).slice(0, 40)}" is no UTC time such as 2016-01-20 22:18:00`,
      });
  }
  const first = rejected[0];
  if (times.length === 0 && first !== undefined)
    throw new InputError(`${file}:${first.line}`, first.reason, "no time of the list can be used");
  times.sort(compareEpochs);
  const name = entries.find(([k]) => /^name$/i.test(k))?.[1];
  const number = Number(entries.find(([k]) => NUMBER_KEY.test(k))?.[1] ?? Number.NaN);
  return {
    ...(typeof name === "string" || typeof name === "number" ? { name: String(name) } : {}),
    ...(Number.isInteger(number) && number > 0 ? { catalogueNumber: number } : {}),
    times: times.filter((t, i) => i === 0 || compareEpochs(t, times[i - 1]!) !== 0),
    rejected,
  };
}
