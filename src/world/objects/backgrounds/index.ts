import type { ScenarioObject } from "../../../messages/index.js";
import type { Body } from "../../body.js";
import type { Setting } from "../../setting.js";
import { afterburnerBody } from "./afterburner.js";
import { bolideBody } from "./bolide.js";
import { fireBody, gasFlareBody, volcanoBody } from "./hot-ground.js";
import { rateBodies } from "./rates.js";

/** Kinds of background that have a place or a path of their own. */
export type BackgroundBodyObject = Extract<
  ScenarioObject,
  { kind: "bolide" | "fire" | "gas-flare" | "volcano" | "afterburner" | "background-rates" }
>;

/** What is no rocket, as bodies. */
export function backgroundBodies(setting: Setting, object: BackgroundBodyObject): Body[] {
  switch (object.kind) {
    case "bolide":
      return [bolideBody(setting, object)];
    case "fire":
      return [fireBody(setting, object)];
    case "gas-flare":
      return [gasFlareBody(setting, object)];
    case "volcano":
      return [volcanoBody(setting, object)];
    case "afterburner":
      return [afterburnerBody(setting, object)];
    case "background-rates":
      return rateBodies(setting, object);
  }
}
