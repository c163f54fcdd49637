/**
 * Plants plumes into real scans and draws docs/images/planted-plumes.svg: what the detector finds, what resampling the
 * local background expects, and what the Gaussian closed form would say. Prints the tables of docs/physics/real-scans.md.
 *
 *     npx tsx scripts/plot-planted.ts [FOLDER OF THE ORIGINALS]
 */
import { writeFileSync } from "node:fs";
import { scaleLinear, scaleLog } from "d3-scale";
import { line } from "d3-shape";
import { falseAlarmRates } from "../src/study/scans/false-alarms.js";
import { frontEndShares } from "../src/study/scans/front-end-share.js";
import { type PlantedPoint, plantPlumes } from "../src/study/scans/planted.js";
import { knownFires, readRecordings } from "../src/study/scans/recordings.js";
import { type FrameQuestion, frameGround } from "../src/study/scans/simulated-frame.js";
import { simulateGround } from "../src/study/scans/simulated-ground.js";

const here = (path: string) => new URL(path, import.meta.url).pathname;
const INTENSITIES = Array.from({ length: 12 }, (_, k) => Math.round(4e4 * 1.45 ** k));
const THRESHOLDS = [3, 4, 5, 6, 8, 10];
const FIRE_REACH = 3;

const recordings = await readRecordings(process.argv[2] ?? here("../../shared/data/abi"));
const day = recordings.day.find(({ band }) => band === 7)!;
const { night } = recordings;

const scenes = [
  {
    title: "California by day (GOES-17)",
    points: plantPlumes(day, { intensities: INTENSITIES, seed: 1, rounds: 4 }),
  },
  { title: "CONUS by night (GOES-16)", points: plantPlumes(night, { intensities: INTENSITIES, seed: 1 }) },
];
for (const { title, points } of scenes) {
  console.log(
    `\n${title}: ${points[0]!.planted} places\n| W/sr | found | resampled | difference | Gaussian, local spread | Gaussian, one spread |\n|---|---|---|---|---|---|`,
  );
  for (const p of points)
    console.log(
      `| ${p.intensity} | ${share(p.found)} | ${share(p.resampled)} | ${share(p.found - p.resampled)} | ${share(p.gaussianLocal)} | ${share(p.gaussianScene)} |`,
    );
}

console.log(
  "\nplace by place, all intensities\n| resampled says | places | found | resampled |\n|---|---|---|---|",
);
for (const { title, points } of scenes)
  for (let k = 0; k < points[0]!.classes.length; k += 1) {
    const sum = (of: "planted" | "found" | "resampled") =>
      points.reduce((total, p) => total + p.classes[k]![of], 0);
    const places = sum("planted");
    console.log(
      `| ${title}, ${k / 5}–${(k + 1) / 5} | ${places} | ${share(sum("found") / places)} | ${share(sum("resampled") / places)} |`,
    );
  }

const simulated = [
  { name: "Gaussian, land by day", like: day, mean: 1.06, spread: 0.107, correlationPixels: 3.6, seed: 1 },
  {
    name: "Gaussian, warm by night",
    like: night,
    mean: 0.633,
    spread: 0.0364,
    correlationPixels: 3.6,
    seed: 1,
  },
].map(({ name, like, ...ground }) => ({
  name,
  rates: falseAlarmRates(simulateGround(like, ground), THRESHOLDS),
}));
/** The frames' simulator at the recorded scans' places and hours: clouds of so many seeds, each one image. */
const SEEDS = 8;
const frames = (
  [
    {
      name: "frames, day",
      geostationaryLongitudeDeg: -137,
      start: "2019-10-27T20:00:30Z",
      pointing: { latitudeDeg: 37, longitudeDeg: -124 },
      pixels: 500,
    },
    {
      name: "frames, night",
      geostationaryLongitudeDeg: -75,
      start: "2020-01-04T03:17:00Z",
      pointing: { latitudeDeg: 36, longitudeDeg: -95 },
      pixels: 700,
    },
  ] satisfies (Omit<FrameQuestion, "band" | "seed"> & { name: string })[]
).flatMap(({ name, ...question }) =>
  (["mwir", "swir"] as const).map((band) => {
    const seeds = Array.from({ length: SEEDS }, (_, i) =>
      falseAlarmRates(frameGround({ ...question, band, seed: i + 1 }), THRESHOLDS),
    );
    const at6 = seeds.map((rates) => rates[THRESHOLDS.indexOf(6)]!.perMillion.toFixed(0));
    console.log(`\n${name}, ${band}: at 6, seed by seed: ${at6.join(", ")}`);
    return {
      name: `${name}, ${band}`,
      rates: THRESHOLDS.map((_, t) => ({
        perMillion: seeds.reduce((sum, rates) => sum + rates[t]!.perMillion, 0) / SEEDS,
      })),
    };
  }),
);
const rates = [
  {
    name: "real, day",
    rates: falseAlarmRates(day, THRESHOLDS, knownFires(day, recordings.dayFires, FIRE_REACH)),
  },
  simulated[0]!,
  {
    name: "real, night",
    rates: falseAlarmRates(night, THRESHOLDS, knownFires(night, recordings.nightFires, FIRE_REACH)),
  },
  simulated[1]!,
  ...frames,
];
console.log(
  `\nper million pixels\n| threshold | ${rates.map(({ name }) => name).join(" | ")} | Q(threshold) |\n|${"---|".repeat(rates.length + 2)}`,
);
for (const [i, threshold] of THRESHOLDS.entries())
  console.log(
    `| ${threshold} | ${rates.map(({ rates: r }) => r[i]!.perMillion.toPrecision(3)).join(" | ")} | ${simulated[0]!.rates[i]!.gaussian.toPrecision(3)} |`,
  );

