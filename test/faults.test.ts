import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { firstlight, summaryOf } from "./support/command.js";

const folder = mkdtempSync(join(tmpdir(), "firstlight-faults-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("a launch seen through bad lines and broken sensors (scenarios/faults.yaml)", () => {
  const out = join(folder, "run");
  beforeAll(async () => {
    const { code, err } = await firstlight("run", "scenarios/faults.yaml", "--out", out);
    expect(err).toBe("");
    expect(code).toBe(0);
  }, 60_000);

  it("is confirmed, and nothing else is warned of", () => {
    const { score, warnings, events } = summaryOf(out);
    expect(score).toMatchObject({ launches: 1, detected: 1, missed: 0, falseWarnings: 0 });
    const confirmed = warnings.filter(({ level }) => level === "confirmed").map(({ event }) => event);
    expect(new Set(confirmed).size).toBe(1);
    expect(events.find(({ id }) => id === confirmed[0])).toMatchObject({
      class: "ballistic",
      confirmed: true,
    });
  });

  it("counts what the lines did to the messages, each under its reason", () => {
    const { rejectedReasons = {} } = summaryOf(out).measurements;
    for (const reason of [
      "relayed copy of an earlier message: the same witness",
      "copy of an earlier message: the same witness",
      "time runs backwards for this sensor",
      "not JSON",
    ])
      expect(rejectedReasons[reason], reason).toBeGreaterThan(0);
  });

  it("is replayed to the same warnings", async () => {
    expect((await firstlight("verify", out)).code).toBe(0);
  });
});

describe("a test tape on the running line (1979)", () => {
  it("makes no event where it is marked: the intake refuses its origin", async () => {
    const short = join(folder, "short.yaml");
    const scenario = readFileSync("scenarios/ballistic.yaml", "utf8")
      .replace("durationSeconds: 960", "durationSeconds: 300")
      .replace(/[\w-]+-network.yaml/, resolve("scenarios/demo-network.yaml"))
      .replace(/vehicles\/[\w-]+.yaml/, resolve("scenarios/vehicles/ballistic-medium.yaml"));
    writeFileSync(short, scenario);
    const tape = join(folder, "tape.jsonl");
    expect((await firstlight("simulate", short, "--out", tape)).code).toBe(0);
    const recorded = readFileSync(tape, "utf8").match(/"sensor":/g)!.length;
    expect(recorded).toBeGreaterThan(300);
    const scene = join(folder, "quiet.yaml");
    writeFileSync(
      scene,
      `name: quiet
start: 2026-08-22T06:00:00Z
durationSeconds: 400
network: ${resolve("scenarios/demo-network.yaml")}
objects:
  - { id: tape, kind: test-tape, time: 10, file: ${tape} }
`,
    );
    const out = join(folder, "taped");
    expect((await firstlight("run", scene, "--out", out)).code).toBe(0);
    const { events, warnings, measurements } = summaryOf(out);
    expect(warnings).toEqual([]);
    expect(events.filter((event) => event.class !== "background")).toEqual([]);
    expect(measurements.rejectedReasons?.["origin test in a watch of origin exercise"]).toBe(recorded);
  }, 60_000);
});
