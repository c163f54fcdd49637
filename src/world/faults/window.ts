import type { ScenarioTime } from "../../messages/index.js";
import { type Setting, scenarioSeconds } from "../setting.js";

/** When a fault lasts, s after the run's start. */
export interface Window {
  readonly from: number;
  readonly until: number;
}

/** The window of a fault as a scenario writes it; without an end it lasts for good. */
export function windowOf(
  setting: Setting,
  fault: { readonly from: ScenarioTime; readonly until?: ScenarioTime | undefined },
): Window {
  return {
    from: scenarioSeconds(setting, fault.from),
    until: fault.until === undefined ? Number.POSITIVE_INFINITY : scenarioSeconds(setting, fault.until),
  };
}

/** Whether an instant lies in a window; its end is outside. */
export function within(window: Window, time: number): boolean {
  return time >= window.from && time < window.until;
}
