import { z } from "zod";
import { UtcTime } from "../primitives.js";
import { backgroundObjects } from "./backgrounds.js";
import { faultObjects } from "./faults.js";
import { launchObjects } from "./launches.js";
import { LightningModelObject } from "./lightning.js";
import { NotificationObject } from "./notification.js";
import { RecordedScanObject } from "./recorded-scan.js";
import { CatalogueObjects } from "./satellites.js";
import { SceneryBlock, SunGlintObject } from "./scenery.js";

const positive = z.number().positive();

/** Before there was UTC no scenario starts, nor so late that the Sun's series and the turn of the Earth mean nothing. */
const FIRST_START = "1960-01-01";
const LAST_START = "2200-01-01";

export const ScenarioObject = z.discriminatedUnion("kind", [
  ...launchObjects,
  CatalogueObjects,
  ...backgroundObjects,
  NotificationObject,
  LightningModelObject,
  RecordedScanObject,
  SunGlintObject,
  ...faultObjects,
]);
export type ScenarioObject = z.infer<typeof ScenarioObject>;

/** The scenario file. */
export const Scenario = z.strictObject({
  name: z.string().min(1),
  description: z.string().optional(),
  origin: z.enum(["exercise", "test"]).default("exercise"),
  start: UtcTime.refine(
    (text) => text >= FIRST_START && text < LAST_START,
    `lies outside ${FIRST_START.slice(0, 4)} to ${LAST_START.slice(0, 4)}, for which time and the Sun are reckoned`,
  ),
  durationSeconds: positive.max(31 * 86_400),
  network: z.string().describe("network file, relative to this file"),
  scenery: SceneryBlock.optional().describe("absent: no cloud, sea or land is simulated behind the scene"),
  objects: z.array(ScenarioObject).min(1),
});
export type Scenario = z.infer<typeof Scenario>;
