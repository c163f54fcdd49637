import type { LightSource } from "../light/light-source.js";
import type { Setting } from "../setting.js";
import { cloudsOf } from "./cloud-field.js";
import { physicalScenery } from "./physical-scenery.js";
import type { Scenery } from "./scenery.js";
import { sceneryLights } from "./scenery-lights.js";
import { sunGlintLights } from "./sun-glints.js";

export { cloudsOf } from "./cloud-field.js";
export type { Scenery } from "./scenery.js";

/** What lies behind a run's scenes; null where its scenario says nothing of it. */
export function sceneryOf(setting: Pick<Setting, "inputs">): Scenery | null {
  const clouds = cloudsOf(setting);
  const block = setting.inputs.scenario.scenery;
  return clouds === null || block === undefined ? null : physicalScenery(clouds, block);
}

/** Points of sunlight in a run's scenes: patches of its scenery, and mirrors that the scenario puts there. */
export function sunlightSources(setting: Setting): LightSource[] {
  const { scenario } = setting.inputs;
  const clouds = cloudsOf(setting);
  const mirrors = scenario.objects.filter((o) => o.kind === "sun-glint");
  const sources: LightSource[] = [];
  if (clouds !== null && scenario.scenery?.glint === true)
    sources.push(sceneryLights(setting, clouds, scenario.scenery));
  if (mirrors.length > 0) sources.push(sunGlintLights(setting, mirrors, clouds));
  return sources;
}
