import { describe, expect, it } from "vitest";
import { freeFlight, heightOf, integrateTo, lookAt } from "../../astro/index.js";
import { parsePlotsMeta, readPlots } from "../../formats/index.js";
import { makePlotScene, type PlotSceneOptions } from "./scene.js";
import { plotLines, sceneMeta } from "./scene-files.js";
import { flyFreely } from "./scene-objects.js";

const OPTIONS: PlotSceneOptions = {
  seed: 11,
  radars: ["R1", "R2", "R3"],
  objects: 60,
  duration: 200,
  scanPeriod: 10,
  clutter: 15,
  detectionProbability: 0.8,
  kind: "mixed",
  births: true,
};
const scene = makePlotScene(OPTIONS);

describe("a scene of radar plots", () => {
  it("is the same again, and another with another seed", () => {
    expect(makePlotScene(OPTIONS)).toEqual(scene);
    expect(makePlotScene({ ...OPTIONS, seed: 12 }).plots.range[0]).not.toBe(scene.plots.range[0]);
  });

  it("scans in turn and asks for tracks at the first radar's scans", () => {
    expect(scene.scans.slice(0, 4).map(({ time, radar }) => [time, radar])).toEqual([
      [0, 0],
      [3.333, 1],
      [6.667, 2],
      [10, 0],
    ]);
    expect(scene.scans.at(-1)).toMatchObject({ time: 200, radar: 0 });
    expect(scene.evaluationTimes).toEqual(Array.from({ length: 21 }, (_, k) => 10 * k));
    expect(scene.truth.instants.map(({ time }) => time)).toEqual(scene.evaluationTimes);
  });

  it("sees bodies in cover as often as it is told, with its noise, among as many false plots", () => {
    const { plots, scans, radars, truth } = scene;
    let [seen, could] = [0, 0];
    const squares = [0, 0, 0];
    for (const { time, ids, states } of truth.instants) {
      const scan = scans.find((s) => s.time === time && s.radar === 0)!;
      ids.forEach((id, k) => {
        const at = lookAt(radars[0]!, [states[6 * k]!, states[6 * k + 1]!, states[6 * k + 2]!]);
        if (at.range >= 4e6 || at.elevation <= (2 * Math.PI) / 180) return;
        could += 1;
        for (let row = scan.first; row < scan.end; row++) {
          if (truth.sources[row] !== id) continue;
          seen += 1;
          let azimuth = plots.azimuth[row]! - at.azimuth;
          azimuth -= 2 * Math.PI * Math.round(azimuth / (2 * Math.PI));
          squares[0]! += ((plots.range[row]! - at.range) / 30) ** 2;
          squares[1]! += (azimuth / 1e-3) ** 2;
          squares[2]! += ((plots.elevation[row]! - at.elevation) / 1e-3) ** 2;
        }
      });
    }
    expect(could).toBeGreaterThan(400);
    expect(Math.abs(seen / could - 0.8)).toBeLessThan(4 * Math.sqrt(0.16 / could));
    for (const square of squares) expect(Math.abs(square / seen - 1)).toBeLessThan(4 * Math.sqrt(2 / seen));
    const clutter = truth.sources.filter((source) => source < 0).length;
    expect(Math.abs(clutter - 15 * scans.length)).toBeLessThan(4 * Math.sqrt(15 * scans.length));
  });

  it("lets half of its objects appear late, and keeps them above the air and in sight of some radar", () => {
    const { births, instants, kinds } = scene.truth;
    const late = births.filter((birth) => birth > 0);
    expect(Math.abs(late.length - 30)).toBeLessThan(15);
    expect(Math.max(...late)).toBeLessThan(80);
    expect(new Set(kinds)).toEqual(new Set(["arc", "orbit"]));
    for (const { ids, states, time } of instants) {
      expect(ids.every((id) => births[id]! <= time)).toBe(true);
      for (let k = 0; k < ids.length; k++)
        expect(heightOf(states[6 * k]!, states[6 * k + 1]!, states[6 * k + 2]!)).toBeGreaterThan(75e3);
    }
    expect(instants.at(-1)!.ids).toHaveLength(60);
  });

  it("flies as an exact integration does, to centimetres in ten minutes", () => {
    const flight = freeFlight({ ballisticCoefficient: null, gravity: "J2" });
    for (let k = 0; k < 10; k++) {
      const state = scene.truth.instants[0]!.states.slice(6 * k, 6 * k + 6);
      const exact = integrateTo(flight, 0, state, 600);
      flyFreely(state, 600);
      for (let i = 0; i < 3; i++) expect(Math.abs(state[i]! - exact[i]!)).toBeLessThan(0.05);
    }
  });

  it("comes back from its files as it was, without truth", async () => {
    async function* bytes() {
      for (const line of plotLines(scene)) yield Buffer.from(line);
    }
    const read = await readPlots(bytes(), parsePlotsMeta(sceneMeta(scene, "s"), "m"));
    expect(read.rejected.size).toBe(0);
    expect(read.plots).toEqual(scene.plots);
    expect(read.scans).toEqual(scene.scans);
    expect(read.evaluationTimes).toEqual(scene.evaluationTimes);
    for (const [k, radar] of read.radars.entries())
      expect(Math.abs(radar.latitude - scene.radars[k]!.latitude)).toBeLessThan(1e-10);
  });
});

it("a break-up is one body 20 s before, drifting apart at some 25 m/s on each axis", () => {
  const { truth } = makePlotScene({ ...OPTIONS, kind: "break-up", objects: 40 });
  const { states, ids } = truth.instants[0]!;
  expect(ids).toHaveLength(40);
  const distances = ids.map((_, k) => Math.hypot(...[0, 1, 2].map((i) => states[6 * k + i]! - states[i]!)));
  const root = Math.sqrt(distances.reduce((sum, d) => sum + d * d, 0) / 39);
  expect(Math.abs(root / (20 * 25 * Math.sqrt(3)) - 1)).toBeLessThan(0.2);
  const back = Float64Array.from(states);
  flyFreely(back, -20);
  for (let k = 0; k < 40; k++)
    for (let i = 0; i < 3; i++) expect(Math.abs(back[6 * k + i]! - back[i]!)).toBeLessThan(0.01);
});
