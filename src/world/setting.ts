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

/** The last whole second that was written, and its text up to the point: looks come by the hundred in a second. */
let writtenSecond = Number.NaN;
let writtenText = "";

/** UTC text of an instant given in seconds after the scenario's start. */
export function utcAt(setting: Setting, time: number): string {
  const { seconds, nanoseconds } = addSeconds(setting.start, time);
  if (seconds !== writtenSecond) {
    writtenText = epochToUtc({ seconds, nanoseconds: 0 }).slice(0, -1);
    writtenSecond = seconds;
  }
  if (nanoseconds === 0) return `${writtenText}Z`;
  let digits = nanoseconds;
  let count = 9;
  while (digits % 10 === 0) {
    digits /= 10;
    count--;
  }
  return `${writtenText}.${String(digits).padStart(count, "0")}Z`;
}

/** Seconds after the scenario's start of a time as a scenario writes it. */
export function scenarioSeconds(setting: Setting, time: string | number): number {
  return typeof time === "number" ? time : secondsBetween(setting.start, epochFromUtc(time));
}
