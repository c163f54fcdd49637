/**
 * Draws docs/images/sun-1983.svg: what thick high cloud sends to a satellite on the orbit of 25 September 1983 and to one at
 * 75° W, by the scattering angle and along the orbit, beside a large plume and the same places by night.
 *
 *     npx tsx scripts/plot-1983.ts
 */
import { writeFileSync } from "node:fs";
import { scaleLinear, scaleLog } from "d3-scale";
import { line } from "d3-shape";
import {
  EVENT,
  GEOSTATIONARY,
  grazingSatellite,
  NIGHT,
  type SunlitCloud,
  sunlitCloud,
} from "../test/support/sun-1983.js";

type Point = readonly [x: number, y: number];

const PLUME = [1e5, 6e5] as const;
const WIDTH = 440;
const HEIGHT = 300;
const intensity = scaleLog().domain([100, 2e6]).range([HEIGHT, 0]);

const total = (cloud: SunlitCloud): number => cloud.scattered + cloud.glow;
const places: [number, number][] = [];
for (let latitude = 32; latitude <= 64; latitude += 2)
  for (let longitude = -128; longitude <= -66; longitude += 4) places.push([latitude, longitude]);

/** Every place of the continent that a satellite sees in sunlight: scattering angle and intensity. */
function byAngle(satellite: Parameters<typeof sunlitCloud>[0], utc: string): Point[] {
  return places.flatMap(([latitude, longitude]) => {
    const cloud = sunlitCloud(satellite, latitude, longitude, utc);
    return cloud === null || cloud.viewElevationDeg < 0 ? [] : [[cloud.scatteringDeg, total(cloud)] as const];
  });
}

/** The brightest place at 47.5° N to a satellite along its orbit. */
function alongOrbit(utc: string): Point[] {
  const out: Point[] = [];
  for (let anomaly = 150; anomaly <= 176; anomaly += 0.5) {
    const cloud = sunlitCloud(grazingSatellite(anomaly, 15), 47.5, -111, utc);
    if (cloud !== null) out.push([anomaly, total(cloud)]);
  }
  return out;
}

const dots = (points: readonly Point[], x: (v: number) => number, colour: string): string =>
  points
    .map(
      ([a, b]) =>
        `<circle cx="${x(a).toFixed(1)}" cy="${intensity(b).toFixed(1)}" r="1.8" fill="${colour}"/>`,
    )
    .join("");

const curve = (points: readonly Point[], x: (v: number) => number, colour: string): string =>
  `<path fill="none" stroke="${colour}" stroke-width="2" d="${line<Point>(
    (p) => Number(x(p[0]).toFixed(1)),
    (p) => Number(intensity(p[1]).toFixed(1)),
  )(points)}"/>`;

function panel(
  left: number,
  label: string,
  ticks: readonly number[],
  x: (v: number) => number,
  marks: string,
): string {
  const decades = [2, 3, 4, 5, 6].map(
    (d) =>
      `<line x1="0" x2="${WIDTH}" y1="${intensity(10 ** d)}" y2="${intensity(10 ** d)}" stroke="#ddd"/>` +
      `<text x="-8" y="${intensity(10 ** d) + 4}" text-anchor="end">10<tspan dy="-5" font-size="9">${d}</tspan></text>`,
  );
  const along = ticks.map((t) => `<text x="${x(t)}" y="${HEIGHT + 18}" text-anchor="middle">${t}°</text>`);
  const plume = `<rect x="0" width="${WIDTH}" y="${intensity(PLUME[1])}" height="${intensity(PLUME[0]) - intensity(PLUME[1])}" fill="#e07b39" opacity="0.2"/>`;
  const name = `<text x="${WIDTH - 6}" y="${intensity(3.6e5)}" text-anchor="end" fill="#a04a12">a large plume</text>`;
  const axis = `<text transform="translate(-44 ${HEIGHT / 2}) rotate(-90)" text-anchor="middle">radiant intensity of a pixel, W/sr</text>`;
  return `<g transform="translate(${left},30)">${plume}${decades.join("")}${along.join("")}${marks}${name}${axis}<rect width="${WIDTH}" height="${HEIGHT}" fill="none" stroke="#888"/><text x="${WIDTH / 2}" y="${HEIGHT + 38}" text-anchor="middle">${label}</text></g>`;
}

const grazing = grazingSatellite(163, 20);
const angle = scaleLinear().domain([20, 180]).range([0, WIDTH]);
const anomaly = scaleLinear().domain([150, 176]).range([0, WIDTH]);
const across = total(sunlitCloud(GEOSTATIONARY, 47.5, -111, EVENT)!);
const level = (value: number): Point[] => [
  [150, value],
  [176, value],
];
const left = panel(
  70,
  "scattering angle, 20:15 UTC",
  [20, 60, 100, 140, 180],
  angle,
  dots(byAngle(grazing, EVENT), angle, "#c0392b") +
    dots(byAngle(GEOSTATIONARY, EVENT), angle, "#2c6fbb") +
    dots(byAngle(grazing, NIGHT), angle, "#555") +
    dots(byAngle(GEOSTATIONARY, NIGHT), angle, "#aaa"),
);
const right = panel(
  590,
  "true anomaly of the satellite along the limb; cloud at 47.5° N 111° W",
  [150, 155, 160, 165, 170, 175],
  anomaly,
  curve(alongOrbit(EVENT), anomaly, "#c0392b") +
    curve(level(across), anomaly, "#2c6fbb") +
    curve(alongOrbit(NIGHT), anomaly, "#555") +
    curve(level(total(sunlitCloud(GEOSTATIONARY, 47.5, -111, NIGHT)!)), anomaly, "#aaa"),
);
const legend = [
  ["#c0392b", "along the limb, day"],
  ["#2c6fbb", "from 75° W, day"],
  ["#555", "along the limb, night"],
  ["#aaa", "from 75° W, night"],
]
  .map(
    ([colour, text], k) =>
      `<circle cx="${80 + 190 * k}" cy="398" r="4" fill="${colour}"/><text x="${90 + 190 * k}" y="402">${text}</text>`,
  )
  .join("");
const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1060 412" font-family="sans-serif" font-size="12" fill="#222"><title>Brightness of sunlit ice cloud against scattering angle and along the orbit of September 1983</title><rect width="1060" height="412" fill="#fff"/><text x="70" y="20">Pixels of 10 km² across the line of sight, thick high cloud, 2.7 µm, through the air</text>${left}${right}${legend}</svg>\n`;
const target = new URL("../docs/images/sun-1983.svg", import.meta.url).pathname;
writeFileSync(target, svg);
console.log(
  `${target}: along the limb ${Math.min(...alongOrbit(EVENT).map((p) => p[1])).toExponential(1)} to ${Math.max(...alongOrbit(EVENT).map((p) => p[1])).toExponential(1)} W/sr, from 75° W ${across.toExponential(1)}, by night ${Math.max(...alongOrbit(NIGHT).map((p) => p[1])).toExponential(1)}`,
);
