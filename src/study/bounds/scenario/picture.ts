import { scaleLinear, scaleLog } from "d3-scale";
import { line } from "d3-shape";
import type { BoundInstant, BoundObject, BoundReport } from "../../../messages/index.js";

const WIDTH = 430;
const HEIGHT = 260;
const MARGIN = { left: 112, right: 12, top: 30, bottom: 44 };
const STRIP = 14;
const COLOURS = {
  profile: "#cc79a7",
  position: "#0072b2",
  launch: "#009e73",
  impact: "#d55e00",
  velocity: "#0072b2",
};

interface Curve {
  readonly name: string;
  readonly colour: string;
  readonly value: (instant: BoundInstant) => number | undefined;
}

const PLACES: readonly Curve[] = [
  { name: "position, root of the trace", colour: COLOURS.position, value: (i) => i.position },
  {
    name: "launch point without a profile, long half-axis of 95 %",
    colour: COLOURS.launch,
    value: (i) => i.launch?.semiMajor,
  },
  {
    name: "launch point by infrared and profile",
    colour: COLOURS.profile,
    value: (i) => i.launchByProfile?.semiMajor,
  },
  { name: "impact point, long half-axis of 95 %", colour: COLOURS.impact, value: (i) => i.impact?.semiMajor },
];
const SPEEDS: readonly Curve[] = [
  { name: "velocity, root of the trace", colour: COLOURS.velocity, value: (i) => i.velocity },
];

/** A page of all objects' bounds against time, self-contained. */
export function boundPicture(report: BoundReport): string {
  const objects = report.objects.filter(({ series }) => series.length > 1);
  return `<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Bound of ${escaped(report.scenario)}</title>
<style>
body{font:16px/1.5 system-ui,sans-serif;max-width:1120px;margin:0 auto;padding:24px;color:#1c2126;background:#fff}
svg{max-width:100%;height:auto}svg text{font-size:12px;fill:#1c2126}.pair{display:flex;flex-wrap:wrap;gap:12px}
h2{font-size:1.1rem;margin:28px 0 4px}.soft{color:#5a646e}.key i{display:inline-block;width:18px;height:3px;margin:0 6px 3px 14px}
</style>
<h1>The least error that the measurements allow</h1>
<p>Scenario <b>${escaped(report.scenario)}</b>, seed ${report.seed}, origin ${report.origin}. Posterior Cramér–Rao bounds:
no estimator does better on average. Dots below each chart: looks of the sensors.</p>
${objects.map(objectPart).join("\n")}
${report.unseen.length === 0 ? "" : `<p>Seen by no sensor: ${report.unseen.map(escaped).join(", ")}.</p>`}
<h2>Taken for granted</h2><ul>${report.assumptions.map((a) => `<li>${escaped(a)}</li>`).join("")}</ul>
</html>
`;
}

function objectPart(object: BoundObject): string {
  const looks = object.sensors.map((s) => `${escaped(s.sensor)} ${s.looks}`).join(", ");
  return `<section><h2>${escaped(object.id)} <span class="soft">${object.class ?? ""}</span></h2>
<p class="soft">Looks: ${looks}</p>
<p class="key">${PLACES.filter((c) => drawn(object, c).length > 0)
    .map(({ name, colour }) => `<i style="background:${colour}"></i>${name}`)
    .join("")}</p>
<div class="pair">${chart(object, "Position, launch and impact", "m", PLACES)}${chart(object, "Velocity", "m/s", SPEEDS)}</div></section>`;
}

function drawn({ series }: BoundObject, { value }: Curve): [number, number][] {
  return series.flatMap((instant): [number, number][] => {
    const y = value(instant);
    return y === undefined || !(y > 0) ? [] : [[instant.time, y]];
  });
}

function chart(object: BoundObject, title: string, unit: string, curves: readonly Curve[]): string {
  const all = curves.map((curve) => ({ curve, points: drawn(object, curve) }));
  const values = all.flatMap(({ points }) => points.map(([, y]) => y));
  if (values.length === 0) return "";
  const times = object.series.map(({ time }) => time);
  const strips = MARGIN.top + HEIGHT + MARGIN.bottom;
  const height = strips + STRIP * object.sensors.length + 6;
  const x = scaleLinear([times[0]!, times.at(-1)!], [MARGIN.left, MARGIN.left + WIDTH - MARGIN.right]);
  const y = scaleLog([Math.min(...values), Math.max(...values)], [MARGIN.top + HEIGHT, MARGIN.top]).nice();
  const path = line<[number, number]>(
    ([t]) => x(t),
    ([, v]) => y(v),
  );
  const bottom = MARGIN.top + HEIGHT;
  const decades = y.ticks().filter((v) => Number.isInteger(Math.log10(v) + 1e-12));
  const marks = (decades.length > 1 ? decades : y.ticks(4)).map(
    (v) =>
      `<line x1="${MARGIN.left}" x2="${MARGIN.left + WIDTH - MARGIN.right}" y1="${y(v)}" y2="${y(v)}" stroke="#dde2e5"/><text x="${MARGIN.left - 6}" y="${y(v) + 4}" text-anchor="end">${v.toLocaleString("en")}</text>`,
  );
  const seconds = x
    .ticks(6)
    .map((t) => `<text x="${x(t)}" y="${bottom + 16}" text-anchor="middle">${t.toLocaleString("en")}</text>`);
  const sensors = object.sensors.map(({ sensor, times: looks }, k) => {
    const at = strips + STRIP * k;
    const dots = looks
      .filter((t) => t >= times[0]! && t <= times.at(-1)!)
      .map((t) => `<circle cx="${x(t).toFixed(1)}" cy="${at}" r="1.6" fill="#555"/>`);
    return `${dots.join("")}<text x="${MARGIN.left - 6}" y="${at + 4}" text-anchor="end">${escaped(sensor.slice(0, 18))}</text>`;
  });
  return `<svg viewBox="0 0 ${MARGIN.left + WIDTH} ${height}" width="${MARGIN.left + WIDTH}" role="img"><title>${escaped(object.id)}: ${title} against time</title>
<text x="${MARGIN.left}" y="18" font-weight="600">${title}, ${unit}</text>${marks.join("")}${seconds.join("")}
<rect x="${MARGIN.left}" y="${MARGIN.top}" width="${WIDTH - MARGIN.right}" height="${HEIGHT}" fill="none" stroke="#aab"/>
${all.map(({ curve, points }) => `<path d="${path(points) ?? ""}" fill="none" stroke="${curve.colour}" stroke-width="1.8"/>`).join("")}
<text x="${MARGIN.left + WIDTH / 2}" y="${bottom + 33}" text-anchor="middle">time since the scenario's start, s</text>${sensors.join("")}</svg>`;
}

function escaped(text: string): string {
  return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;");
}
