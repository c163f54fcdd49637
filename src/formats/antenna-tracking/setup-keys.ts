import { InputError } from "../../messages/index.js";
import type { RejectedRecord } from "../record-error.js";

/** One line's value, and where it stood. */
interface KeyValue {
  readonly text: string;
  readonly line: number;
}

/** The `key = value` lines of a text: keys in small letters with points, and a number in brackets apart. */
export interface SetupKeys {
  readonly file: string;
  readonly values: ReadonlyMap<string, KeyValue>;
  /** Bracketed numbers that occur with keys that begin so. */
  indices(prefix: string): number[];
  readonly rejected: RejectedRecord[];
}

const LINE = /^([A-Za-z][\w.]*?)\s*(?:\[\s*(\d{1,4})\s*\])?\s*[=,]\s*(.*?)\s*;?\s*$/;

/** Reads `key [i] = value` lines (a comma for `=` in tables of ours); `#` begins a comment line. A line that is none is counted. The last of a key stands. */
export function setupKeys(text: string, file: string): SetupKeys {
  const values = new Map<string, KeyValue>();
  const rejected: RejectedRecord[] = [];
  for (const [i, raw] of text
    .replace(/^\uFEFF/, "")
    .split("\n")
    .entries()) {
    const line = raw.trim();
    if (line === "" || line.startsWith("#")) continue;
    const match = LINE.exec(line);
    if (match === null) rejected.push({ line: i + 1, reason: `"${line.slice(0, 40)}" is no key = value` });
    else
      values.set(keyOf(match[1]!, match[2] === undefined ? undefined : Number(match[2])), {
        text: match[3]!,
        line: i + 1,
      });
  }
  const indices = (prefix: string) => {
    const start = keyOf(prefix);
    const found = [...values.keys()].flatMap((key) => {
      const index = key.startsWith(start) ? /\[(\d+)\]$/.exec(key)?.[1] : undefined;
      return index === undefined ? [] : [Number(index)];
    });
    return [...new Set(found)].sort((a, b) => a - b);
  };
  return { file, values, rejected, indices };
}

function keyOf(name: string, index?: number): string {
  const key = name.toLowerCase().replace(/_/g, ".");
  return index === undefined ? key : `${key}[${index}]`;
}

export function textAt({ values }: SetupKeys, name: string, index?: number): string | undefined {
  return values.get(keyOf(name, index))?.text;
}

/** @throws {InputError} where the key is there and holds no number, or is missing and nothing stands for it */
export function numberAt(keys: SetupKeys, name: string, index?: number, otherwise?: number): number {
  const found = keys.values.get(keyOf(name, index));
  if (found === undefined) {
    if (otherwise !== undefined) return otherwise;
    throw new InputError(keys.file, `${keyOf(name, index)} is missing`);
  }
  const value = Number(found.text);
  if (found.text === "" || !Number.isFinite(value))
    throw new InputError(`${keys.file}:${found.line}`, `"${found.text}" is no number`);
  return value;
}

export function flagAt(keys: SetupKeys, name: string, index?: number): boolean {
  return /^(true|yes|1)$/i.test(textAt(keys, name, index) ?? "");
}
