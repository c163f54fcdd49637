import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { expect } from "vitest";
import { parse, stringify } from "yaml";
import { firstlight, summaryOf } from "./command.js";

const folder = mkdtempSync(join(tmpdir(), "firstlight-reentry-"));

/** Removes what the scenes left. */
export function removeScenes(): void {
  rmSync(folder, { recursive: true, force: true });
}

/** The demo's network with some of its sensors only, and without the satellites that its radars see. */
function networkOf(sensors: readonly string[]): string {
  const network = parse(readFileSync("scenarios/demo-network.yaml", "utf8")) as { sensors: { id: string }[] };
  const file = join(folder, `${sensors.join("+")}.yaml`);
  const catalogue = resolve("data/catalogue-2026-08-22.csv");
  writeFileSync(
    file,
    stringify({
      ...network,
      catalogue,
      sensors: network.sensors.filter(({ id }) => sensors.includes(id)),
    }),
  );
  return file;
}

/** Runs a scene in which an upper stage comes down over the Atlantic, seen by some of the demo's sensors. */
export async function comesDown(
  name: string,
  seed: number,
  sensors: readonly string[],
  entry: string,
  rest: string,
  seconds: number,
) {
  const scene = join(folder, `${name}.yaml`);
  const out = join(folder, name);
  writeFileSync(
    scene,
    `name: ${name}
start: 2026-08-22T06:00:00Z
durationSeconds: ${seconds}
network: ${networkOf(sensors)}
objects:
  - { id: stage, kind: reentry, massKg: 3000, entry: { time: 10, ${entry} }${rest} }
`,
  );
  const { code, err } = await firstlight("run", scene, "--out", out, "--seed", String(seed));
  if (code !== 0) throw new Error(err);
  return summaryOf(out);
}

/** A scene as a case of a test: its name, seed, sensors, entry and length, s. */
export type ReentryCase = readonly [string, number, readonly string[], string, number];

/** The scene is told as a re-entry, and nobody is warned of a launch. */
export async function expectReentry(...[name, seed, sensors, entry, seconds]: ReentryCase): Promise<void> {
  const { events, warnings } = await comesDown(
    name.replaceAll(/\W/g, "-"),
    seed,
    sensors,
    entry,
    "",
    seconds,
  );
  expect(warnings).toEqual([]);
  const classes = events.map((e) => e.class);
  expect(classes).toContain("reentry");
  expect(classes.every((c) => c === "reentry" || c === "bolide" || c === "background")).toBe(true);
}

/** Entries at 120 km, 10 s after the start. */
export const EASTWARD =
  "latitudeDeg: 22, longitudeDeg: -72, azimuthDeg: 65, speed: 7800, flightPathAngleDeg: -1.2";
export const SOUTHWARD =
  "latitudeDeg: 40, longitudeDeg: -60, azimuthDeg: 170, speed: 7700, flightPathAngleDeg: -2";
export const STEEP =
  "latitudeDeg: 15, longitudeDeg: -50, azimuthDeg: 30, speed: 6500, flightPathAngleDeg: -8";
/** A staring and a scanning satellite. */
export const TWO = ["infrared-50w", "infrared-75w"];
