import { spawnSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { makePlotScene, plotLines, sceneMeta, truthLines } from "../src/study/index.js";
import { openWorkshop, ROOT } from "./support/small-world.js";

const { at, put, remove } = openWorkshop();
beforeAll(() => {
  const scene = makePlotScene({
    seed: 5,
    radars: ["R1"],
    objects: 3,
    duration: 60,
    scanPeriod: 2,
    clutter: 1,
    detectionProbability: 1,
    kind: "mixed",
    births: false,
  });
  put("plots.jsonl", [...plotLines(scene)].join(""));
  put("meta.json", sceneMeta(scene, "small"));
  put("truth.jsonl", [...truthLines(scene)].join(""));
});
afterAll(remove);

const BIN = join(ROOT, "bin/firstlight.js");
const TRACK = ["track", "plots.jsonl", "--meta", "meta.json"];

/** Runs the built command with its output led elsewhere. @returns its own exit code and what it said of errors */
function firstlightInto(where: string, ...args: readonly string[]): { code: number; err: string } {
  const script = `"$@" ${where}; exit "\${PIPESTATUS[0]}"`;
  const { status, stderr } = spawnSync("bash", ["-c", script, "bash", process.execPath, BIN, ...args], {
    cwd: at("."),
    encoding: "utf8",
  });
  return { code: status ?? -1, err: stderr };
}

test("a reader that leaves when all is done takes nothing from the exit code", () => {
  expect(firstlightInto("| true", "--help")).toEqual({ code: 0, err: "" });
  expect(firstlightInto("| true", ...TRACK, "--out", "t.jsonl", "--json")).toEqual({ code: 0, err: "" });
  expect(
    firstlightInto("| true", "score", "t.jsonl", "--truth", "truth.jsonl", "--meta", "meta.json"),
  ).toEqual({
    code: 0,
    err: "",
  });
});

test("work that nobody reads is cut short: its files are cleared away, and it ends as others in a pipe do", () => {
  const cut = firstlightInto("| true", ...TRACK, "--out", "-", "--assoc", "cut.json");
  expect(cut).toEqual({ code: 141, err: "" });
  expect(readdirSync(at(".")).filter((name) => name.startsWith("cut"))).toEqual([]);
});

test("errors that nobody reads change nothing", () => {
  expect(
    firstlightInto("2>&1 | true", "track", "nothing.jsonl", "--meta", "meta.json", "--out", "t.jsonl").code,
  ).toBe(2);
});

test.runIf(existsSync("/dev/full"))("a full disk under standard output is told in one line", () => {
  const { code, err } = firstlightInto("> /dev/full", ...TRACK, "--out", "t.jsonl");
  expect(code).toBe(2);
  expect(err).toBe("firstlight: standard output: can't be written (ENOSPC)\n");
});
