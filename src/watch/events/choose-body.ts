import type { EventBook } from "./book.js";
import { biasOf, type WatchContext } from "./context.js";
import { agreementFrom, fuseCoasts } from "./links.js";
import { matchFrom } from "./radar-match.js";
import type { EventRecord } from "./record.js";

/** Plots that make a mean cross-section worth comparing, and the ratio that tells a payload from a spent stage. */
const LEAST_PLOTS = 8;
const CLEARLY_SMALLER = 2.5;
/** What left within this of the end of the burn parted at burnout, s. */
const AT_BURNOUT = 12;

/**
 * Where two bodies part at burnout, what matters is the payload and not the spent stage, and until the air parts them
 * only their cross-sections differ: the event follows the smaller one, the other becomes its part.
 */
export function chooseBody(book: EventBook, launch: EventRecord): void {
  const { plume } = launch;
  if (plume === null || !plume.gone || launch.coast === null) return;
  const own = crossSection(launch);
  if (own === null) return;
  for (const part of launch.children) {
    const other = part.state === "open" && part.lines.length === 0 ? crossSection(part) : null;
    if (other === null || other * CLEARLY_SMALLER > own) continue;
    if (!partedAtBurnout(book.context, launch, part)) continue;
    const links = launch.links.splice(0);
    launch.links.push(...part.links.splice(0));
    part.links.push(...links);
    for (const body of [launch, part]) {
      for (const l of body.links) book.ofRadar.set(l.track, body);
      fuseCoasts(body);
      body.impactTime = Number.NEGATIVE_INFINITY;
    }
    return;
  }
}

/** Mean cross-section over an event's radar tracks, by their plots; null where there are too few. */
function crossSection(event: EventRecord): number | null {
  let plots = 0;
  let sum = 0;
  for (const { state } of event.links) {
    plots += state.plots;
    sum += state.plots * state.crossSection;
  }
  return plots < LEAST_PLOTS ? null : sum / plots;
}

function partedAtBurnout(context: WatchContext, launch: EventRecord, part: EventRecord): boolean {
  if (part.coast === null) return false;
  const match = matchFrom(launch.lines, part.coast, biasOf(context));
  return match !== null && agreementFrom(match) !== null && match.at > launch.plume!.lastSeen - AT_BURNOUT;
}
