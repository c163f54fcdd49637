import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { InputError } from "../../messages/index.js";
import { decodeText, readFileBytes, readFileText } from "./read-file.js";
import { LINE_LIMIT_BYTES, type OverlongLine, readLines, type TextLine } from "./read-lines.js";

const folder = mkdtempSync(join(tmpdir(), "firstlight-lines-"));
afterAll(() => rmSync(folder, { recursive: true }));

async function* chunks(...parts: (string | Uint8Array)[]): AsyncGenerator<Uint8Array> {
  for (const part of parts) yield typeof part === "string" ? Buffer.from(part) : part;
}

async function all(
  source: string | AsyncIterable<Uint8Array>,
  limit?: number,
): Promise<(TextLine | OverlongLine)[]> {
  const lines = [];
  for await (const line of readLines(source, limit)) lines.push(line);
  return lines;
}

describe("lines of a stream", () => {
  it("are cut at line feeds, wherever the chunks end", async () => {
    expect(await all(chunks("ab", "c\n", "\n", "d", "é\n".slice(0, 1), "\nrest"))).toEqual([
      { line: 1, text: "abc", terminated: true, malformed: false },
      { line: 2, text: "", terminated: true, malformed: false },
      { line: 3, text: "dé", terminated: true, malformed: false },
      { line: 4, text: "rest", terminated: false, malformed: false },
    ]);
  });

  it("say whether the last one was ended", async () => {
    expect((await all(chunks("a\nb"))).at(-1)).toMatchObject({ text: "b", terminated: false });
    expect((await all(chunks("a\nb\n"))).at(-1)).toMatchObject({ text: "b", terminated: true });
    expect(await all(chunks(""))).toEqual([]);
  });

  it("keep the file's own text: carriage returns, byte order mark", async () => {
    expect((await all(chunks("\uFEFFa\r\n")))[0]).toMatchObject({ text: "\uFEFFa\r" });
  });

  it("say when they are not UTF-8, and go on", async () => {
    const lines = await all(chunks(Uint8Array.of(0x7b, 0xff, 0x0a), "ok\n"));
    expect(lines[0]).toMatchObject({ malformed: true, text: "{\uFFFD" });
    expect(lines[1]).toMatchObject({ malformed: false, text: "ok" });
  });

  it("over the limit are refused by number and length, and the next ones come", async () => {
    const lines = await all(chunks("short\n", "x".repeat(11), "y\nnext\n"), 10);
    expect(lines[1]).toEqual({ line: 2, tooLong: true, bytes: 12 });
    expect(lines[2]).toMatchObject({ line: 3, text: "next" });
  });

  it("of 2 GB are never held in memory", async () => {
    const chunk = new Uint8Array(8 * 1024 * 1024).fill(0x20);
    async function* endless(): AsyncGenerator<Uint8Array> {
      for (let i = 0; i < 256; i += 1) yield chunk;
      yield Buffer.from("\nlast\n");
    }
    const before = process.memoryUsage().arrayBuffers;
    let most = 0;
    const lines = [];
    for await (const line of readLines(endless())) {
      most = Math.max(most, process.memoryUsage().arrayBuffers - before);
      lines.push(line);
    }
    expect(lines[0]).toEqual({ line: 1, tooLong: true, bytes: 256 * chunk.length });
    expect(lines[1]).toMatchObject({ text: "last" });
    expect(most).toBeLessThan(chunk.length + 4 * LINE_LIMIT_BYTES);
  });

  it("joined again give the bytes that came in", async () => {
    const part = fc.uint8Array({ maxLength: 40 }).map((a) => a.map((b) => (b % 5 === 0 ? 0x0a : b % 128)));
    await fc.assert(
      fc.asyncProperty(fc.array(part, { maxLength: 8 }), async (parts) => {
        const lines = (await all(chunks(...parts))) as TextLine[];
        const text = lines.map((l) => l.text + (l.terminated ? "\n" : "")).join("");
        expect(text).toBe(Buffer.concat(parts).toString("latin1"));
        expect(lines.map((l) => l.line)).toEqual(lines.map((_, i) => i + 1));
      }),
    );
  });
});

describe("files that can't be read", () => {
  it.each([
    ["a missing file", join(folder, "nothing.yaml"), /no such file/],
    ["a folder", folder, /is a folder/],
    ["a path through a file", join(folder, "empty", "x"), /no such file/],
    ["a name with a zero byte", "a\0b", /is not a path/],
  ])("%s gives one line", async (_, path, message) => {
    writeFileSync(join(folder, "empty"), "");
    for (const read of [readFileBytes, readFileText, all]) {
      const error = await read(path).then(
        () => null,
        (e: unknown) => e,
      );
      expect(error).toBeInstanceOf(InputError);
      expect((error as InputError).message).toMatch(message);
      expect((error as InputError).message).not.toContain("\n");
    }
  });

  it("an empty file, one that is too large, one that is no text", async () => {
    writeFileSync(join(folder, "empty"), "");
    writeFileSync(join(folder, "noise"), Uint8Array.of(0xff, 0xfe, 0x00, 0x80));
    await expect(readFileBytes(join(folder, "empty"))).rejects.toThrow(/is empty/);
    await expect(readFileBytes(join(folder, "noise"), 3)).rejects.toThrow(/larger than 3 bytes/);
    await expect(readFileText(join(folder, "noise"))).rejects.toThrow(/is not UTF-8 text/);
    expect(decodeText(Buffer.from("\uFEFFa"), "f")).toBe("a");
  });
});
