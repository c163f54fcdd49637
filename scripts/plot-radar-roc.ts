/**
 * Draws docs/images/radar-roc.svg: detection against false alarms of the simulated radar's own receiver, look by look,
 * beside the closed form, and the errors of simulated plots against signal-to-noise. Prints the tables of
 * docs/physics/radar.md.
 *
 *     npx tsx scripts/plot-radar-roc.ts
 */
import { writeFileSync } from "node:fs";
import { scaleLinear, scaleLog } from "d3-scale";
import { line } from "d3-shape";
import { randomStream } from "../src/astro/index.js";
import { Radar } from "../src/messages/index.js";
import {
  detectionThreshold,
  radarCover,
  radarDetectionProbability,
  radarErrors,
  refract,
  type SwerlingCase,
} from "../src/sensors/index.js";
import { receivedPower } from "../src/world/radar/received.js";
import { bareSetting, bodyAlong, observe, rms } from "../test/support/radar-scene.js";

const COLOURS = ["#222222", "#1f6fb4", "#6db3e8", "#c0392b", "#e8a05a"];
const CASES: readonly SwerlingCase[] = [0, 1, 2, 3, 4];
const PANELS = [
  { pulses: 1, decibels: 10, title: "one pulse, 10 dB" },
  { pulses: 10, decibels: 3, title: "ten pulses, 3 dB each" },
] as const;
const LOOKS = 20_000;
/** False alarms at which the receiver is tried: what noise alone does is counted too where it is frequent enough. */
const TRIED = [1e-1, 1e-2, 1e-3, 1e-4, 1e-6];
const WIDTH = 340;
const round = (x: number) => Math.round(x * 10) / 10;

/** Shares of looks with and without a target that pass each threshold tried. */
function simulate(swerling: SwerlingCase, mean: number, pulses: number): number[] {
  const streams = [
    randomStream(7, "roc", swerling, pulses),
    randomStream(7, "roc noise", swerling, pulses),
  ] as const;
  const passed = TRIED.map(() => 0);
  const thresholds = TRIED.map((pfa) => detectionThreshold(pfa, pulses));
  for (let look = 0; look < LOOKS; look++) {
    const power = receivedPower(...streams, look, mean, swerling, pulses);
    thresholds.forEach((t, k) => {
      if (power > t) passed[k]! += 1;
    });
  }
  return passed.map((n) => n / LOOKS);
}

console.log(
  "| case | pulses | SNR, dB | Pfa | Pd, closed form | Pd, simulated | standard errors |\n|---|---|---|---|---|---|---|",
);
const panels = PANELS.map(({ pulses, decibels, title }, panel) => {
  const left = 60 + panel * (WIDTH + 60);
  const x = scaleLog([1e-6, 1e-1], [left, left + WIDTH]);
  const y = scaleLinear([0, 1], [310, 40]);
  const mean = 10 ** (decibels / 10);
  const curves = CASES.map((swerling) => {
    const points = Array.from({ length: 51 }, (_, k) => 10 ** (-6 + k / 10));
    const path = line<number>(
      (pfa) => round(x(pfa)),
      (pfa) => round(y(radarDetectionProbability(swerling, mean, pfa, pulses))),
    )(points);
    const marks = simulate(swerling, mean, pulses).map((found, k) => {
      const expected = radarDetectionProbability(swerling, mean, TRIED[k]!, pulses);
      const off = (found - expected) / Math.sqrt((expected * (1 - expected)) / LOOKS);
      console.log(
        `| ${swerling} | ${pulses} | ${decibels} | ${TRIED[k]} | ${expected.toFixed(4)} | ${found.toFixed(4)} | ${off.toFixed(1)} |`,
      );
      return `<circle cx="${round(x(TRIED[k]!))}" cy="${round(y(found))}" r="3" fill="${COLOURS[swerling]}"/>`;
    });
    return `<path fill="none" stroke="${COLOURS[swerling]}" stroke-width="1.5" d="${path}"/>${marks.join("")}`;
  });
  const ticks = [-6, -5, -4, -3, -2, -1].map(
    (power) => `<text x="${round(x(10 ** power))}" y="328" text-anchor="middle">1e${power}</text>`,
  );
  return `<text x="${left}" y="24" font-weight="bold">${title}</text>${grid(left, y)}${ticks.join("")}<text x="${left + WIDTH / 2}" y="346" text-anchor="middle">probability of a false alarm</text><text transform="translate(${left - 44} 175) rotate(-90)" text-anchor="middle">probability of detection</text>${curves.join("")}`;
});

function grid(left: number, y: (v: number) => number): string {
  return [0, 0.25, 0.5, 0.75, 1]
    .map(
      (v) =>
        `<path stroke="#ddd" d="M${left} ${round(y(v))}h${WIDTH}"/><text x="${left - 6}" y="${round(y(v)) + 4}" text-anchor="end">${v}</text>`,
    )
    .join("");
}

