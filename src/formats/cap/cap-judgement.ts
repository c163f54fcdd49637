import type { EventClass, Origin, Warning } from "../../messages/index.js";

const EVENTS: Readonly<Record<EventClass, string>> = {
  ballistic: "Ballistic launch",
  "space-launch": "Space launch",
  "sounding-rocket": "Sounding rocket launch",
  "falling-stage": "Falling rocket stage",
  reentry: "Re-entry from orbit",
  bolide: "Bolide",
  satellite: "Satellite",
  aircraft: "Aircraft",
  background: "Background",
  unknown: "Launch of unknown kind",
};

/** What CAP's fixed words say of a warning. */
export interface CapJudgement {
  readonly category: "Security" | "Safety";
  readonly event: string;
  readonly responseType: "Shelter" | "Monitor" | "Assess" | "AllClear";
  readonly urgency: "Immediate" | "Expected" | "Past" | "Unknown";
  readonly severity: "Extreme" | "Severe" | "Minor" | "Unknown";
  readonly certainty: "Observed" | "Likely" | "Possible" | "Unlikely";
}

/** Puts a warning into CAP's words (CAP 1.2, 3.2.2). */
export function capJudgement(warning: Warning): CapJudgement {
  const ballistic = warning.class === "ballistic";
  const firm = warning.level === "confirmed" || warning.level === "public";
  const common = { category: ballistic ? "Security" : "Safety", event: EVENTS[warning.class] } as const;
  if (warning.msgType === "Cancel") {
    return { ...common, responseType: "AllClear", urgency: "Past", severity: "Minor", certainty: "Unlikely" };
  }
  const certainty = firm ? "Observed" : warning.probability > 0.5 ? "Likely" : "Possible";
  if (!ballistic) {
    const severity = warning.class === "unknown" ? "Unknown" : "Minor";
    return { ...common, responseType: "Monitor", urgency: "Unknown", severity, certainty };
  }
  return firm
    ? { ...common, responseType: "Shelter", urgency: "Immediate", severity: "Extreme", certainty }
    : { ...common, responseType: "Assess", urgency: "Expected", severity: "Severe", certainty };
}

/** Only what is live is actual; nothing else may look like it (1979 tape, 2018 Hawaii). */
export const CAP_STATUS: Readonly<Record<Origin, "Actual" | "Exercise" | "Test">> = {
  live: "Actual",
  exercise: "Exercise",
  replay: "Test",
  test: "Test",
};

const NOTES: Readonly<Record<Origin, string | null>> = {
  live: null,
  exercise: "Origin: exercise. Made from simulated measurements. No launch has taken place.",
  replay: "Origin: replay. Made from recorded measurements. Nothing is happening now.",
  test: "Origin: test. Made to test the system. No launch has taken place.",
};

/** @returns the note that says where an alert comes from, or null for a live one */
export function originNote(origin: Origin): string | null {
  return NOTES[origin];
}

/** @returns the text with the word before it that says it is no live warning, where that doesn't stand there yet */
export function marked(text: string, origin: Origin): string {
  if (origin === "live") return text;
  const mark = `${origin.toUpperCase()}: `;
  return text.startsWith(mark) ? text : `${mark}${text}`;
}
