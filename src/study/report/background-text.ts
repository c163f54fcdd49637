import { html, type Markup } from "./html.js";
import type { ReportPicture } from "./picture.js";
import { clock, counted } from "./words.js";

/** Says what was recorded and what was simulated: the report must not pass one off as the other. */
export function renderOrigins(picture: ReportPicture): Markup {
  const { header } = picture.run;
  const simulated = header.scenario !== undefined;
  const rows: (readonly [string, string, string])[] = [];
  const optical = header.network.sensors.filter(({ kind }) => kind === "optical").map(({ id }) => id);
  const pulses = optical.reduce((sum, id) => sum + (picture.run.series.detections.get(id) ?? 0), 0);
  if (pulses > 0)
    rows.push([
      "Lightning",
      "recorded",
      `${counted(pulses, "pulse")}, read from a lightning mapper's recording${simulated ? "; their time of day is moved into the scene" : ""}`,
    ]);
  if (picture.run.catalogue.length > 0)
    rows.push([
      "Orbits",
      "recorded",
      `${counted(picture.run.catalogue.length, "object")} of the public catalogue, and the sensors' orbits`,
    ]);
  for (const object of picture.truth)
    if (object.recordedUntil !== undefined)
      rows.push([
        object.id,
        "both",
        `telemetry recorded until ${clock(object.recordedUntil)} of the scene, simulated from there on`,
      ]);
  const made = picture.truth.filter(
    (object) => object.recordedUntil === undefined && object.parent === undefined,
  );
  if (made.length > 0)
    rows.push([
      made.map(({ id }) => id).join(", "),
      "simulated",
      "generic objects defined by textbook figures in a file",
    ]);
  rows.push(
    simulated
      ? [
          "Infrared and radar measurements",
          "simulated",
          "generic sensors; their figures stand in the network file",
        ]
      : [
          "Measurements",
          header.origin === "replay" ? "recorded" : "as given",
          "read from the files named below",
        ],
  );
  return html`<table><thead><tr><th scope="col">What</th><th scope="col">Origin</th><th scope="col"></th></tr></thead><tbody>${rows.map(
    ([what, origin, text]) => html`<tr><th scope="row">${what}</th><td>${origin}</td><td>${text}</td></tr>`,
  )}</tbody></table>`;
}

/** Says what the report does not know. */
export function renderLimits(picture: ReportPicture): Markup {
  return html`<ul>
<li>Sensors and vehicles are generic. Their figures are of the order found in open literature; no real system is described, and nothing here says what one would see.</li>
<li>An ellipse “with 95 %” is meant so: over many launches drawn from the priors in the network file, the true place lies inside in 95 of 100. Where the world differs from those priors, it may not.</li>
<li>An area drawn from infrared alone (dotted) is a sketch by sampling and claims nothing.</li>
<li>Gravity is taken to degree 4, the air is a standard atmosphere without wind, and a body's shape enters only as its ballistic coefficient.</li>
<li>A class is a judgement with a probability, not an identification. Lofted ballistic flights and sounding rockets overlap.</li>
<li>Nothing here guides, targets or intercepts anything.</li>
${picture.run.end.rejected === 0 ? null : html`<li>Rejected: ${rejectedWords(picture)}.</li>`}
</ul>`;
}

function rejectedWords(picture: ReportPicture): string {
  const reasons = Object.entries(picture.run.end.rejectedReasons).sort(([, a], [, b]) => b - a);
  return reasons
    .slice(0, 12)
    .map(([reason, count]) => `${count} × ${reason}`)
    .join("; ");
}

/** Says from which files and by which program the report was made. */
export function renderProvenance(picture: ReportPicture): Markup {
  const { header, end } = picture.run;
  return html`<dl class="provenance">
<div><dt>Program</dt><dd>Firstlight ${header.version}</dd></div>
<div><dt>Seed</dt><dd>${header.seed}</dd></div>
<div><dt>Log</dt><dd>${counted(end.records + 1, "record")}, chained; <code>firstlight verify</code> checks it and replays it</dd></div>
<div><dt>Network</dt><dd>${header.network.name}${header.network.note === undefined ? "" : html`. ${header.network.note}`}</dd></div>
<div><dt>Inputs</dt><dd><ul>${header.inputs.map(
    ({ name, sha256, madeAfterSeconds }) =>
      html`<li>${name}${sha256 === undefined ? null : html` <code>${sha256.slice(0, 16)}…</code>`}${
        madeAfterSeconds === undefined
          ? null
          : html`, made ${madeAfterSeconds.toFixed(1)} s after the end of what it shows (delivery comes on top)`
      }</li>`,
  )}</ul></dd></div></dl>`;
}