/** Errors of plots of a steady target at one signal. */
function errorsAt(decibels: number) {
  const radar = Radar.parse({
    id: "radar",
    kind: "radar",
    site: { latitudeDeg: 27, longitudeDeg: -57 },
    faces: [{ boresightAzimuthDeg: 30 }],
    frequencyMHz: 435,
    bandwidthMHz: 1,
    beamwidthDeg: 2.2,
    reference: { rangeKm: 3000, crossSectionM2: 1, signalToNoiseDb: 20 },
    revisitSeconds: 5,
    errorFloor: { rangeM: 0, angleMilliradians: 0 },
    bias: { rangeM: 0, azimuthMilliradians: 0, elevationMilliradians: 0 },
    refraction: { relativeSigma: 0 },
  });
  const there = () => ({
    azimuth: Math.PI / 6,
    elevation: Math.PI / 9,
    range: 3e6 * 10 ** ((20 - decibels) / 40),
  });
  const { plots } = observe(bareSetting(20_000), radar, [bodyAlong(radar, "body", there)]);
  const look = refract(315, there());
  const expected = radarErrors(
    radar,
    10 ** (decibels / 10),
    radarCover(radar, look)!.offBoresight,
    look.elevation,
  );
  return {
    decibels,
    plots: plots.length,
    range: rms(plots.map((p) => p.range - look.range)),
    elevation: rms(plots.map((p) => p.elevation - look.elevation)),
    sigmaRange: expected.sigmaRange,
    sigmaElevation: expected.sigmaElevation,
  };
}

const errors = [13, 16, 20, 25, 30, 35].map(errorsAt);
console.log(
  "\n| SNR, dB | plots | range, m: closed form | simulated | elevation, mrad: closed form | simulated |\n|---|---|---|---|---|---|",
);
for (const e of errors) {
  const mrad = (x: number) => (x * 1e3).toFixed(3);
  console.log(
    `| ${e.decibels} | ${e.plots} | ${e.sigmaRange.toFixed(2)} | ${e.range.toFixed(2)} | ${mrad(e.sigmaElevation)} | ${mrad(e.elevation)} |`,
  );
}

function errorPanel(left: number): string {
  const x = scaleLinear([12, 36], [left, left + WIDTH]);
  const y = scaleLog([1, 100], [310, 40]);
  const fine = Array.from({ length: 49 }, (_, k) => 12 + k / 2);
  const last = errors.at(-1)!;
  const panel = (unit: number, colour: string, of: (e: (typeof errors)[number]) => number, sigma: number) => {
    const path = line<number>(
      (db) => round(x(db)),
      (db) => round(y(unit * sigma * 10 ** ((last.decibels - db) / 20))),
    )(fine);
    const marks = errors.map(
      (e) => `<circle cx="${round(x(e.decibels))}" cy="${round(y(unit * of(e)))}" r="3" fill="${colour}"/>`,
    );
    return `<path fill="none" stroke="${colour}" stroke-width="1.5" d="${path}"/>${marks.join("")}`;
  };
  const ticks = [12, 18, 24, 30, 36].map(
    (v) => `<text x="${round(x(v))}" y="328" text-anchor="middle">${v}</text>`,
  );
  const rows = [1, 3, 10, 30, 100].map(
    (v) =>
      `<path stroke="#ddd" d="M${left} ${round(y(v))}h${WIDTH}"/><text x="${left - 6}" y="${round(y(v)) + 4}" text-anchor="end">${v}</text>`,
  );
  return `<text x="${left}" y="24" font-weight="bold">error: range, m (blue); elevation, 0.1 mrad (red)</text>${rows.join("")}${ticks.join("")}<text x="${left + WIDTH / 2}" y="346" text-anchor="middle">signal-to-noise ratio, dB</text>${panel(1, "#1f6fb4", (e) => e.range, last.sigmaRange)}${panel(1e4, "#c0392b", (e) => e.elevation, last.sigmaElevation)}`;
}

const legend = CASES.map(
  (swerling) =>
    `<path stroke="${COLOURS[swerling]}" stroke-width="2" d="M${60 + swerling * 110} 375h22"/><text x="${87 + swerling * 110}" y="379">case ${swerling}</text>`,
).join("");
const picture = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1260 400" font-family="sans-serif" font-size="12"><title>Receiver operating curves of the simulated radar against closed forms, and errors against signal-to-noise</title><rect width="1260" height="400" fill="#fff"/>${panels.join("")}${errorPanel(60 + 2 * (WIDTH + 60))}${legend}<text x="620" y="379">lines: closed form; dots: simulated looks, ${LOOKS.toLocaleString("en")} each</text></svg>\n`;
writeFileSync(new URL("../docs/images/radar-roc.svg", import.meta.url), picture);
