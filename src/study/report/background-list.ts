import type { EventUpdate } from "../../messages/index.js";
import { html, type Markup } from "./html.js";
import type { ReportPicture } from "./picture.js";
import { clock, counted, KIND_WORDS, length, listed, place } from "./words.js";

/** A recording of a thunderstorm has hundreds; the log holds them all. */
const MOST_SHOWN = 100;

/** Lists on demand what was held for background, and why. */
export function renderBackground(picture: ReportPicture): Markup | null {
  const { background } = picture;
  if (background.length === 0) return null;
  const left = background.length - MOST_SHOWN;
  return html`<details class="background"><summary>${counted(background.length, "source")} of background (lightning, fires, glints), of which nobody was warned</summary><div class="scroll" tabindex="0"><table><thead><tr><th scope="col">Where</th><th scope="col">When</th><th scope="col">Seen by</th><th scope="col">Why</th></tr></thead><tbody>${background.slice(0, MOST_SHOWN).map(row)}</tbody></table></div>${left > 0 ? html`<p>${counted(left, "source")} more in events.jsonl.</p>` : null}</details>`;
}

function row({ seenAt, firstDetection, lastDetection, kinds, evidence }: EventUpdate): Markup {
  const where =
    seenAt === undefined
      ? ""
      : `${place(seenAt.latitudeDeg, seenAt.longitudeDeg)}${seenAt.radius === undefined ? "" : `, within ${length(seenAt.radius)}`}`;
  return html`<tr><td>${where}</td><td>${clock(firstDetection)} to ${clock(lastDetection)}</td><td>${listed(kinds.map((kind) => KIND_WORDS[kind]))}</td><td>${evidence[0]?.text ?? ""}</td></tr>`;
}
