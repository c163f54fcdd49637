/**
 * Makes the small tables of test flights in data/validation/flights from telemetry that others read off broadcasts: a row a second
 * while engines burn, fewer while the vehicle falls freely or flies in the air.
 *
 * Usage: npx tsx scripts/make-validation-flights.ts [FOLDER with the starship files]
 */
import { createReadStream, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { argv, stdout } from "node:process";
import { readTelemetry, type TelemetryBody } from "../src/formats/index.js";

const from = argv[2] ?? new URL("../../shared/data/starship", import.meta.url).pathname;
const to = new URL("../data/validation/flights", import.meta.url).pathname;

interface Table {
  readonly file: string;
  readonly name: string;
  readonly body: string;
  readonly as: string;
  readonly source: string;
  /** Time between rows from an instant on, s. */
  readonly pace: readonly (readonly [from: number, step: number])[];
}

const TABLES: readonly Table[] = [
  {
    file: "ift4_telemetry.tsv",
    name: "whole-flight",
    body: "ship",
    as: "ship",
    source: "figures of the broadcast of 2024-06-06, as read off in jordixucla/starship_telemetry",
    pace: [
      [0, 2],
      [500, 1],
      [600, 2],
      [2850, 3],
    ],
  },
  {
    file: "ift1_telemetry-10fps.csv",
    name: "broken-flight",
    body: "stage 1",
    as: "ship",
    source:
      "figures of the broadcast of 2023-04-20, as read off in chrisjbillington/starship_telemetry (MIT)",
    pace: [[0, 1]],
  },
];

mkdirSync(to, { recursive: true });
for (const table of TABLES) {
  const { bodies } = await readTelemetry(createReadStream(join(from, table.file)), table.file);
  const body = bodies.find(({ name }) => name === table.body)!;
  const rows = rowsOf(body, table.pace);
  const text = [
    "# firstlight table: telemetry",
    `# source: ${table.source}`,
    `time [s],${table.as} altitude [km],${table.as} speed [km/h]`,
    ...rows.map(([t, h, v]) => `${t},${Number.isNaN(h) ? "" : h},${Number.isNaN(v) ? "" : v}`),
    "",
  ].join("\n");
  writeFileSync(join(to, `${table.name}.csv`), text);
  stdout.write(`${table.name}.csv: ${rows.length} rows, ${text.length} bytes\n`);
}

function rowsOf(body: TelemetryBody, pace: Table["pace"]): [number, number, number][] {
  const rows: [number, number, number][] = [];
  let next = 0;
  body.time.forEach((time, k) => {
    if (time < next) return;
    const step = pace.findLast(([since]) => time >= since)![1];
    next = step * (Math.floor(time / step) + 1);
    rows.push([Math.round(time * 100) / 100, body.altitude[k]! / 1000, Math.round(body.speed[k]! * 3.6)]);
  });
  return rows;
}
