import { execFile } from "node:child_process";
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { makePlotScene, type PlotScene, plotLines, sceneMeta } from "../tracking/index.js";
import type { BenchContext, BenchFigure } from "./benchmark.js";
import { plainFilterSpeed } from "./plain-filter-speed.js";
import { SCENE_KINDS, THOUSAND, timeScene } from "./tracking-scenes.js";

const run = promisify(execFile);
const SEED = 77;
const FLUSH = 1 << 22;

/** What the verb says of a run. */
interface ToldRun {
  readonly plots: number;
  readonly plotsPerSecond: number;
  readonly slowestScanSeconds: number;
  readonly peakRssMiB: number;
}

/** `firstlight track` on a scene's file, in a process of its own under the engine's settings of this one. */
async function runCold(scene: PlotScene, { bundledFile }: BenchContext): Promise<ToldRun> {
  const folder = mkdtempSync(join(tmpdir(), "firstlight-bench-"));
  const at = (name: string) => join(folder, name);
  try {
    writeParts(at("plots.jsonl"), plotLines(scene));
    writeParts(at("meta.json"), [sceneMeta(scene, "bench")]);
    const args = [
      "track",
      at("plots.jsonl"),
      "--meta",
      at("meta.json"),
      "--out",
      at("tracks.jsonl"),
      "--json",
    ];
    const { stdout } = await run(process.execPath, [
      ...process.execArgv,
      bundledFile("bin/firstlight.js"),
      ...args,
    ]);
    return JSON.parse(stdout);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function writeParts(path: string, parts: Iterable<string>): void {
  const file = openSync(path, "w");
  let held = "";
  for (const part of parts) {
    held += part;
    if (held.length < FLUSH) continue;
    writeSync(file, held);
    held = "";
  }
  writeSync(file, held);
  closeSync(file);
}

/** Speed of a plain cold run and of a later one in the same process, each beside the plain filter. */
export async function speedFigures(context: BenchContext): Promise<BenchFigure[]> {
  const figures: BenchFigure[] = [];
  const cold = async (name: string, scene: PlotScene, speed: number, slowest?: number) => {
    await context.progress(`speed: ${name}`);
    const plain = plainFilterSpeed();
    const told = await runCold(scene, context);
    figures.push(
      {
        name: `${name}: cold`,
        value: told.plotsPerSecond,
        unit: "plots/s",
        atLeast: speed,
        note: note(told),
      },
      beside(`${name}: cold, beside the plain filter`, told.plotsPerSecond, plain),
      {
        name: `${name}: slowest scan`,
        value: 1000 * told.slowestScanSeconds,
        unit: "ms",
        ...(slowest === undefined ? {} : { atMost: slowest }),
      },
    );
  };
  const thousand = makePlotScene({ ...THOUSAND, seed: SEED });
  await cold("1,000 bodies", thousand, 100e3, 50);
  await cold("10,000 bodies", makePlotScene({ ...THOUSAND, objects: 10_000, seed: SEED }), 60e3, 150);
  for (const { name, options } of SCENE_KINDS.filter((kind) => kind.purityGap !== undefined))
    await cold(name, makePlotScene({ ...options, seed: SEED }), 5e3);
  await context.progress("speed: warm");
  await timeScene(makePlotScene({ ...THOUSAND, seed: SEED + 1 }));
  const plain = plainFilterSpeed();
  const warm = thousand.plots.count / (await timeScene(thousand)).seconds;
  figures.push(
    {
      name: "1,000 bodies: warm",
      value: warm,
      unit: "plots/s",
      atLeast: 400e3,
      note: "a later file in one process",
    },
    beside("1,000 bodies: warm, beside the plain filter", warm, plain),
    { name: "plain filter", value: plain, unit: "1/s", note: "predict and update, one body, no association" },
  );
  return figures;
}

function note({ plots, peakRssMiB }: ToldRun): string {
  return `${plots} plots, a process of its own, ${peakRssMiB.toFixed(0)} MiB`;
}

function beside(name: string, value: number, plain: number): BenchFigure {
  return { name, value: value / plain, unit: "×" };
}
