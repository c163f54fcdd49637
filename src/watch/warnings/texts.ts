import type { EventClass, LaunchEstimate, Origin, WarningLevel } from "../../messages/index.js";
import type { WatchContext } from "../events/context.js";
import type { EventRecord } from "../events/record.js";

/** What the classes are called in a sentence. */
const CLASS_NAMES: Partial<Record<EventClass, string>> = {
  ballistic: "ballistic flight",
  "space-launch": "space launch",
  "sounding-rocket": "sounding rocket",
  unknown: "class not known",
};

/** Every line of a message that is not live begins with what it is. */
export function originMark(origin: Origin): string {
  return origin === "live" ? "" : `${origin.toUpperCase()}: `;
}

/** What a class is called. */
export function className(c: EventClass): string {
  return CLASS_NAMES[c] ?? c;
}

/** One line that says what happened. */
export function headline(
  level: WarningLevel,
  kind: "Alert" | "Update" | "Cancel",
  c: EventClass,
  probability: number,
  origin: Origin,
): string {
  const mark = originMark(origin);
  if (kind === "Cancel") return `${mark}Withdrawn: no launch is confirmed`;
  const judged = `${className(c)}, ${percent(probability)}`;
  switch (level) {
    case "indication":
      return `${mark}Indication, not assessed: a moving hot source`;
    case "notice":
      return `${mark}Launch notice${kind === "Update" ? ", updated" : ""}: ${judged}`;
    default:
      return `${mark}Launch confirmed by two kinds of sensor: ${judged}`;
  }
}

/** The facts in sentences. */
export function description(
  e: EventRecord,
  context: WatchContext,
  level: WarningLevel,
  launch: LaunchEstimate | undefined,
  withdrawn: string | null,
): string {
  const mark = originMark(context.origin);
  const lines: string[] = [];
  if (withdrawn !== null) lines.push(withdrawn);
  if (launch !== undefined)
    lines.push(
      `Launch at ${launch.time} ± ${launch.timeSigma.toFixed(0)} s near ${place(launch.latitudeDeg, launch.longitudeDeg)}, course ${launch.azimuthDeg.toFixed(0)}°.`,
    );
  const impact = e.impact?.estimate;
  if (withdrawn === null && impact !== undefined) {
    const where = place(impact.latitudeDeg, impact.longitudeDeg);
    lines.push(
      impact.basis === "radar"
        ? `Comes down near ${where} at ${impact.time} ± ${impact.timeSigma.toFixed(0)} s.`
        : `By infrared alone it may come down around ${where}; the area is drawn by sampling and claims no probability.`,
    );
  }
  if (withdrawn === null && level !== "confirmed") lines.push(secondKind(e, context));
  if (e.stale) lines.push("STALE: sight is lost, what is said is extrapolated.");
  return lines
    .filter((l) => l !== "")
    .map((l) => `${mark}${l}`)
    .join("\n");
}

function secondKind(e: EventRecord, context: WatchContext): string {
  if (e.confirmedAt !== null) return "Seen by infrared and radar.";
  if (e.confirmableFrom !== null)
    return `Seen by infrared only; no radar can see it yet, the earliest confirmation is at ${context.utc(e.confirmableFrom)}.`;
  return "Seen by one kind of sensor only.";
}

function place(latitudeDeg: number, longitudeDeg: number): string {
  const ns = latitudeDeg < 0 ? "S" : "N";
  const ew = longitudeDeg < 0 ? "W" : "E";
  return `${Math.abs(latitudeDeg).toFixed(2)}° ${ns} ${Math.abs(longitudeDeg).toFixed(2)}° ${ew}`;
}

function percent(probability: number): string {
  return probability > 0.995 ? "over 99 %" : `${Math.round(probability * 100)} %`;
}
