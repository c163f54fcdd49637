import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { jsonSchemas } from "../src/formats/index.js";
import { InputError, type ValidationReport } from "../src/messages/index.js";
import { firstlight } from "./support/command.js";
import { openWorkshop, type Workshop } from "./support/small-world.js";

/** Stands for what is compared: ascents by how many letters they have, at most so many as the first number in them. */
vi.mock("../src/study/validation/comparisons/index.js", () => ({
  COMPARISONS: [
    {
      name: "letters",
      async *compare(
        recordings: { kind: string; path: string; text(): Promise<string> }[],
        context: { progress(what: string): Promise<void> },
      ) {
        for (const { kind, path, text } of recordings) {
          if (kind !== "ascent") continue;
          await context.progress(path);
          const content = await text();
          if (content.includes("broken")) throw new InputError(`${path}:7`, "is broken", "mend it");
          if (content.includes("bug")) throw new TypeError("that was not expected");
          const figure = content.includes("strange") ? Number.NaN : content.length;
          const words = {
            comparison: "letters",
            truth: "counted by hand",
            independence: "wholly",
            unit: "1",
          };
          yield { recording: path, ...words, figure, atMost: Number(/\d+/.exec(content)![0]) };
        }
      },
    },
    {
      name: "silent",
      async *compare() {},
    },
  ],
}));

const validator = z.fromJSONSchema(JSON.parse(jsonSchemas().get("validation.schema.json")!));
const ascent = (limit: number, words = "") => `{"time": [${limit}], "note": "${words}"}`;

let shop: Workshop;
beforeEach(() => {
  shop = openWorkshop();
  mkdirSync(shop.at("in/sub"), { recursive: true });
});
afterEach(() => shop.remove());

const validate = (...more: string[]) =>
  firstlight("validate", shop.at("in"), "--out", shop.at("out"), ...more);

function report(): ValidationReport {
  const lines = JSON.parse(readFileSync(shop.at("out/validation.json"), "utf8"));
  expect(validator.safeParse(lines).error).toBeUndefined();
  return lines;
}

