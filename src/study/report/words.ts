import { type Epoch, epochFromUtc, secondsBetween } from "../../astro/index.js";
import type { EventClass, Origin, SensorKind, WarningLevel } from "../../messages/index.js";

/** Classes as a person says them. */
export const CLASS_WORDS: Readonly<Record<EventClass, string>> = {
  ballistic: "ballistic launch",
  "space-launch": "space launch",
  "sounding-rocket": "sounding rocket",
  "falling-stage": "falling rocket stage",
  reentry: "re-entry",
  bolide: "bolide",
  satellite: "satellite",
  aircraft: "aircraft",
  background: "background",
  unknown: "unidentified object",
};

/** Levels as a person says them. */
export const LEVEL_WORDS: Readonly<Record<WarningLevel, string>> = {
  indication: "indication: raw, not judged",
  notice: "notice: something was launched",
  confirmed: "confirmed: both kinds of sensor, judged ballistic",
  public: "public: released by two people",
};

/** What stands on every view, so that nobody takes it for something else. */
export const ORIGIN_WORDS: Readonly<Record<Origin, { readonly label: string; readonly text: string }>> = {
  live: { label: "LIVE", text: "These are live measurements." },
  exercise: {
    label: "EXERCISE",
    text: "This is an exercise. The launches in it did not happen.",
  },
  replay: {
    label: "REPLAY",
    text: "This is a replay of something recorded earlier. Nothing is happening now.",
  },
  test: { label: "TEST", text: "This is a test of the system. Nothing in it is happening." },
};

export const KIND_WORDS: Readonly<Record<SensorKind, string>> = {
  infrared: "infrared satellites",
  radar: "radar",
  optical: "lightning mapper",
};

/** @returns time of day, UTC: `06:01:45` */
export function clock(time: string): string {
  return time.slice(11, 19);
}

/** @returns a time after another as people say it: `45 s`, `5 min 12 s` */
export function duration(seconds: number): string {
  const whole = Math.round(Math.abs(seconds));
  const sign = seconds < 0 && whole > 0 ? "−" : "";
  if (whole < 120) return `${sign}${whole} s`;
  const minutes = Math.floor(whole / 60);
  return whole % 60 === 0 ? `${sign}${minutes} min` : `${sign}${minutes} min ${whole % 60} s`;
}

/** @returns seconds from one UTC text to another */
export function secondsFromTo(from: string, to: string): number {
  return secondsBetween(epochFromUtc(from), epochFromUtc(to));
}

export function secondsAfter(from: Epoch, time: string): number {
  return secondsBetween(from, epochFromUtc(time));
}

/** @returns a place: `20.13° N, 45.21° W` */
export function place(latitudeDeg: number, longitudeDeg: number): string {
  const east = ((((longitudeDeg + 180) % 360) + 360) % 360) - 180;
  return `${Math.abs(latitudeDeg).toFixed(2)}° ${latitudeDeg < 0 ? "S" : "N"}, ${Math.abs(east).toFixed(2)}° ${east < 0 ? "W" : "E"}`;
}

/** @returns a length: `850 m`, `3.4 km`, `1,480 km` */
export function length(metres: number): string {
  if (metres < 1000) return `${Math.round(metres)} m`;
  if (metres < 10_000) return `${(metres / 1000).toFixed(1)} km`;
  return `${grouped(Math.round(metres / 1000))} km`;
}

/** @returns a whole number with its thousands set apart */
export function grouped(value: number): string {
  return String(Math.round(value)).replace(/\B(?=(\d{3})+(?!\d))/g, ",");
}

/** @returns a probability: `99.7 %`, and never a round 100 */
export function percent(probability: number): string {
  if (probability > 0.999) return "> 99.9 %";
  if (probability < 0.001) return "< 0.1 %";
  return `${(probability * 100).toFixed(1)} %`;
}

/** @returns `3 radar plots`, `1 radar plot` */
export function counted(count: number, singular: string, plural = `${singular}s`): string {
  return `${grouped(count)} ${count === 1 ? singular : plural}`;
}

/** @returns `a, b and c` */
export function listed(items: readonly string[]): string {
  if (items.length < 2) return items.join("");
  return `${items.slice(0, -1).join(", ")} and ${items.at(-1)}`;
}
