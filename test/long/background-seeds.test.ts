import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { firstlight, summaryOf } from "../support/command.js";

const folder = mkdtempSync(join(tmpdir(), "firstlight-background-seeds-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const SEEDS = [1, 2, 3, 4, 5];

describe("two hours of scenarios/background-day.yaml with a proton storm in the second", () => {
  const scene = join(folder, "hours.yaml");
  const text = readFileSync(resolve("scenarios/background-day.yaml"), "utf8")
    .replace("durationSeconds: 86400", "durationSeconds: 7200")
    .replace("demo-network.yaml", resolve("scenarios/demo-network.yaml"))
    .replace("time: 50000", "time: 5000");
  writeFileSync(scene, text);

  test.each(SEEDS)("seed %i: nothing is warned of, every event is what it may be", async (seed) => {
    const out = join(folder, `seed-${seed}`);
    const { code } = await firstlight("run", scene, "--out", out, "--seed", `${seed}`);
    expect(code).toBe(0);
    const { warnings, events, score } = summaryOf(out);
    expect(warnings).toEqual([]);
    expect(score).toMatchObject({ launches: 0, falseWarnings: 0 });
    for (const e of events) expect(["background", "bolide", "aircraft"]).toContain(e.class);
  });
});
