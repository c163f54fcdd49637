import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { addSeconds, epochFromUtc, orbitEcef, orbitFromElements } from "../../astro/index.js";
import { openCompactWriter } from "../../formats/index.js";
import { simulate, simulateTruth, type Truth, type WorldInputs } from "../../world/index.js";
import { type BenchScenario, benchScenario } from "./bench-scenario.js";
import type { BenchContext, BenchFigure, Benchmark } from "./benchmark.js";

/** So many objects are held against SGP4, each at so many instants. */
const CHECKED_OBJECTS = 2000;
const CHECKED_INSTANTS = 8;

/** How fast the world is worked out: the whole catalogue, ten radars, eight satellites, twenty launches. */
export const worldBenchmark: Benchmark = {
  name: "world",
  about:
    "simulation of 30,000 satellites, 10 radars, 8 infrared satellites and 20 launches, in the compact form",
  async run(context) {
    const opened = await benchScenario(context, "scenarios/bench-world.yaml");
    const { inputs, orbits } = opened;
    const truth = simulateTruth(inputs);
    const run = await timed(context, opened, truth);
    const simulated = inputs.scenario.durationSeconds;
    return [
      {
        name: "real-time factor",
        value: simulated / run.seconds,
        unit: "×",
        atLeast: 100,
        note: `${simulated} s, start and all threads included`,
      },
      {
        name: "processor time",
        value: (1000 * run.processorSeconds) / simulated,
        unit: "ms/s",
        note: "of all threads, a simulated second",
      },
      {
        name: "radar plots",
        value: run.plots / simulated,
        unit: "1/s",
        atLeast: 400,
        note: "a simulated second",
      },
      {
        name: "satellites",
        value: truth.sky.count,
        unit: "",
        atLeast: 30_000,
        note: `from ${orbits} orbits`,
      },
      {
        name: "interpolation error",
        value: interpolationError(inputs, truth),
        unit: "m",
        atMost: 10,
        note: `largest of ${CHECKED_OBJECTS} objects at ${CHECKED_INSTANTS} instants`,
      },
      { name: "compact form", value: run.bytes / run.messages, unit: "bytes", note: "a message" },
      { name: "peak memory", value: run.peakMiB, unit: "MiB", atMost: 1024, note: "resident, all threads" },
    ] satisfies BenchFigure[];
  },
};

interface TimedRun {
  readonly seconds: number;
  readonly processorSeconds: number;
  readonly messages: number;
  readonly plots: number;
  readonly bytes: number;
  readonly peakMiB: number;
}

/** Simulates and writes to a file that is thrown away. */
async function timed(context: BenchContext, { inputs }: BenchScenario, truth: Truth): Promise<TimedRun> {
  const folder = mkdtempSync(join(tmpdir(), "firstlight-bench-"));
  const file = openSync(join(folder, "world.flm"), "w");
  try {
    const begun = performance.now();
    const processor = process.cpuUsage();
    const writer = openCompactWriter((measurement) => JSON.stringify(measurement));
    let messages = 0;
    let plots = 0;
    let bytes = writeSync(file, writer.head());
    let peak = 0;
    for await (const slice of simulate(inputs, { truth, workers: context.workers })) {
      messages += slice.messages.length;
      for (const { measurement } of slice.messages) if (measurement.type === "radar-plot") plots += 1;
      bytes += writeSync(file, writer.blocks(slice.messages));
      peak = Math.max(peak, process.memoryUsage.rss());
      await context.progress("simulating", slice.until / inputs.scenario.durationSeconds);
    }
    bytes += writeSync(file, writer.end());
    const used = process.cpuUsage(processor);
    return {
      seconds: (performance.now() - begun) / 1000,
      processorSeconds: (used.user + used.system) / 1e6,
      messages,
      plots,
      bytes,
      peakMiB: peak / 2 ** 20,
    };
  } finally {
    closeSync(file);
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Largest distance of the sky's objects from where SGP4 has them, m. */
function interpolationError({ scenario, catalogues }: WorldInputs, { sky }: Truth): number {
  const start = epochFromUtc(scenario.start);
  const objects = [...catalogues.values()].flat();
  const stride = Math.max(1, Math.floor(objects.length / CHECKED_OBJECTS));
  const orbits = objects.map(({ elements }, k) => (k % stride === 0 ? orbitFromElements(elements) : null));
  const state = new Float64Array(6);
  let worst = 0;
  for (let k = 0; k < CHECKED_INSTANTS; k++) {
    // thirds of steps of every length, where the velocities' share of the error is largest, and their middles
    const time = (scenario.durationSeconds * (k + 0.5)) / CHECKED_INSTANTS + 5 * k;
    orbits.forEach((orbit, index) => {
      const exact = orbit === null ? null : orbitEcef(orbit, addSeconds(start, time));
      if (exact === null) return;
      sky.stateAt(index, time, state);
      const [x, y, z] = exact.positionEcef;
      worst = Math.max(worst, Math.hypot(state[0]! - x, state[1]! - y, state[2]! - z));
    });
  }
  return worst;
}
