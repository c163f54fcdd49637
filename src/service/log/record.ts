import { createHash } from "node:crypto";
import { LogBody } from "../../messages/index.js";

/** What stands for the hash of the record before the first. */
export const NO_PREVIOUS = "0".repeat(64);

const HEAD = '{"hash":"';
const AFTER_HASH = '",';

/** A line of the log as it is written, and the hash by which the next one will know it. */
export interface EncodedRecord {
  readonly line: string;
  readonly hash: string;
}

/**
 * Writes one record of the chain.
 *
 * @param sequence number of the record, from 0
 * @param previous hash of the record before, or `NO_PREVIOUS`
 * @param bodyText JSON text of the body
 * @returns the line with its line feed, and its hash: SHA-256 of the bytes between `{"hash":"…",` and the line feed
 */
export function encodeRecord(sequence: number, previous: string, bodyText: string): EncodedRecord {
  const hashed = `"sequence":${sequence},"previous":"${previous}","body":${bodyText}}`;
  const hash = createHash("sha256").update(hashed).digest("hex");
  return { line: `${HEAD}${hash}${AFTER_HASH}${hashed}\n`, hash };
}

/** A record of the chain that was found whole. */
export interface DecodedRecord {
  readonly hash: string;
  /** JSON text of the body, as written. */
  readonly bodyText: string;
  /** What its schema knows of it. */
  readonly body: LogBody;
}

/**
 * Reads one record back and checks it against its place in the chain, byte for byte.
 *
 * @param line its text without the line feed, decoded from UTF-8 without loss
 * @param sequence number that the record must have
 * @param previous hash that it must name
 * @returns the record, or what is wrong with it
 */
export function decodeRecord(
  line: string,
  sequence: number,
  previous: string,
): DecodedRecord | { readonly fault: string } {
  const start = HEAD.length + 64 + AFTER_HASH.length;
  if (line.length < start || !line.startsWith(HEAD)) return { fault: 'does not begin with {"hash":"…"' };
  const written = line.slice(HEAD.length, HEAD.length + 64);
  if (line.slice(HEAD.length + 64, start) !== AFTER_HASH)
    return { fault: "the hash is not followed by what it covers" };
  const text = line.slice(start);
  const hash = createHash("sha256").update(text).digest("hex");
  if (hash !== written) return { fault: "the content does not agree with its hash" };
  const expected = `"sequence":${sequence},"previous":"${previous}","body":`;
  if (!text.startsWith(expected) || !text.endsWith("}"))
    return { fault: `does not follow the record before it (expected sequence ${sequence})` };
  const bodyText = text.slice(expected.length, -1);
  const body = parseBody(bodyText);
  return "fault" in body ? body : { hash, bodyText, body: body.body };
}

/** A chain says who came after whom; whether a record can be what it says it is, its schema says. */
function parseBody(text: string): { readonly body: LogBody } | { readonly fault: string } {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { fault: "the body is not JSON" };
  }
  const parsed = LogBody.safeParse(value);
  if (parsed.success) return { body: parsed.data };
  const { path, message } = parsed.error.issues[0]!;
  return { fault: `the body is no record of a log (${["body", ...path].join(".")}: ${message})` };
}
