import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { HEAD_BYTES } from "./recognise-format.js";
import { RECORDED_KINDS } from "./recorded-kinds.js";

const ROOT = fileURLToPath(new URL("../../../", import.meta.url));
const SHARED = fileURLToPath(new URL("../../../../shared/data/", import.meta.url));

/** The head of every file of a folder, unpacked, as text. */
function headsIn(folder: string): [name: string, head: string][] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name, parentPath }) => {
      const bytes = readFileSync(`${parentPath}/${name}`);
      const unpacked = bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes;
      return [name, unpacked.subarray(0, HEAD_BYTES).toString("utf8")];
    });
}

const kindsOf = (head: string) =>
  RECORDED_KINDS.flatMap(([kind, recognises]) => (recognises(head) ? [kind] : []));

describe("what recognises one kind of recording recognises no other", () => {
  it.each(["scenarios", "schemas", "docs"])("nothing of ours in %s", (folder) => {
    const taken = headsIn(`${ROOT}${folder}`).filter(([, head]) => kindsOf(head).length > 0);
    expect(taken.map(([name, head]) => `${name} ${kindsOf(head)}`)).toEqual([]);
  });

  it.runIf(existsSync(SHARED))("every real file is of one kind at most, and notes are of none", () => {
    for (const [name, head] of headsIn(SHARED)) {
      const kinds = kindsOf(head);
      expect(kinds.length, `${name} is taken for ${kinds}`).toBeLessThanOrEqual(/\.md$/.test(name) ? 0 : 1);
      const changed = head.replaceAll(/\r?\n/g, "\r\n");
      expect(`${name} ${kindsOf(changed)}`).toBe(`${name} ${kinds}`);
    }
  });
});
