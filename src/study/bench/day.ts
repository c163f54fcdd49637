import { openCompactWriter } from "../../formats/index.js";
import { simulate, simulateTruth } from "../../world/index.js";
import { benchScenario } from "./bench-scenario.js";
import type { Benchmark } from "./benchmark.js";

/** Satellites of the day's sky: a tenth of the world's, so that the day is over in some minutes. */
const SATELLITES = 3000;
const DAY = 86_400;

/** How much memory a day takes: as much as an hour. */
export const dayBenchmark: Benchmark = {
  name: "day",
  about:
    "memory of 24 simulated hours at detection level: 3,000 satellites, 10 radars, 8 infrared satellites",
  async run(context) {
    const { inputs } = await benchScenario(context, "scenarios/bench-world.yaml", (scenario) => ({
      ...scenario,
      durationSeconds: DAY,
      objects: scenario.objects.map((object) =>
        object.kind === "satellites" ? { ...object, maximum: SATELLITES, total: SATELLITES } : object,
      ),
    }));
    const truth = simulateTruth(inputs);
    const begun = performance.now();
    const writer = openCompactWriter((measurement) => JSON.stringify(measurement));
    let messages = 0;
    let bytes = 0;
    let inFirstHour = 0;
    let peak = 0;
    for await (const slice of simulate(inputs, { truth, workers: context.workers })) {
      messages += slice.messages.length;
      bytes += writer.blocks(slice.messages).length;
      peak = Math.max(peak, process.memoryUsage.rss());
      if (slice.until <= 3600) inFirstHour = peak;
      await context.progress("simulating", slice.until / DAY);
    }
    return [
      {
        name: "peak memory",
        value: peak / 2 ** 20,
        unit: "MiB",
        atMost: 1024,
        note: "resident, all threads",
      },
      { name: "of its first hour", value: inFirstHour / 2 ** 20, unit: "MiB" },
      {
        name: "messages",
        value: messages,
        unit: "",
        note: `${Math.round(bytes / 2 ** 20)} MiB in the compact form`,
      },
      { name: "real-time factor", value: (1000 * DAY) / (performance.now() - begun), unit: "×" },
    ];
  },
};
