import { InputError, type ScenarioTime } from "../../messages/index.js";
import { type Setting, scenarioSeconds } from "../setting.js";

/** When a fault lasts, s after the run's start. */
export interface Window {
  readonly from: number;
  readonly until: number;
}

/**
 * The window of an object as a scenario writes it; without an end it lasts for good.
 *
 * @throws InputError where it ends before it begins: it would go unnoticed that it never acts
 */
export function windowOf(
  setting: Setting,
  object: {
    readonly id: string;
    readonly from: ScenarioTime;
    readonly until?: ScenarioTime | undefined;
  },
): Window {
  const from = scenarioSeconds(setting, object.from);
  const until =
    object.until === undefined ? Number.POSITIVE_INFINITY : scenarioSeconds(setting, object.until);
  if (!(until > from)) {
    throw new InputError(
      object.id,
      `until ${object.until} is not after from ${object.from}`,
      "the window's end comes later than its beginning",
    );
  }
  return { from, until };
}

/** Whether an instant lies in a window; its end is outside. */
export function within(window: Window, time: number): boolean {
  return time >= window.from && time < window.until;
}
