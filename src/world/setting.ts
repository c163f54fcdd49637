import { addSeconds, type Epoch, epochFromUtc, epochToUtc, secondsBetween } from "../astro/index.js";
import type { WorldInputs } from "./inputs.js";

/** What every part of a simulation shares. */
export interface Setting {
  readonly inputs: WorldInputs;
  readonly start: Epoch;
  readonly duration: number;
}

export function settingOf(inputs: WorldInputs): Setting {
  return {
    inputs,
    start: epochFromUtc(inputs.scenario.start),
    duration: inputs.scenario.durationSeconds,
  };
}

/** UTC text of an instant given in seconds after the scenario's start. */
export function utcAt(setting: Setting, time: number): string {
  return epochToUtc(addSeconds(setting.start, time));
}

/** Seconds after the scenario's start of a time as a scenario writes it. */
export function scenarioSeconds(setting: Setting, time: string | number): number {
  return typeof time === "number" ? time : secondsBetween(setting.start, epochFromUtc(time));
}