describe("firstlight validate", () => {
  it("ends with 0 where every mark holds, and names what it could not use", async () => {
    shop.put("in/sub/good.json", ascent(99));
    shop.put("in/sub/packed.gz", gzipSync(ascent(99)));
    shop.put("in/README.md", "# a note\n");
    shop.put("in/noise", Uint8Array.of(0, 1, 2));
    shop.put("in/cut.gz", gzipSync(ascent(99)).subarray(0, 20));
    shop.put("in/alert.xml", '<alert xmlns="urn:oasis:names:tc:emergency:cap:1.2">');
    const { code, out, err } = await validate();
    expect(code).toBe(0);
    expect(out).toMatch(/^ok {5}sub\/good\.json: letters: 26, at most 99$/m);
    expect(out).toMatch(/2 of 2 marks hold, 0 lines without a mark/);
    expect(err).toBe(
      "firstlight: 3 files of no known kind, 1 that no comparison uses: named in validation.json\n",
    );
    expect(report().map(({ recording, figure, pass }) => [recording, figure, pass])).toEqual([
      ["README.md", 0, undefined],
      ["alert.xml", 1, undefined],
      ["cut.gz", 0, undefined],
      ["noise", 0, undefined],
      ["sub/good.json", 26, true],
      ["sub/packed.gz", 26, true],
    ]);
    expect(readFileSync(shop.at("out/validation.html"), "utf8")).toContain("All 2 marks hold.");
  });

  it("ends with 3 where a mark isn't reached; a figure that is no number reaches none", async () => {
    shop.put("in/sub/a.json", ascent(5));
    shop.put("in/sub/b.json", ascent(99, "strange"));
    shop.put("in/sub/c.json", ascent(99, "broken"));
    const { code, out, err } = await validate("--json");
    expect(code).toBe(3);
    expect(err).toBe("");
    expect(out.trimEnd().split("\n")).toHaveLength(1);
    expect(JSON.parse(out)).toMatchObject({
      lines: 3,
      held: 0,
      short: 2,
      unmarked: 1,
      files: { compared: 3, unused: 0, unknown: 0 },
      seconds: { letters: expect.any(Number), silent: expect.any(Number) },
    });
    expect(report().map(({ figure, pass, reason }) => [figure, pass, reason])).toEqual([
      [25, false, undefined],
      [null, false, "the figure came out as no number"],
      [null, undefined, "sub/c.json:7: is broken; mend it"],
    ]);
  });

  it("writes the same twice, over its own files and beside those of others", async () => {
    shop.put("in/sub/good.json", ascent(99));
    await validate();
    const read = () =>
      ["json", "html"].map((ending) => readFileSync(shop.at(`out/validation.${ending}`), "utf8"));
    const first = read();
    shop.put("out/letter.txt", "dear");
    await validate();
    expect(read()).toEqual(first);
    expect(readdirSync(shop.at("out")).sort()).toEqual(["letter.txt", "validation.html", "validation.json"]);
  });

  it("doesn't look at what it wrote into the folder itself, by whatever name", async () => {
    shop.put("in/good.json", ascent(99));
    mkdirSync(shop.at("in/out"));
    symlinkSync(shop.at("in/out"), shop.at("out"));
    await validate();
    expect((await validate()).code).toBe(0);
    expect(report()).toHaveLength(1);
  });

  it("runs the comparisons that are asked for", async () => {
    shop.put("in/good.json", ascent(99));
    shop.put("in/alert.xml", '<alert xmlns="urn:oasis:names:tc:emergency:cap:1.2">');
    expect((await validate("--only", "silent, letters")).code).toBe(0);
    expect(report()).toHaveLength(1);
    expect(await firstlight("validate", "--list")).toMatchObject({ code: 0, out: "letters\nsilent\n" });
    expect(JSON.parse((await firstlight("validate", "--list", "--json")).out)).toEqual({
      comparisons: ["letters", "silent"],
    });
    const { code, err } = await validate("--only", "silence");
    expect(code).toBe(2);
    expect(err).toMatch(/"silence" is no comparison; there are: letters, silent/);
  });

  it("a bug is loud, and costs nobody else a line", async () => {
    shop.put("in/a.json", ascent(99));
    shop.put("in/b.json", ascent(99, "bug"));
    const { code, err } = await validate();
    expect(code).toBe(1);
    expect(err).toMatch(/internal error[\s\S]*that was not expected/);
    expect(
      report().map(({ recording, comparison, figure, pass }) => [recording, comparison, figure, pass]),
    ).toEqual([
      [".", "letters: internal error", null, undefined],
      ["a.json", "letters", 26, true],
      ["b.json", "recognised by content", 1, undefined],
    ]);
  });

  it.each([
    ["no folder", () => ["validate"]],
    ["a folder that is not there", () => ["validate", shop.at("nothing")]],
    ["a file", () => ["validate", shop.put("in/good.json", ascent(99))]],
    ["an empty folder", () => ["validate", shop.at("in")]],
    ["a folder of strangers", () => shop.put("in/x.md", "x") && ["validate", shop.at("in")]],
    [
      "nothing to compare",
      () => shop.put("in/good.json", ascent(9)) && ["validate", shop.at("in"), "--only", "silent"],
    ],
  ])("ends with 2 and one line: %s", async (_, args) => {
    const { code, out, err } = await firstlight(...args(), "--out", shop.at("out"));
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toMatch(/^firstlight: .{10,}\n$/);
    expect(existsSync(shop.at("out"))).toBe(false);
  });

  it("ends with 2 where the output can't lie, before any work", async () => {
    shop.put("in/good.json", ascent(99, "bug"));
    const { code, err } = await firstlight("validate", shop.at("in"), "--out", shop.put("file", "x"));
    expect(code).toBe(2);
    expect(err).toMatch(/file/);
  });

  it("Ctrl-C ends it cleanly", async () => {
    shop.put("in/good.json", ascent(99));
    const running = validate();
    process.emit("SIGINT");
    const { code } = await running;
    expect(code).toBe(130);
    expect(existsSync(shop.at("out"))).toBe(false);
  });
});
