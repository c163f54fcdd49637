import { z } from "zod";
import {
  BoundReport,
  EventUpdate,
  LogRecord,
  Measurement,
  Network,
  Scenario,
  Summary,
  Track,
  TruthRecord,
  ValidationReport,
  Vehicle,
  Warning,
} from "../../messages/index.js";
import { PlotsMeta } from "../plots/index.js";

/** A file's schema, and whether people write such files or the program does. */
interface FileSchema {
  readonly schema: z.ZodType;
  readonly title: string;
  readonly written: "by people" | "by the program";
}

const FILES: Readonly<Record<string, FileSchema>> = {
  scenario: { schema: Scenario, title: "Scenario file (YAML)", written: "by people" },
  network: { schema: Network, title: "Network file (YAML)", written: "by people" },
  vehicle: { schema: Vehicle, title: "Vehicle file (YAML)", written: "by people" },
  measurement: {
    schema: Measurement,
    title: "One line of a measurement log (JSON Lines)",
    written: "by people",
  },
  "plots-meta": {
    schema: PlotsMeta,
    title: "What stands beside a file of radar plots (META.json)",
    written: "by people",
  },
  truth: { schema: TruthRecord, title: "One line of a truth file (JSON Lines)", written: "by the program" },
  log: { schema: LogRecord, title: "One line of log.jsonl", written: "by the program" },
  track: { schema: Track, title: "A track, as it stands in log.jsonl", written: "by the program" },
  event: { schema: EventUpdate, title: "One line of events.jsonl", written: "by the program" },
  warning: { schema: Warning, title: "A warning, as it stands in log.jsonl", written: "by the program" },
  bound: { schema: BoundReport, title: "bound.json of study bound", written: "by the program" },
  summary: { schema: Summary, title: "summary.json", written: "by the program" },
  validation: { schema: ValidationReport, title: "validation.json", written: "by the program" },
};

/**
 * JSON Schemas (draft 2020-12) of every file that Firstlight reads or writes in a form of its own.
 *
 * In what people write, values with a default may be left out; what the program writes has them.
 * @returns text of each schema by file name
 */
export function jsonSchemas(): ReadonlyMap<string, string> {
  const texts = new Map<string, string>();
  for (const [name, { schema, title, written }] of Object.entries(FILES)) {
    const { $schema, ...rest } = z.toJSONSchema(schema, { io: written === "by people" ? "input" : "output" });
    texts.set(`${name}.schema.json`, `${JSON.stringify({ $schema, title, ...rest }, null, 2)}\n`);
  }
  return texts;
}
