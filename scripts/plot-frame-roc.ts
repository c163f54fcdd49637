/**
 * Draws docs/images/frame-roc.svg: detection against false alarms of the front end on frames of Gaussian noise, beside the
 * closed forms, and detection of weak movers by single frames and by track-before-detect. Prints the tables of
 * docs/physics/front-end.md. Takes some minutes.
 *
 *     npx tsx scripts/plot-frame-roc.ts
 */
import { writeFileSync } from "node:fs";
import { scaleLinear, scaleLog } from "d3-scale";
import { line } from "d3-shape";
import { gaussianOrderFactor, gaussianOrderProbability } from "../src/watch/front-end/cfar/gaussian-order.js";
import { gaussianDetectionProbability, gaussianFactor } from "../src/watch/front-end/cfar/student.js";
import { binomialInterval } from "../test/support/binomial.js";
import { operate } from "../test/support/operating-points.js";
import { watchWeakMovers } from "../test/support/weak-movers.js";

const CELLS = 72;
const SIGNALS = [3, 4, 5, 6];
const COLOURS = ["#e8a05a", "#c0392b", "#6db3e8", "#1f6fb4"];
const TRIED = [1e-2, 1e-3, 1e-4, 1e-5];
const WIDTH = 340;
const round = (x: number) => Math.round(x * 10) / 10;

const RULES = [
  {
    threshold: "cell-averaging",
    title: "cell averaging, 72 cells",
    detection: (pfa: number, snr: number) =>
      gaussianDetectionProbability(CELLS, gaussianFactor(CELLS, pfa), snr),
  },
  {
    threshold: "order-statistic",
    title: "order statistics, 72 cells",
    detection: (pfa: number, snr: number) =>
      gaussianOrderProbability(CELLS, gaussianOrderFactor(CELLS, pfa), snr),
  },
] as const;

function grid(left: number, y: (v: number) => number): string {
  const label = `<text transform="translate(${left - 44} ${round(y(0.5))}) rotate(-90)" text-anchor="middle">probability of detection</text>`;
  const lines = [0, 0.25, 0.5, 0.75, 1]
    .map(
      (v) =>
        `<path stroke="#ddd" d="M${left} ${round(y(v))}h${WIDTH}"/><text x="${left - 6}" y="${round(y(v)) + 4}" text-anchor="end">${v}</text>`,
    )
    .join("");
  return label + lines;
}

console.log(
  "| rule | Pfa declared | false alarms: expected | counted | SNR | Pd, closed form | counted | trials |",
);
console.log("|---|---|---|---|---|---|---|---|");
const panels = RULES.map(({ threshold, title, detection }, panel) => {
  const left = 60 + panel * (WIDTH + 60);
  const x = scaleLog([1e-5, 1e-2], [left, left + WIDTH]);
  const y = scaleLinear([0, 1], [310, 40]);
  const curves = SIGNALS.map((snr, k) => {
    const points = Array.from({ length: 31 }, (_, i) => 10 ** (-5 + i / 10));
    const path = line<number>(
      (pfa) => round(x(pfa)),
      (pfa) => round(y(detection(pfa, snr))),
    )(points);
    return `<path fill="none" stroke="${COLOURS[k]}" stroke-width="1.5" d="${path}"/>`;
  });
  const dots = TRIED.flatMap((falseAlarmProbability) => {
    const operation = operate({
      falseAlarmProbability,
      threshold,
      signalToNoise: SIGNALS,
      size: 512,
      noiseFrames: 150,
      pointFrames: 40,
      seed: 17,
    });
    const { falseAlarms, falseTrials, points } = operation;
    // where noise really passed as often as it did, not as often as it should have
    const measured = falseAlarms / falseTrials;
    return points.map(({ signalToNoise, trials, cells }, k) => {
      const expected = detection(falseAlarmProbability, signalToNoise);
      const [low, high] = binomialInterval(trials, expected, 0.999);
      const outside = cells < low || cells > high ? " OUTSIDE 99.9 %" : "";
      console.log(
        `| ${threshold} | ${falseAlarmProbability} | ${(falseTrials * falseAlarmProbability).toFixed(1)} | ${falseAlarms} | ${signalToNoise} | ${expected.toFixed(4)} | ${(cells / trials).toFixed(4)}${outside} | ${trials} |`,
      );
      return `<circle cx="${round(x(Math.max(measured, 1e-5)))}" cy="${round(y(cells / trials))}" r="3" fill="${COLOURS[k]}"/>`;
    });
  });
  const ticks = [-5, -4, -3, -2].map(
    (power) => `<text x="${round(x(10 ** power))}" y="328" text-anchor="middle">1e${power}</text>`,
  );
  return `<text x="${left}" y="24" font-weight="bold">${title}</text>${grid(left, y)}${ticks.join("")}<text x="${left + WIDTH / 2}" y="346" text-anchor="middle">probability of a false alarm in a pixel</text>${curves.join("")}${dots.join("")}`;
});

/** SNR at which half of the movers are found, by straight interpolation. */
function halfPoint(signals: readonly number[], shares: readonly number[]): number {
  for (let k = 1; k < signals.length; k++)
    if (shares[k]! >= 0.5)
      return (
        signals[k - 1]! +
        ((0.5 - shares[k - 1]!) / (shares[k]! - shares[k - 1]!)) * (signals[k]! - signals[k - 1]!)
      );
  return Number.NaN;
}

