import { sunlightSources } from "../scenery/index.js";
import type { Setting } from "../setting.js";
import type { Truth } from "../truth.js";
import { backgroundLights } from "./background-lights.js";
import { bodyLights } from "./body-lights.js";
import type { LightSource } from "./light-source.js";

/** Whatever a satellite may see as a point in a run: looks threshold them, frames plant them into pixels. */
export function lightSources(setting: Setting, truth: Truth): LightSource[] {
  return [
    bodyLights(truth.bodies, setting.duration),
    ...backgroundLights(setting),
    ...sunlightSources(setting),
  ];
}
