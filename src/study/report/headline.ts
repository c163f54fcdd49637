import type { EventUpdate } from "../../messages/index.js";
import type { ReportPicture } from "./picture.js";
import { CLASS_WORDS, counted, duration, listed, secondsFromTo } from "./words.js";

const NUMBERS = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];

/** What happened and what was warned of, in one sentence for anybody. */
export function headline(picture: ReportPicture): string {
  const confirmed = picture.main.filter((event) => gravestLevel(event, picture) === "confirmed");
  const others = picture.main.filter((event) => !confirmed.includes(event) && event.parent === undefined);
  const warned = warnedClause(confirmed, picture);
  const rest = othersClause(others, picture, confirmed.length > 0);
  return `${capital([warned, rest].filter((clause) => clause !== "").join("; "))}.`;
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
  const seen = [
    [measurements.infrared, `${counted(measurements.infrared, "detection")} from orbit`],
    [measurements.radar, counted(measurements.radar, "radar plot")],
  ] as const;
  const listedSeen =
    listed(seen.filter(([count]) => count > 0).map(([, words]) => words)) || "No measurement";
  return `${listedSeen} in ${duration(simulatedSeconds)} of data.${known}${rejected}`;
}

function warnedClause(confirmed: readonly EventUpdate[], picture: ReportPicture): string {
  const [event] = confirmed;
  if (event === undefined) return "";
  if (confirmed.length > 1) {
    const number = NUMBERS[confirmed.length] ?? String(confirmed.length);
    return `${number} launches were confirmed by both kinds of sensor and warned of`;
  }
  const { seen, confirmed: after, warnedBeforeImpact: left } = eventTimes(event, picture);
  const warned =
    event.state === "withdrawn"
      ? "warned of; the warning was withdrawn later"
      : `warned of${left === undefined || left <= 0 ? "" : ` ${duration(left)} before impact`}`;
  return `${withArticle(CLASS_WORDS[event.class])} was first seen ${duration(seen)} after lift-off, confirmed by satellites and radar after ${duration(after)}, and ${warned}`;
}

function othersClause(others: readonly EventUpdate[], picture: ReportPicture, warned: boolean): string {
  if (others.length === 0 && picture.background.length === 0)
    return warned ? "nothing else happened" : "nothing happened, and nobody was warned of anything";
  const counts = new Map<string, number>();
  for (const event of others)
    counts.set(CLASS_WORDS[event.class], (counts.get(CLASS_WORDS[event.class]) ?? 0) + 1);
  const names = [...counts].map(([words, count]) =>
    count === 1 ? withArticle(words) : `${NUMBERS[count] ?? count} of class “${words}”`,
  );
  if (others.length === 0 && picture.run.header.network.sensors.every(({ kind }) => kind === "optical"))
    return `${counted(picture.summary.measurements.infrared, "pulse")} of lightning in ${duration(picture.summary.simulatedSeconds)} were recognised as background, and nobody was warned of anything`;
  if (picture.background.length > 0)
    names.push(
      names.length === 0 ? "lightning, fires and other background" : "the background of lightning and fires",
    );
  const several = names.length > 1 || picture.background.length > 0 || others.length > 1;
  const noticed = others.some((event) => gravestLevel(event, picture) !== null);
  const outcome = noticed
    ? "led to a launch notice at most"
    : `nobody was warned of ${several ? "them" : "that"}`;
  return `${listed(names)} ${several ? "were" : "was"} ${warned ? "told apart from it" : "seen"}, and ${outcome}`;
}

function withArticle(words: string): string {
  return `${/^[aeiou]/.test(words) ? "an" : "a"} ${words}`;
}

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
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