/** One false detection in a thousand frames of 1024 × 1024, for each way. */
const PER_FRAME = 1e-3;
const SIZE = 256;
const share = SIZE ** 2 / 1024 ** 2;
const WAYS = [
  {
    name: "16 frames summed",
    frames: 16,
    signals: [1.5, 1.75, 2, 2.25, 2.5, 2.75, 3, 3.5, 4],
    colour: "#1f6fb4",
  },
  {
    name: "8 frames summed",
    frames: 8,
    signals: [2, 2.25, 2.5, 2.75, 3, 3.25, 3.5, 4, 4.5],
    colour: "#6db3e8",
  },
] as const;

console.log(
  "\n| way | SNR of one frame | movers | found | in any single frame of 20 (12) |\n|---|---|---|---|---|",
);
const left = 60 + 2 * (WIDTH + 60);
const x = scaleLinear([1, 9], [left, left + WIDTH]);
const y = scaleLinear([0, 1], [310, 40]);
const ways = WAYS.map(({ name, frames, signals, colour }) => {
  const shares = signals.map((signalToNoise) => {
    const movers = watchWeakMovers({
      block: { frames, falseDetectionsPerFrame: PER_FRAME * share },
      signalToNoise,
      speed: 1.5,
      size: SIZE,
      rounds: 24,
      seed: 41,
    });
    console.log(
      `| ${name} | ${signalToNoise} | ${movers.movers} | ${(movers.found / movers.movers).toFixed(3)} | ${(movers.foundSingly / movers.movers).toFixed(3)} |`,
    );
    return movers.found / movers.movers;
  });
  const path = line<number>(
    (_, k) => round(x(signals[k]!)),
    (v) => round(y(v)),
  )(shares);
  const dots = shares.map(
    (v, k) => `<circle cx="${round(x(signals[k]!))}" cy="${round(y(v))}" r="3" fill="${colour}"/>`,
  );
  return {
    name,
    half: halfPoint(signals, shares),
    svg: `<path fill="none" stroke="${colour}" stroke-width="1.5" d="${path}"/>${dots.join("")}`,
  };
});
// a single frame, and any of sixteen: the same movers, whose places within a pixel are random
const singly = [4, 4.5, 5, 5.5, 6, 6.5, 7, 7.5, 8, 8.5, 9].map((signalToNoise) => {
  const movers = watchWeakMovers({
    block: { frames: 16, falseDetectionsPerFrame: 1e-6 },
    signalToNoise,
    speed: 1.5,
    size: SIZE,
    rounds: 8,
    seed: 43,
    falseAlarmProbability: PER_FRAME / 1024 ** 2,
  });
  console.log(
    `| single frames | ${signalToNoise} | ${movers.movers} | ${(movers.singleHits / movers.singleLooks).toFixed(3)} | ${(movers.foundSingly / movers.movers).toFixed(3)} |`,
  );
  return {
    signalToNoise,
    one: movers.singleHits / movers.singleLooks,
    any: movers.foundSingly / movers.movers,
  };
});
const singlePaths = (["one", "any"] as const).map((key) => {
  const dash = key === "any" ? ' stroke-dasharray="4 3"' : "";
  const path = line<(typeof singly)[number]>(
    (p) => round(x(p.signalToNoise)),
    (p) => round(y(p[key])),
  )(singly);
  return `<path fill="none" stroke="#222"${dash} stroke-width="1.5" d="${path}"/>`;
});
const signals = singly.map((p) => p.signalToNoise);
const halfOne = halfPoint(
  signals,
  singly.map((p) => p.one),
);
const halfAny = halfPoint(
  signals,
  singly.map((p) => p.any),
);
console.log(`\nhalf found: one frame at SNR ${halfOne.toFixed(2)}, any of twenty at ${halfAny.toFixed(2)}`);
for (const { name, half } of ways)
  console.log(
    `${name}: half found at SNR ${half.toFixed(2)}: gain ${(20 * Math.log10(halfOne / half)).toFixed(1)} dB over one frame, ${(20 * Math.log10(halfAny / half)).toFixed(1)} dB over any of twenty`,
  );

const ticks = [1, 2, 3, 4, 5, 6, 7, 8, 9].map(
  (v) => `<text x="${round(x(v))}" y="328" text-anchor="middle">${v}</text>`,
);
const weak = `<text x="${left}" y="24" font-weight="bold">movers, one false detection in 1,000 frames</text>${grid(left, y)}${ticks.join("")}<text x="${left + WIDTH / 2}" y="346" text-anchor="middle">signal-to-noise ratio of one frame</text>${ways.map((w) => w.svg).join("")}${singlePaths.join("")}`;
const legend = SIGNALS.map(
  (snr, k) =>
    `<path stroke="${COLOURS[k]}" stroke-width="2" d="M${60 + k * 80} 375h22"/><text x="${87 + k * 80}" y="379">SNR ${snr}</text>`,
).join("");
const words = `<text x="390" y="379">lines: closed form; dots: the front end on frames of noise</text><path stroke="#1f6fb4" stroke-width="2" d="M${left} 375h18"/><text x="${left + 22}" y="379">16 frames</text><path stroke="#6db3e8" stroke-width="2" d="M${left + 96} 375h18"/><text x="${left + 118}" y="379">8 frames</text><path stroke="#222" stroke-width="2" d="M${left + 178} 375h18"/><text x="${left + 200}" y="379">one frame</text><path stroke="#222" stroke-dasharray="4 3" stroke-width="2" d="M${left + 268} 375h18"/><text x="${left + 290}" y="379">any of 20</text>`;
const picture = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1260 400" font-family="sans-serif" font-size="12"><title>Detection probability of the frame front end against signal-to-noise: closed form and simulation</title><rect width="1260" height="400" fill="#fff"/>${panels.join("")}${weak}${legend}${words}</svg>\n`;
writeFileSync(new URL("../docs/images/frame-roc.svg", import.meta.url), picture);
