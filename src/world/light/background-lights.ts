import type { BackgroundRatesObject } from "../../messages/index.js";
import type { Setting } from "../setting.js";
import { catalogueFacets, drawnFacets } from "./facets.js";
import { glintLights } from "./glint-lights.js";
import type { LightSource } from "./light-source.js";
import { starLights } from "./star-lights.js";
import { upsetLights } from "./upset-lights.js";

/** Lights that are no body of the truth: stars, satellites that glint, particles that hit the detector. */
export function backgroundLights(setting: Setting): LightSource[] {
  const sources: LightSource[] = [];
  for (const object of setting.inputs.scenario.objects) {
    if (object.kind === "stars") sources.push(starLights(setting, object));
    else if (object.kind === "radiation") sources.push(upsetLights(setting, object));
    else if (object.kind === "satellite-glints")
      sources.push(glintLights(setting, catalogueFacets(setting, object)));
    else if (object.kind === "background-rates" && object.glints > 0)
      sources.push(rateGlints(setting, object));
  }
  return sources;
}

/** Glints by their rate: each infrared satellite has its own, drawn when it first looks. */
function rateGlints(setting: Setting, object: BackgroundRatesObject): LightSource {
  const ofSensor = new Map<string, LightSource>();
  return {
    lights(question) {
      const { sensor } = question;
      let source = ofSensor.get(sensor.id);
      if (source === undefined) {
        source = glintLights(setting, drawnFacets(setting, object, sensor));
        ofSensor.set(sensor.id, source);
      }
      return source.lights(question);
    },
  };
}
