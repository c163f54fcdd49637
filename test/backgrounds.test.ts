import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { firstlight, summaryOf } from "./support/command.js";

const folder = mkdtempSync(join(tmpdir(), "firstlight-backgrounds-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Runs a scene of the demo's satellites. @param objects YAML, a line each */
async function run(name: string, seconds: number, objects: string[], network = "demo-network") {
  const scene = join(folder, `${name}.yaml`);
  const out = join(folder, name);
  writeFileSync(
    scene,
    `name: ${name}
start: 2026-08-22T06:00:00Z
durationSeconds: ${seconds}
network: ${resolve(`scenarios/${network}.yaml`)}
objects:
${objects.map((o) => `  - ${o}`).join("\n")}
`,
  );
  const { code, err } = await firstlight("run", scene, "--out", out, "--seed", "3");
  if (code !== 0) throw new Error(err);
  return { ...summaryOf(out), log: readFileSync(join(out, "log.jsonl"), "utf8") };
}

/** Where the events of a log were seen, as often as that was said. */
function places(log: string): { id: string; latitudeDeg: number; longitudeDeg: number }[] {
  return log
    .trimEnd()
    .split("\n")
    .map((line) => (JSON.parse(line) as { body: { type: string; id: string; seenAt?: object } }).body)
    .filter(({ type, seenAt }) => type === "event" && seenAt !== undefined)
    .map(({ id, seenAt }) => ({ id, ...(seenAt as { latitudeDeg: number; longitudeDeg: number }) }));
}

describe("what is no rocket", () => {
  it("stars, bright enough to follow, stay background until they set behind the Earth", async () => {
    const { warnings, events } = await run("stars", 900, [
      "{ id: stars, kind: stars, faintestMagnitude: 1 }",
    ]);
    expect(warnings).toEqual([]);
    expect(events.length).toBeGreaterThan(5);
    expect(new Set(events.map((e) => e.class))).toEqual(new Set(["background"]));
  }, 60_000);

  it("an aircraft in afterburner, straight or turning, is an aircraft", async () => {
    const aircraft = (id: string, longitude: number, speed: number, turn: number) =>
      `{ id: ${id}, kind: afterburner, time: 60, latitudeDeg: 20, longitudeDeg: ${longitude}, azimuthDeg: 70, speed: ${speed}, durationSeconds: 300, radiantIntensity: 2.0e+4, turnDeg: ${turn} }`;
    const { warnings, events } = await run("aircraft", 500, [
      aircraft("a", -60, 400, 0),
      aircraft("b", -90, 600, 0),
      aircraft("c", -120, 350, 120),
    ]);
    expect(warnings).toEqual([]);
    const flying = events.filter((e) => e.class === "aircraft");
    expect(flying.length).toBeGreaterThanOrEqual(3);
    // one that a satellite sees flying along its line of sight seems to stay, and is a hot place to it
    for (const e of events) expect(["aircraft", "background"]).toContain(e.class);
  }, 60_000);

  it("fires, flares and volcanoes are static; glints and particle hits make no launch", async () => {
    const { warnings, events, log } = await run("quiet", 900, [
      "{ id: rates, kind: background-rates, bolides: listed, fires: 40, gasFlares: 8, eruptions: 0.3, glints: 400 }",
      "{ id: hits, kind: radiation, stormFactor: 10 }",
      "{ id: volcano, kind: volcano, latitudeDeg: 10, longitudeDeg: -70 }",
      "{ id: flare, kind: gas-flare, latitudeDeg: 25, longitudeDeg: -100, areaM2: 60 }",
    ]);
    expect(warnings).toEqual([]);
    const near = (latitude: number, longitude: number) =>
      new Set(
        places(log)
          .filter((p) => Math.hypot(p.latitudeDeg - latitude, p.longitudeDeg - longitude) < 1)
          .map(({ id }) => id),
      ).size;
    for (const e of events) expect(["background", "bolide"]).toContain(e.class);
    expect(near(10, -70)).toBe(1);
    expect(near(25, -100)).toBe(1);
  }, 60_000);
});
