import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { BoundReport } from "../../src/messages/index.js";
import { CHART_COLOURS, drawLineChart } from "../../src/study/chart/line-chart.js";
import { firstlight } from "../../test/support/command.js";
import { type Example, showExample, table } from "./support/example.js";

// #region shown
const SCENARIO = fileURLToPath(new URL("18-bound-of-a-scenario.yaml", import.meta.url));

/** What `npx firstlight study bound docs/course/18-bound-of-a-scenario.yaml --out FOLDER --step 10` writes. */
async function boundOf(scenario: string): Promise<BoundReport> {
  const folder = mkdtempSync(join(tmpdir(), "course-"));
  try {
    const options = ["--out", folder, "--step", "10", "--workers", "1"];
    const { code, err } = await firstlight("study", "bound", scenario, ...options);
    if (code !== 0) throw new Error(err);
    return JSON.parse(readFileSync(join(folder, "bound.json"), "utf8"));
  } finally {
    rmSync(folder, { recursive: true });
  }
}
// #endregion

export async function run(): Promise<Example> {
  const { objects } = await boundOf(SCENARIO);
  const [vehicle] = objects;
  const series = vehicle.series;
  const km = (value: number | undefined) => (value === undefined ? "" : Number((value / 1e3).toPrecision(2)));
  const every = Math.ceil(series.length / 8);
  const text = [
    ...vehicle.sensors.map(({ sensor, looks }) => `${sensor}: ${looks} looks`),
    table([
      ["time, s", "motion", "launch point, km", "with profile, km", "velocity, m/s", "impact, km"],
      ...series
        .filter((_, k) => k % every === every - 1 || k === series.length - 1)
        .map((s) => [
          s.time.toFixed(0),
          s.phase,
          km(s.launch?.semiMajor),
          km(s.launchByProfile?.semiMajor),
          s.velocity === undefined ? "" : Number(s.velocity.toPrecision(2)),
          km(s.impact?.semiMajor),
        ]),
    ]),
  ].join("\n");
  const line = (name: string, of: (s: (typeof series)[number]) => number | undefined, k: number) => ({
    name,
    points: series.map((s) => [s.time, (of(s) ?? Number.NaN) / 1e3] as const),
    colour: CHART_COLOURS[k],
  });
  const svg = drawLineChart({
    title: "The bounds of launch point, impact point and velocity of one ballistic flight against time",
    panels: [
      {
        title: "Semi-major axis of 95 % ellipses",
        x: { label: "time, s" },
        y: { label: "km", log: true },
        series: [
          line("launch point, no profile", (s) => s.launch?.semiMajor, 0),
          line("launch point, profile known", (s) => s.launchByProfile?.semiMajor, 2),
          line("impact point", (s) => s.impact?.semiMajor, 1),
        ],
      },
      {
        title: "Velocity",
        x: { label: "time, s" },
        y: { label: "bound of the error, m/s", log: true },
        series: [
          {
            name: "velocity",
            points: series.map((s) => [s.time, s.velocity ?? Number.NaN] as const),
            colour: CHART_COLOURS[3],
          },
        ],
      },
    ],
  });
  return { text, svg };
}

await showExample(import.meta.url, run);
