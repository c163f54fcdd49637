import type { EventUpdate, Evidence } from "../../messages/index.js";
import { renderEventTable } from "./event-table.js";
import { gravestLevel } from "./headline.js";
import { anchor, html, type Markup } from "./html.js";
import type { ReportPicture } from "./picture.js";
import {
  CLASS_WORDS,
  clock,
  counted,
  KIND_WORDS,
  LEVEL_WORDS,
  length,
  listed,
  percent,
  place,
} from "./words.js";

/** Reasons shown openly; the rest opens on demand. */
const SHOWN_EVIDENCE = 4;
const MOST_EVIDENCE = 60;

/** Lists the events: what each is held for, and why, in plain words. */
export function renderEvents(picture: ReportPicture): Markup {
  if (picture.main.length === 0)
    return html`<p>Nothing was launched, nothing came down, and nothing stayed unidentified.</p>`;
  return html`${renderEventTable(picture)}<div class="events">${picture.main.map((event) => card(event, picture))}</div>`;
}

function card(event: EventUpdate, picture: ReportPicture): Markup {
  const level = gravestLevel(event, picture);
  const truth = picture.truthOf.get(event.id);
  return html`<article class="event c-${event.class}" id="event-${anchor(event.id)}">
<header><h3>${capital(CLASS_WORDS[event.class])}</h3><span class="id">${event.id}</span>
<span class="probability" title="probability of this class">${percent(event.probability)}</span></header>
<div class="both"><dl>${facts(event).map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}
<div><dt>Warned of</dt><dd>${level === null ? "no" : LEVEL_WORDS[level]}</dd></div>
${truth === undefined ? null : html`<div><dt>In truth</dt><dd>${CLASS_WORDS[truth.class]} (${truth.id}); only this report knows, the watch never did</dd></div>`}</dl>
<div>${otherClasses(event)}
${evidenceList(event.evidence)}</div></div>
</article>`;
}

function facts(event: EventUpdate): (readonly [string, string])[] {
  const rows: (readonly [string, string | undefined])[] = [
    ["Seen", `${clock(event.firstDetection)} to ${clock(event.lastDetection)} UTC`],
    ["Seen by", seenBy(event)],
    ["Launched", launchWords(event)],
    ["Engines off", burnoutWords(event)],
    ["Comes down", impactWords(event)],
    ["Where", whereWords(event)],
    ["Part of", event.parent],
    [
      "Second kind",
      event.confirmableFrom === undefined
        ? undefined
        : `could not see it yet; earliest ${clock(event.confirmableFrom)} UTC`,
    ],
    [
      "State",
      event.state === "withdrawn"
        ? "withdrawn"
        : event.stale === true
          ? "sight lost: extrapolated"
          : undefined,
    ],
  ];
  return rows.flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const]));
}

function seenBy({ kinds, sensors, independentPaths }: EventUpdate): string {
  const words = listed(kinds.map((kind) => KIND_WORDS[kind]));
  return `${words} (${sensors.join(", ")}); ${counted(independentPaths, "independent path")}`;
}

function launchWords({ launch }: EventUpdate): string | undefined {
  if (launch === undefined) return undefined;
  const { semiMajor, semiMinor } = launch.ellipse95;
  return `${clock(launch.time)} ± ${launch.timeSigma.toFixed(1)} s from ${place(launch.latitudeDeg, launch.longitudeDeg)} (95 % within ${length(semiMajor)} × ${length(semiMinor)}), flying ${Math.round(((launch.azimuthDeg % 360) + 360) % 360)}° from north`;
}

function burnoutWords({ burnout }: EventUpdate): string | undefined {
  if (burnout === undefined) return undefined;
  return `${clock(burnout.time)} at ${length(burnout.altitude)}, ${(burnout.speed / 1000).toFixed(2)} km/s`;
}

function impactWords({ impact }: EventUpdate): string | undefined {
  if (impact === undefined) return undefined;
  const { ellipse95, basis } = impact;
  const where = `${clock(impact.time)} ± ${impact.timeSigma.toFixed(1)} s near ${place(impact.latitudeDeg, impact.longitudeDeg)}`;
  if (ellipse95 === undefined) return `${where}; area only, no claim of 95 % (${basis} alone)`;
  return `${where} (95 % within ${length(ellipse95.semiMajor)} × ${length(ellipse95.semiMinor)}, from ${basis})`;
}

function whereWords({ seenAt, launch }: EventUpdate): string | undefined {
  if (seenAt === undefined || launch !== undefined) return undefined;
  const { latitudeDeg, longitudeDeg, altitude } = seenAt;
  return `${place(latitudeDeg, longitudeDeg)}${altitude === undefined ? "" : `, ${length(altitude)} up`}`;
}

function otherClasses({ probabilities, class: named }: EventUpdate): Markup | null {
  const others = Object.entries(probabilities)
    .filter(([kind, probability]) => kind !== named && probability >= 0.005)
    .sort(([, a], [, b]) => b - a);
  if (others.length === 0) return null;
  const words = others.map(([kind, p]) => `${CLASS_WORDS[kind as EventUpdate["class"]]} ${percent(p)}`);
  return html`<p class="others">It might also be: ${words.join(", ")}.</p>`;
}

function evidenceList(evidence: readonly Evidence[]): Markup | null {
  if (evidence.length === 0) return null;
  const item = ({ at, text, sensors }: Evidence) =>
    html`<li><time>${clock(at)}</time> ${text}${sensors.length === 0 ? "" : ` (${sensors.join(", ")})`}</li>`;
  const shown = evidence.slice(0, SHOWN_EVIDENCE).map(item);
  const more = evidence.slice(SHOWN_EVIDENCE, MOST_EVIDENCE).map(item);
  const left = evidence.length - MOST_EVIDENCE;
  return html`<div class="evidence"><h4>Why</h4><ol>${shown}</ol>${
    more.length === 0
      ? null
      : html`<details><summary>${counted(evidence.length - SHOWN_EVIDENCE, "more reason")}</summary><ol start="${SHOWN_EVIDENCE + 1}">${more}</ol>${left > 0 ? html`<p>${counted(left, "reason")} more in log.jsonl.</p>` : null}</details>`
  }</div>`;
}

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
