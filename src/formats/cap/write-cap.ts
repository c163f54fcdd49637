import { create } from "xmlbuilder2";
import type { Warning } from "../../messages/index.js";
import { type CapArea, capAreas } from "./cap-area.js";
import { CAP_STATUS, capJudgement, marked, originNote } from "./cap-judgement.js";
import { capParameters } from "./cap-parameters.js";
import { capIdentifier, capTime, xmlText } from "./cap-text.js";

const NAMESPACE = "urn:oasis:names:tc:emergency:cap:1.2";
const RESTRICTION = "For the staff of the warning service; not released to the public.";

export interface CapContext {
  /** Who answers for the alerts; unique in the world, such as a mailbox (CAP 1.2, `sender`). */
  readonly sender?: string;
  readonly senderName?: string;
  /** The warnings issued so far: where an update or cancel finds those that it refers to. */
  readonly warnings: readonly Warning[];
}

/**
 * Writes a warning as an alert of the Common Alerting Protocol, version 1.2 (OASIS 2010).
 *
 * @throws {RangeError} where the warning refers to one that the context does not hold
 */
export function writeCap(warning: Warning, context: CapContext): string {
  const sender = capIdentifier(context.sender ?? "firstlight@localhost");
  const note = originNote(warning.origin);
  const released = warning.level === "public";
  const areas = capAreas(warning);
  const references = warning.references.map((id) => reference(id, sender, context.warnings)).join(" ");
  const alert = {
    identifier: capIdentifier(warning.id),
    sender,
    sent: capTime(warning.at),
    status: CAP_STATUS[warning.origin],
    msgType: warning.msgType,
    source: "Firstlight",
    scope: released ? "Public" : "Restricted",
    ...(released ? {} : { restriction: RESTRICTION }),
    ...(note === null ? {} : { note }),
    ...(references === "" ? {} : { references }),
    incidents: capIdentifier(warning.event),
    info: infoOf(warning, context, areas),
  };
  return create({ version: "1.0", encoding: "UTF-8" })
    .ele(NAMESPACE, "alert")
    .ele(alert)
    .end({ prettyPrint: true })
    .concat("\n");
}

function infoOf(warning: Warning, context: CapContext, areas: readonly CapArea[]): object {
  const judgement = capJudgement(warning);
  return {
    language: "en",
    category: judgement.category,
    event: judgement.event,
    responseType: judgement.responseType,
    urgency: judgement.urgency,
    severity: judgement.severity,
    certainty: judgement.certainty,
    effective: capTime(warning.at),
    ...(warning.impact === undefined ? {} : { onset: capTime(warning.impact.time) }),
    expires: capTime(warning.expires),
    ...(context.senderName === undefined ? {} : { senderName: xmlText(context.senderName) }),
    headline: xmlText(marked(warning.headline, warning.origin)),
    description: xmlText(marked(warning.description, warning.origin)),
    parameter: capParameters(warning).map(([valueName, value]) => ({ valueName, value: xmlText(value) })),
    ...(areas.length === 0 ? {} : { area: areas.map(areaOf) }),
  };
}

function areaOf(area: CapArea): object {
  return {
    areaDesc: area.areaDesc,
    ...(area.polygons.length === 0 ? {} : { polygon: area.polygons }),
    ...(area.circle === undefined ? {} : { circle: area.circle }),
  };
}

/** CAP's form of a reference: `sender,identifier,sent`. */
function reference(id: string, sender: string, warnings: readonly Warning[]): string {
  const earlier = warnings.find((w) => w.id === id);
  if (earlier === undefined) throw new RangeError(`no warning "${id}" was issued that one could refer to`);
  return `${sender},${capIdentifier(id)},${capTime(earlier.at)}`;
}
