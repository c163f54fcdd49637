import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { InputError } from "../../messages/index.js";
import { openRecordingsFolder } from "./recordings-folder.js";

const TLE =
  "1 25544U 98067A   08264.51782528 -.00002182  00000-0 -11606-4 0  2927\n2 25544  51.6416 247.4627 0006703 130.5360 325.0288 15.72125391563537\n";
const NO_ABORT = new AbortController().signal;

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "firstlight-folder-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function put(path: string, content: string | Uint8Array): string {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), content);
  return join(folder, path);
}

const walk = (except?: string, signal = NO_ABORT) =>
  openRecordingsFolder(folder, {
    signal,
    looking: async () => {},
    ...(except === undefined ? {} : { except }),
  });

async function found(except?: string): Promise<{ known: string[]; reasons: Record<string, string> }> {
  const { recordings, unknown } = await walk(except);
  return {
    known: recordings.map(({ path, kind }) => `${path} ${kind}`),
    reasons: Object.fromEntries(unknown.map(({ path, reason }) => [path, reason])),
  };
}

describe("a folder of recordings", () => {
  it("is walked with its sub-folders, sorted, and unpacked by content", async () => {
    put("b/two.dat", TLE);
    put("a.bin", gzipSync(TLE));
    put("b/c/d.gz", TLE);
    put("b.x", TLE);
    expect((await found()).known).toEqual(["a.bin tle", "b.x tle", "b/c/d.gz tle", "b/two.dat tle"]);
    const { recordings } = await walk();
    for (const recording of recordings) {
      expect(await recording.text()).toBe(TLE);
      expect(Buffer.from(await recording.bytes()).toString()).toBe(TLE);
    }
  });

  it("everything else is named with what it is", async () => {
    put("good.tle", TLE);
    put("README.md", "# Notes\n");
    put("words.dat", "hello\n");
    put("empty", "");
    put("blank.gz", gzipSync(" \n"));
    put("noise", Uint8Array.of(1, 0, 3, 255));
    put("old.Z", Buffer.from("1f9d90aabbccdd", "hex"));
    put("all.zip", "PK\x03\x04....");
    put(".hidden", TLE);
    put(".git/config", "x");
    symlinkSync(join(folder, "nowhere"), join(folder, "dangling"));
    execFileSync("mkfifo", [join(folder, "pipe")]);
    const { known, reasons } = await found();
    expect(known).toEqual(["good.tle tle"]);
    expect(reasons).toEqual({
      ".git": "is hidden, and not looked at nor into",
      ".hidden": "is hidden, and not looked at",
      "README.md": "is a text for people, or of no known kind",
      "all.zip": "is packed by zip: unpack it, or pack it by gzip",
      "blank.gz": "is empty",
      dangling: "is a link that leads nowhere (ENOENT)",
      empty: "is empty",
      noise: "is of no known kind",
      "old.Z": "is packed by compress (.Z): unpack it, or pack it by gzip",
      pipe: "is a device, pipe or socket, and not opened",
      "words.dat": "is text of no known kind",
    });
  });

  it("links are followed, once each, and may go in circles", async () => {
    put("a/good.tle", TLE);
    symlinkSync(folder, join(folder, "a/up"));
    symlinkSync(join(folder, "a"), join(folder, "0"));
    symlinkSync(join(folder, "a/good.tle"), join(folder, "file"));
    symlinkSync(join(folder, "self"), join(folder, "self"));
    const { known, reasons } = await found();
    expect(known).toEqual(["a/good.tle tle", "file tle"]);
    expect(Object.keys(reasons).sort()).toEqual(["0", "a/up", "self"]);
  });

  it("what is written lies apart", async () => {
    put("good.tle", TLE);
    put("out/validation.json", "[]");
    expect(await found(join(folder, "out"))).toEqual({ known: ["good.tle tle"], reasons: {} });
  });

  it.skipIf(process.getuid?.() === 0)("what may not be read is named", async () => {
    put("good.tle", TLE);
    chmodSync(put("closed.tle", TLE), 0);
    put("locked/x.tle", TLE);
    chmodSync(join(folder, "locked"), 0);
    const { reasons } = await found();
    chmodSync(join(folder, "locked"), 0o700);
    expect(reasons["closed.tle"]).toMatch(/may not be read/);
    expect(reasons.locked).toMatch(/may not be read/);
  });

  it("gzip that is damaged or cut is named with its fault, at once or when it is read", async () => {
    const whole = gzipSync(TLE.repeat(20_000), { level: 0 });
    put("good.tle", TLE);
    put("cut-early.gz", gzipSync(TLE).subarray(0, 40));
    put("cut-late.gz", whole.subarray(0, whole.length - 100_000));
    const damaged = Buffer.from(whole);
    damaged[1_000_000] = 0x55;
    put("damaged.gz", damaged);
    const { recordings, unknown } = await walk();
    expect(unknown.map(({ path, reason }) => `${path} ${reason}`)).toEqual([
      expect.stringMatching(/^cut-early.gz its gzip data ends too early/),
    ]);
    const opened = (name: string) => recordings.find(({ path }) => path === name)!;
    await expect(opened("cut-late.gz").bytes()).rejects.toThrow(/^cut-late.gz: its gzip data ends too early/);
    await expect(opened("damaged.gz").bytes()).rejects.toThrow(/^damaged.gz: its gzip data is damaged/);
    await expect(opened("damaged.gz").text()).rejects.toThrow(InputError);
  });

  it("what unpacks to much more than any recording is refused before it fills the memory", async () => {
    const blank = gzipSync(Buffer.alloc(1 << 24, " "));
    put("bomb.gz", Buffer.concat([gzipSync(TLE), ...Array<Buffer>(6).fill(blank)]));
    const { recordings } = await walk();
    await expect(recordings[0]!.bytes()).rejects.toThrow(/unpacks to more than 250 times its size/);
  });

  it("a reader that has enough lets the file go", async () => {
    put("good.gz", gzipSync(TLE.repeat(20_000)));
    const { recordings } = await walk();
    for await (const chunk of recordings[0]!.chunks()) {
      expect(chunk.length).toBeGreaterThan(0);
      break;
    }
  });

  it("Ctrl-C ends a read", async () => {
    put("good.tle", TLE);
    const controller = new AbortController();
    const { recordings } = await walk(undefined, controller.signal);
    controller.abort(new Error("stopped"));
    await expect(recordings[0]!.bytes()).rejects.toThrow("stopped");
  });

  it.each([
    ["nothing is there", () => "nothing", /no such file/],
    ["it is a file", () => put("file", "x"), /is no folder/],
    ["it is empty", () => mkdirSync(join(folder, "none/at/all"), { recursive: true })!, /holds no file/],
    [
      "it holds only strangers",
      () => dirname(put("sub/README.md", "x")),
      /holds no recording of a known kind \(README/,
    ],
  ])("is unusable where %s", async (_, make, message) => {
    const walking = openRecordingsFolder(make(), { signal: NO_ABORT, looking: async () => {} });
    await expect(walking).rejects.toThrow(message);
    await expect(walking).rejects.toThrow(InputError);
  });
});
