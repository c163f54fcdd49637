import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { crc32 } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parse, stringify } from "yaml";
import { type InfraredDetection, TruthRecord } from "../src/messages/index.js";
import { firstlight, logBodies, summaryOf } from "./support/command.js";

const folder = mkdtempSync(join(tmpdir(), "firstlight-cameras-"));
const scenario = join(folder, "camera.yaml");
const network = join(folder, "network.yaml");
const [simulated, fromFile] = [join(folder, "simulated"), join(folder, "from-file")];

/** The bundled scene with one camera of 64 × 64 pixels and two images a second. */
beforeAll(async () => {
  const told = parse(readFileSync("scenarios/camera-network.yaml", "utf8"));
  told.catalogue = resolve("data/catalogue-2026-08-22.csv");
  told.sensors = told.sensors.slice(0, 1);
  Object.assign(told.sensors[0].payload, { revisitSeconds: 0.5 });
  Object.assign(told.sensors[0].payload.frames, { rows: 64, columns: 64, framesPerSecond: 2 });
  writeFileSync(network, stringify(told));
  const scene = parse(readFileSync("scenarios/camera.yaml", "utf8"));
  scene.network = network;
  scene.objects[0].vehicle = resolve("scenarios/vehicles/ballistic-medium.yaml");
  writeFileSync(scenario, stringify(scene));
  const first = await firstlight("run", scenario, "--out", simulated, "--seed", "3");
  expect(first).toMatchObject({ code: 0 });
  const images = join(folder, "images");
  const measurements = join(folder, "measurements.jsonl");
  const made = await firstlight(
    ...["simulate", scenario, "--out", measurements, "--seed", "3", "--frames", images],
  );
  expect(made).toMatchObject({ code: 0 });
  const file = join(images, "camera-50w.frames");
  const second = await firstlight("watch", file, "--network", network, "--out", fromFile);
  expect(second).toMatchObject({ code: 0 });
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function detections(of: string): InfraredDetection[] {
  return logBodies(of).filter(({ type }) => type === "infrared-detection") as unknown as InfraredDetection[];
}

describe("a camera's images", () => {
  test("the launch in them is found and warned of, and nothing else is", () => {
    const { score, warnings } = summaryOf(simulated);
    expect(score).toMatchObject({ launches: 1, detected: 1, falseWarnings: 0 });
    expect(warnings.length).toBeGreaterThan(0);
  });

  test("the plume's line of sight is right within bias and error", () => {
    const path = readFileSync(join(simulated, "truth.jsonl"), "utf8").trimEnd().split("\n");
    const states = path
      .map((line) => TruthRecord.parse(JSON.parse(line)))
      .flatMap((record) => (record.type === "truth-state" && record.id === "ballistic-1" ? [record] : []));
    const errors: number[] = [];
    for (const detection of detections(simulated)) {
      const time = Date.parse(detection.time);
      const after = states.findIndex((state) => Date.parse(state.time) >= time);
      if (after < 1) continue;
      const [a, b] = [states[after - 1]!, states[after]!];
      const t = (time - Date.parse(a.time)) / (Date.parse(b.time) - Date.parse(a.time));
      const away = [0, 1, 2].map(
        (i) =>
          a.positionEcef[i]! + t * (b.positionEcef[i]! - a.positionEcef[i]!) - detection.positionEcef[i]!,
      );
      const range = Math.hypot(...away);
      const off = Math.hypot(...[0, 1, 2].map((i) => away[i]! / range - detection.lineOfSightEcef[i]!));
      errors.push(off);
    }
    errors.sort((a, b) => a - b);
    console.log(
      `${errors.length} detections, median error ${(errors[errors.length >> 1]! * 1e6).toFixed(1)} µrad`,
    );
    expect(errors.length).toBeGreaterThan(50);
    // bias 20 µrad an axis, half a pixel, and the chord of ten seconds of flight; noise may pass now and then
    expect(errors[Math.floor(0.95 * errors.length)]).toBeLessThan(90e-6);
  });

  test("a file of the same images gives the same detections, each with its image's digest", () => {
    const strip = (of: string) => detections(of).map(({ origin: _, ...rest }) => rest);
    expect(strip(fromFile)).toEqual(strip(simulated));
    expect(new Set(detections(fromFile).map(({ frame }) => frame!.number)).size).toBeGreaterThan(50);
    const { number, sha256 } = detections(fromFile)[0]!.frame!;
    const bytes = readFileSync(join(folder, "images", "camera-50w.frames"));
    // the file's layout: 16 bytes, the header, its checksum; a frame is 112 bytes, its samples, its checksum
    const start = 16 + bytes.readUInt32LE(12) + 4 + number * (112 + 2 * 64 * 64 + 4) + 112;
    expect(
      createHash("sha256")
        .update(bytes.subarray(start, start + 2 * 64 * 64))
        .digest("hex"),
    ).toBe(sha256);
  });

  test("images in which nothing is found are a calm sky, no mistake", async () => {
    const bytes = readFileSync(join(folder, "images", "camera-50w.frames"));
    const frame = 112 + 2 * 64 * 64 + 4;
    const first = 16 + bytes.readUInt32LE(12) + 4;
    const end = Buffer.from("ENDF\x05\0\0\0\0\0\0\0", "latin1");
    end.writeUInt32LE(crc32(end.subarray(0, 8)), 8);
    const calm = join(folder, "calm.frames");
    writeFileSync(calm, Buffer.concat([bytes.subarray(0, first + 5 * frame), end]));
    const out = join(folder, "calm");
    expect(await firstlight("run", calm, "--network", network, "--out", out)).toMatchObject({ code: 0 });
    expect(detections(out)).toEqual([]);
  });

  test("images of a camera that the network doesn't know are refused with what to do", async () => {
    const file = join(folder, "images", "camera-50w.frames");
    const { code, err } = await firstlight(
      ...["watch", file, "--network", "scenarios/demo-network.yaml", "--out", join(folder, "none")],
    );
    expect(code).toBe(2);
    expect(err).toContain("camera-50w");
    expect(err).toContain("--network");
  });
});
