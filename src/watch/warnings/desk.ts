import type { Warning, WarningLevel } from "../../messages/index.js";
import type { ConfirmedLaunch } from "../events/confirmation.js";
import type { WatchContext } from "../events/context.js";
import { likeliest, posterior } from "../events/ledger.js";
import { launchEstimate, thrustingOf } from "../events/message.js";
import type { EventRecord } from "../events/record.js";
import { material } from "./material.js";
import { description, headline } from "./texts.js";
import { confirmedByBoth, evidenceBySensor } from "./witnesses.js";

/** A class is only taken back for another one of this probability. */
const SURE_OF_CHANGE = 0.7;

/**
 * What people are told of a launch now: indication, notice, confirmed, their updates and their withdrawal, in this
 * order; nothing where there is nothing new.
 *
 * @param closing the watch ends: what has not been said yet is said
 */
export function warningsFor(context: WatchContext, e: EventRecord, now: number, closing: boolean): Warning[] {
  if (e.nature !== "launch" || e.said.cancelled) return [];
  if (e.state === "withdrawn" || e.state === "dissolved") return withdraw(context, e, now);
  const out: Warning[] = [];
  // a launch that may be a glint of the Sun is possible, no more: it stays an indication (1983)
  const estimated = e.solution !== null && !e.sunlit;
  if (e.said.level === null)
    out.push(estimated ? notice(context, e, now, "Alert") : indication(context, e, now));
  else if (e.said.level === "indication" && estimated) out.push(notice(context, e, now, "Update"));
  const both = e.said.level === "notice" && mayConfirm(context, e) ? confirmedByBoth(e, context) : null;
  if (both !== null) out.push(confirmed(context, both, e, now, "Update"));
  if (out.length === 0) out.push(...updates(context, e, now, closing));
  return out;
}

/**
 * The conditions of level confirmed beyond two kinds that agree: the plume has been gone for long enough where it
 * would be seen, nothing of the launch burns, radar has followed it unpowered, and it is judged ballistic or its
 * ellipse touches a protected area.
 */
export function mayConfirm(context: WatchContext, e: EventRecord): boolean {
  if (e.plume === null || !e.plume.gone || e.impact?.estimate.ellipse95 === undefined) return false;
  if (thrustingOf(e).thrusting === true || e.children.some((c) => thrustingOf(c).thrusting === true))
    return false;
  const { coast } = e;
  const { confirmedProbability, confirmedCoastSeconds, confirmedCoastPlots } = context.network.thresholds;
  if (coast === null || coast.time - coast.start < confirmedCoastSeconds) return false;
  if (coast.plots < confirmedCoastPlots) return false;
  const ballistic = posterior(e.ledger).get("ballistic") ?? 0;
  return ballistic >= confirmedProbability || e.impact.nearProtected !== null;
}

function updates(context: WatchContext, e: EventRecord, now: number, closing: boolean): Warning[] {
  const level = e.said.level;
  if (level !== "notice" && level !== "confirmed") return [];
  const since = now - e.said.at;
  const { updateSeconds, staleSeconds } = context.network.thresholds;
  const words = material(e);
  const best = likeliest(posterior(e.ledger));
  const newClass = best.class !== e.said.class && best.probability > SURE_OF_CHANGE;
  const changed = words !== e.said.material;
  const sightEnds = e.coast !== null && (closing || now - e.coast.time > staleSeconds);
  const last = level === "confirmed" && sightEnds && e.coast!.time > e.said.radarTime;
  const due =
    last ||
    (changed && since >= updateSeconds && (best.class === e.said.class || newClass)) ||
    (newClass && since >= updateSeconds / 2);
  if (!due) return [];
  if (level === "notice") return [notice(context, e, now, "Update")];
  const both = confirmedByBoth(e, context);
  return both === null ? [] : [confirmed(context, both, e, now, "Update")];
}

function indication(context: WatchContext, e: EventRecord, now: number): Warning {
  return issue(context, e, now, { level: "indication" }, "Alert");
}

function notice(context: WatchContext, e: EventRecord, now: number, type: "Alert" | "Update"): Warning {
  return issue(context, e, now, { level: "notice" }, type);
}

function confirmed(
  context: WatchContext,
  launch: ConfirmedLaunch,
  e: EventRecord,
  now: number,
  type: "Alert" | "Update",
): Warning {
  return issue(context, e, now, { level: "confirmed", launch }, type);
}

/** The correction goes the way of the first word, at once. */
function withdraw(context: WatchContext, e: EventRecord, now: number): Warning[] {
  if (e.said.level === null || e.said.level === "public") return [];
  const reason = e.ledger.entries.get("absence")?.reason.text ?? "The evidence no longer bears a launch";
  const warning = issue(context, e, now, { level: e.said.level, withdrawn: `${reason}.` }, "Cancel");
  e.said.cancelled = true;
  return [warning];
}

/**
 * What entitles to a warning: level confirmed needs a launch that two kinds confirmed, and there is no other way to
 * say that word; a withdrawal may take back any level.
 */
type Ground =
  | { readonly level: "indication" | "notice" }
  | { readonly level: "confirmed"; readonly launch: ConfirmedLaunch }
  | { readonly level: WarningLevel; readonly withdrawn: string };

function issue(
  context: WatchContext,
  e: EventRecord,
  now: number,
  ground: Ground,
  msgType: Warning["msgType"],
): Warning {
  const { level } = ground;
  const withdrawn = "withdrawn" in ground ? ground.withdrawn : null;
  const best = likeliest(posterior(e.ledger));
  const launch = e.solution === null ? undefined : launchEstimate(e.solution, context);
  const firstOfLevel = e.said.level !== level;
  const id = `${e.id}-warning-${e.said.warnings.length + 1}`;
  const probability = Math.round(best.probability * 1e4) / 1e4;
  const kind = firstOfLevel && msgType === "Update" ? "Alert" : msgType;
  const warning: Warning = {
    type: "warning",
    id,
    event: e.id,
    at: context.utc(now),
    origin: context.origin,
    level,
    msgType,
    references: [...e.said.warnings],
    class: best.class,
    probability,
    headline: headline(level, kind, best.class, best.probability, context.origin),
    description: description(e, context, level, launch, withdrawn),
    ...(launch === undefined ? {} : { launch }),
    ...(msgType === "Cancel" || level === "indication" || e.impact === null
      ? {}
      : { impact: e.impact.estimate }),
    ...(e.stale ? { stale: true } : {}),
    expires: context.utc(now + context.network.thresholds.warningLifetimeSeconds),
    evidence: evidenceBySensor(e, context),
  };
  e.said.level = level;
  e.said.warnings.push(id);
  e.said.at = now;
  e.said.class = best.class;
  e.said.material = material(e);
  e.said.radarTime = e.coast?.time ?? Number.NEGATIVE_INFINITY;
  return warning;
}
