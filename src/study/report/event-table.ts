import { gravestLevel } from "./headline.js";
import { anchor, html, type Markup } from "./html.js";
import type { ReportPicture } from "./picture.js";
import { CLASS_WORDS, clock, KIND_WORDS, listed, percent, place } from "./words.js";

/** The events at one glance; each leads to its reasons. */
export function renderEventTable(picture: ReportPicture): Markup | null {
  if (picture.main.length === 0) return null;
  const head = ["What", "How sure", "Seen by", "First seen", "Launched", "From", "Comes down", "Warned of"];
  return html`<div class="scroll" tabindex="0"><table class="event-table"><thead><tr>${head.map((name) => html`<th scope="col">${name}</th>`)}</tr></thead><tbody>${picture.main.map(
    (event) => {
      const { launch, impact, seenAt } = event;
      const from =
        event.parent === undefined ? (launch ?? (impact === undefined ? seenAt : undefined)) : undefined;
      return html`<tr class="c-${event.class}"><th scope="row"><a href="#event-${anchor(event.id)}">${event.parent === undefined ? "" : "↳ "}${CLASS_WORDS[event.class]}</a></th>
<td>${percent(event.probability)}</td><td>${listed(event.kinds.map((kind) => KIND_WORDS[kind]))}</td><td>${clock(event.firstDetection)}</td>
<td>${launch === undefined || event.parent !== undefined ? "" : clock(launch.time)}</td><td>${from === undefined ? "" : place(from.latitudeDeg, from.longitudeDeg)}</td>
<td>${impact === undefined ? "" : `${clock(impact.time)}, ${place(impact.latitudeDeg, impact.longitudeDeg)}`}</td><td>${gravestLevel(event, picture) ?? "no"}</td></tr>`;
    },
  )}</tbody></table></div>`;
}
