import type { EventUpdate } from "../../messages/index.js";
import type { ReportPicture } from "./picture.js";
import { CLASS_WORDS, counted, duration, listed, secondsFromTo } from "./words.js";

const NUMBERS = ["No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten"];

/** What happened and what was warned of, in a sentence or two for anybody. */
export function headline(picture: ReportPicture): string {
  const confirmed = picture.main.filter((event) => gravestLevel(event, picture) === "confirmed");
  const others = picture.main.filter((event) => !confirmed.includes(event) && event.parent === undefined);
  const sentences = [
    warnedSentence(confirmed, picture),
    othersSentence(others, picture, confirmed.length > 0),
  ];
  const withdrawn = confirmed.filter((event) => event.state === "withdrawn").length;
  if (withdrawn > 0) sentences.push(`${NUMBERS[withdrawn] ?? withdrawn} of the warnings was withdrawn.`);
  return sentences.filter((sentence) => sentence !== "").join(" ");
}

/** A smaller sentence on what the sky was full of besides. */
export function subline(picture: ReportPicture): string {
  const { measurements, satellitesRecognised, simulatedSeconds } = picture.summary;
  const known =
    satellitesRecognised === 0
      ? ""
      : ` ${counted(satellitesRecognised, "known satellite")} passed as predicted.`;
  const rejected =
    measurements.rejected === 0
      ? ""
      : ` ${counted(measurements.rejected, "record")} could not be used and ${measurements.rejected === 1 ? "is" : "are"} listed with the reason.`;
  return `${counted(measurements.infrared, "detection")} from orbit and ${counted(measurements.radar, "radar plot")} in ${duration(simulatedSeconds)} of data.${known}${rejected}`;
}

function warnedSentence(confirmed: readonly EventUpdate[], picture: ReportPicture): string {
  if (confirmed.length === 0) return "";
  if (confirmed.length > 1) {
    const number = NUMBERS[confirmed.length] ?? String(confirmed.length);
    return `${number} ballistic launches were detected, confirmed by both kinds of sensor, and warned of.`;
  }
  const event = confirmed[0]!;
  const times = eventTimes(event, picture);
  const left = times.warnedBeforeImpact;
  return `One ${CLASS_WORDS[event.class]} was first seen ${duration(times.seen)} after lift-off, confirmed by satellites and radar after ${duration(times.confirmed)}, and warned of${left === undefined || left <= 0 ? "" : ` ${duration(left)} before it came down`}.`;
}

function othersSentence(others: readonly EventUpdate[], picture: ReportPicture, warned: boolean): string {
  if (others.length === 0 && picture.background.length === 0)
    return warned ? "Nothing else happened." : "Nothing happened, and nobody was warned of anything.";
  const counts = new Map<string, number>();
  for (const event of others)
    counts.set(CLASS_WORDS[event.class], (counts.get(CLASS_WORDS[event.class]) ?? 0) + 1);
  const names = [...counts].map(([words, count]) =>
    count === 1 ? withArticle(words) : `${count} × ${words}`,
  );
  if (picture.background.length > 0) names.push("background such as lightning and fire");
  const list = listed(names);
  const capital = list.slice(0, 1).toUpperCase() + list.slice(1);
  const several = names.length > 1 || counts.size === 0 || [...counts.values()].some((count) => count > 1);
  return `${capital} ${several ? "were" : "was"} ${warned ? "recognised" : "seen"}, and nobody was warned of ${several ? "them" : "that"}.`;
}

function withArticle(words: string): string {
  return `${/^[aeiou]/.test(words) ? "an" : "a"} ${words}`;
}

/** Times of an event in seconds after its lift-off: the true one where it is known, else the estimated one. */
export function eventTimes(
  event: EventUpdate,
  picture: ReportPicture,
): { readonly seen: number; readonly confirmed: number; readonly warnedBeforeImpact?: number } {
  const truth = picture.truthOf.get(event.id);
  const launch = truth?.launch?.time ?? event.launch?.time ?? event.firstDetection;
  const warning = picture.warningsOf.get(event.id)?.find(({ level }) => level === "confirmed");
  const impact = truth?.impact?.time ?? event.impact?.time;
  const confirmedAt = warning?.at ?? event.confirmedAt ?? event.firstDetection;
  return {
    seen: secondsFromTo(launch, event.firstDetection),
    confirmed: secondsFromTo(launch, confirmedAt),
    ...(impact === undefined || warning === undefined
      ? {}
      : { warnedBeforeImpact: secondsFromTo(warning.at, impact) }),
  };
}

/** @returns the gravest level at which an event was warned of, or null */
export function gravestLevel(
  event: EventUpdate,
  picture: ReportPicture,
): "confirmed" | "notice" | "indication" | null {
  const levels = new Set((picture.warningsOf.get(event.id) ?? []).map(({ level }) => level));
  if (levels.has("confirmed") || levels.has("public")) return "confirmed";
  if (levels.has("notice")) return "notice";
  return levels.has("indication") ? "indication" : null;
}
