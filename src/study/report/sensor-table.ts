import { ecefToGeodetic } from "../../astro/index.js";
import type { Sensor } from "../../messages/index.js";
import { sensorOrbit } from "../../sensors/index.js";
import { html, type Markup } from "./html.js";
import type { ReportPicture } from "./picture.js";
import { grouped, KIND_WORDS, length, place } from "./words.js";

const DEGREES = 180 / Math.PI;

/** The sensors: where each was, and how much it saw. Satellites stand mostly outside the map. */
export function renderSensors(picture: ReportPicture): Markup {
  const { sensors } = picture.run.header.network;
  return html`<details class="sensors"><summary>${sensors.length === 1 ? "The sensor" : `The ${sensors.length} sensors`}</summary><div class="scroll" tabindex="0"><table><thead><tr><th scope="col">Sensor</th><th scope="col">Kind</th><th scope="col">Where, at the start</th><th scope="col">Saw</th></tr></thead><tbody>${sensors.map(
    (sensor) =>
      html`<tr><th scope="row">${sensor.id}</th><td>${KIND_WORDS[sensor.kind]}</td><td>${whereabouts(sensor, picture)}</td><td>${seen(sensor, picture)}</td></tr>`,
  )}</tbody></table></div></details>`;
}

function whereabouts(sensor: Sensor, picture: ReportPicture): string {
  if (sensor.kind === "radar") return place(sensor.site.latitudeDeg, sensor.site.longitudeDeg);
  const elements = picture.run.catalogue.map((object) => object.elements);
  const { latitude, longitude, height } = ecefToGeodetic(
    sensorOrbit(sensor.orbit, elements).positionEcef(picture.start),
  );
  return `${length(height)} above ${place(latitude * DEGREES, longitude * DEGREES)}`;
}

function seen(sensor: Sensor, picture: ReportPicture): string {
  const count = picture.run.series.detections.get(sensor.id) ?? 0;
  if (count === 0) return "nothing";
  return `${grouped(count)} ${sensor.kind === "radar" ? "plots" : sensor.kind === "optical" ? "pulses" : "detections"}`;
}