const whole = { images: recordings.day, start: day.start, end: day.end, swaths: day.swaths };
console.log("\nwhole front end, day, 20 km, 1800 K\n| W/sr | high | new | otherwise |\n|---|---|---|---|");
for (const p of frontEndShares(whole, {
  intensities: INTENSITIES.slice(4),
  height: 20_000,
  temperature: 1800,
  seed: 1,
}))
  console.log(`| ${p.intensity} | ${share(p.high)} | ${share(p.isNew)} | ${share(p.otherwise)} |`);

writeFileSync(here("../docs/images/planted-plumes.svg"), picture());

function share(x: number): string {
  return x.toFixed(3);
}

function picture(): string {
  const panels = scenes.map(({ title, points }, i) => panel(title, points, 60 + i * 420)).join("");
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 880 400" font-family="sans-serif" font-size="12"><title>Probability of finding a plume planted into real scans against its intensity</title><rect width="880" height="400" fill="#fff"/>${panels}${legend()}</svg>\n`;
}

function panel(title: string, points: readonly PlantedPoint[], left: number): string {
  const x = scaleLog([3e4, 3e6], [left, left + 370]);
  const y = scaleLinear([0, 1], [310, 40]);
  const curve = (of: (p: PlantedPoint) => number, colour: string, dash: string) =>
    `<path fill="none" stroke="${colour}" stroke-width="1.6" stroke-dasharray="${dash}" d="${line<PlantedPoint>(
      (p) => round(x(p.intensity)),
      (p) => round(y(of(p))),
    )(points)}"/>`;
  const marks = points.map((p) => {
    const reach = 2.576 * Math.sqrt((p.found * (1 - p.found)) / p.planted);
    const [low, high] = [y(Math.max(0, p.found - reach)), y(Math.min(1, p.found + reach))];
    const at = round(x(p.intensity));
    return `<path stroke="#222" d="M${at} ${round(low)}V${round(high)}"/><circle cx="${at}" cy="${round(y(p.found))}" r="3" fill="#222"/>`;
  });
  const ticks = [1e5, 1e6].map(
    (v) => `<text x="${round(x(v))}" y="328" text-anchor="middle">10${"⁵⁶"[Math.log10(v) - 5]}</text>`,
  );
  const shares = [0, 0.25, 0.5, 0.75, 1].map(
    (v) =>
      `<path stroke="#ddd" d="M${left} ${round(y(v))}h370"/><text x="${left - 6}" y="${round(y(v)) + 4}" text-anchor="end">${v}</text>`,
  );
  return `<text x="${left}" y="24" font-weight="bold">${title}</text>${shares.join("")}${ticks.join("")}<text x="${left + 185}" y="346" text-anchor="middle">radiant intensity behind the air, W/sr at 3.9 µm</text><text transform="translate(${left - 44} 175) rotate(-90)" text-anchor="middle">share found</text>${curve((p) => p.gaussianScene, "#c33", "6 4")}${curve((p) => p.gaussianLocal, "#c90", "2 3")}${curve((p) => p.resampled, "#269", "")}${marks.join("")}`;
}

function legend(): string {
  const entries = [
    ["#222", "", "found (99 % interval)"],
    ["#269", "", "resampled nearby"],
    ["#c90", "2 3", "Gaussian, local spread"],
    ["#c33", "6 4", "Gaussian, one spread"],
  ];
  return entries
    .map(([colour, dash, text], i) => {
      const left = 60 + i * 205;
      return `<path stroke="${colour}" stroke-width="2" stroke-dasharray="${dash}" d="M${left} 375h22"/><text x="${left + 27}" y="379" font-size="11">${text}</text>`;
    })
    .join("");
}

function round(x: number): number {
  return Math.round(x * 10) / 10;
}
