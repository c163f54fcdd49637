import type { Setting } from "../setting.js";
import { cloudsOf } from "./cloud-field.js";
import { physicalScenery } from "./physical-scenery.js";
import type { Scenery } from "./scenery.js";

export { cloudsOf } from "./cloud-field.js";
export type { Scenery, View } from "./scenery.js";

/** What lies behind a run's scenes; null where its scenario says nothing of it. */
export function sceneryOf(setting: Pick<Setting, "inputs">): Scenery | null {
  const clouds = cloudsOf(setting);
  const block = setting.inputs.scenario.scenery;
  return clouds === null || block === undefined ? null : physicalScenery(clouds, block);
}
