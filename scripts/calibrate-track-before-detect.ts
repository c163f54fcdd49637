/**
 * Makes src/watch/front-end/track-before-detect/false-rates.ts: how often noise alone gives a path of a certain sum.
 *
 *     npx tsx scripts/calibrate-track-before-detect.ts [BLOCKS] && npx biome check --write src/watch/front-end/track-before-detect
 *
 * Frames of 256 × 256 pixels of white Gaussian noise (fixed seed) go through the front end; the greatest path sum of every block
 * is kept. If false paths come independently, P(greatest < s) = exp(−cells·rate(s)) (extreme-value theory: Leadbetter, Lindgren
 * and Rootzén 1983), so the maxima give the rate; its logarithm is fitted by a quadratic, weighted by the maxima's number.
 */
import { writeFileSync } from "node:fs";
import { randomStream, uniformAt } from "../src/astro/index.js";
import { FrontEndBlock } from "../src/messages/index.js";
import { stepState } from "../src/watch/front-end/front-end.js";
import { makeState } from "../src/watch/front-end/state.js";
import { followPath } from "../src/watch/front-end/track-before-detect/paths.js";
import { makeTracker, type Tracker, track } from "../src/watch/front-end/track-before-detect/tracker.js";
import { MARGIN } from "../src/watch/front-end/track-before-detect/velocity-bank.js";
import { frameOf, noiseSource, testHeader } from "../test/support/test-frames.js";

const SIZE = 256;
const SEED = 20260101;
const BLOCKS = Number(process.argv[2] ?? 1000);
const SPREADS = [0.4, 0.6, 0.9, 1.3];
const FRAMES = [8, 12, 16] as const;
const CELLS = (SIZE / 2) ** 2;

interface Row {
  readonly frames: number;
  readonly pointSpreadPixels: number;
  readonly logRate: readonly [number, number, number];
  readonly meanSum: number;
  readonly deviationSum: number;
}

/** Greatest sums of all blocks, and the moments of sums at random cells. */
function simulate(spread: number): Row[] {
  const header = testHeader({ rows: SIZE, columns: SIZE, pointSpreadPixels: spread });
  const state = makeState(header, FrontEndBlock.parse({ trackBeforeDetect: {} }));
  const trackers = FRAMES.map((frames) =>
    makeTracker(header, { frames, falseDetectionsPerFrame: 1e-3 }, 1000, 32 - frames / 2),
  );
  const greatest: number[][] = FRAMES.map(() => []);
  const moments = FRAMES.map(() => ({ n: 0, sum: 0, squares: 0 }));
  const samples = new Uint16Array(SIZE * SIZE);
  const places = randomStream(SEED, "places", spread);
  for (let number = 0; number < 4 * BLOCKS + 32; number++) {
    const draw = noiseSource(SEED + Math.round(1000 * spread), number);
    for (let i = 0; i < samples.length; i++) samples[i] = Math.round(1000 + 10 * draw());
    stepState(state, frameOf(header, number, samples));
    if (number < 16) continue;
    trackers.forEach((tracker, k) => {
      tracker.bank.plane.levels.set(state.tracker!.bank.plane.levels);
      if (!track(tracker)) return;
      greatest[k]!.push(tracker.paths.greatest);
      for (let i = 0; i < 40; i++) addMoment(moments[k]!, tracker, places, number * 40 + i);
    });
  }
  return FRAMES.map((frames, k) => {
    const { n, sum, squares } = moments[k]!;
    const mean = sum / n;
    return {
      frames,
      pointSpreadPixels: spread,
      logRate: fitRate(greatest[k]!),
      meanSum: rounded(mean),
      deviationSum: rounded(Math.sqrt(squares / n - mean * mean)),
    };
  });
}

function addMoment(
  moment: { n: number; sum: number; squares: number },
  { bank }: Tracker,
  stream: ReturnType<typeof randomStream>,
  index: number,
): void {
  const row = 20 + Math.floor(uniformAt(stream, 3 * index) * (bank.rows - 40));
  const column = 20 + Math.floor(uniformAt(stream, 3 * index + 1) * (bank.columns - 40));
  const velocity = Math.floor(uniformAt(stream, 3 * index + 2) * bank.velocities.length);
  const present = (bank.frames / 4 - 1) % bank.sums.length;
  const sum = followPath(bank, present, velocity, (row + MARGIN) * bank.plane.stride + column, 0);
  moment.n++;
  moment.sum += sum;
  moment.squares += sum * sum;
}

/** ln rate(s) = a − b·s − c·s² by weighted least squares over the sums that the maxima cover. */
function fitRate(greatest: readonly number[]): [number, number, number] {
  const n = greatest.length;
  const points: { s: number; y: number; w: number }[] = [];
  for (let s = Math.min(...greatest) + 1; s <= Math.max(...greatest); s++) {
    const below = greatest.filter((g) => g < s).length;
    if (below < 0.02 * n || n - below < 5) continue;
    const cumulative = -Math.log(below / n);
    // variance of ln(−ln F) for n independent maxima
    const variance = (1 - below / n) / (below * cumulative ** 2);
    points.push({ s, y: Math.log(cumulative / CELLS), w: 1 / variance });
  }
  const centre = points.reduce((t, p) => t + p.w * p.s, 0) / points.reduce((t, p) => t + p.w, 0);
  const m = [0, 1, 2, 3, 4].map((k) => points.reduce((t, p) => t + p.w * (p.s - centre) ** k, 0));
  const v = [0, 1, 2].map((k) => points.reduce((t, p) => t + p.w * p.y * (p.s - centre) ** k, 0));
  const [p, q, r] = solve3(
    [
      [m[0]!, m[1]!, m[2]!],
      [m[1]!, m[2]!, m[3]!],
      [m[2]!, m[3]!, m[4]!],
    ],
    v,
  );
  // a tail that bends upwards is an accident of the last few maxima: then the straight line
  if (r! > 0) {
    const d = m[0]! * m[2]! - m[1]! * m[1]!;
    const slope = (m[0]! * v[1]! - m[1]! * v[0]!) / d;
    const level = (v[0]! - slope * m[1]!) / m[0]!;
    return [significant(level - slope * centre), significant(-slope), 0];
  }
  return [
    significant(p! - q! * centre + r! * centre ** 2),
    significant(-(q! - 2 * r! * centre)),
    significant(-r!),
  ];
}

function solve3(a: number[][], b: number[]): number[] {
  for (let i = 0; i < 3; i++)
    for (let k = i + 1; k < 3; k++) {
      const f = a[k]![i]! / a[i]![i]!;
      for (let j = i; j < 3; j++) a[k]![j] = a[k]![j]! - f * a[i]![j]!;
      b[k] = b[k]! - f * b[i]!;
    }
  const x = [0, 0, 0];
  for (let i = 2; i >= 0; i--) {
    let s = b[i]!;
    for (let j = i + 1; j < 3; j++) s -= a[i]![j]! * x[j]!;
    x[i] = s / a[i]![i]!;
  }
  return x;
}

function rounded(value: number): number {
  return Number(value.toFixed(2));
}

function significant(value: number): number {
  return Number(value.toPrecision(6));
}

const rows = SPREADS.flatMap((spread) => {
  const made = simulate(spread);
  console.log(JSON.stringify(made));
  return made;
}).sort((a, b) => a.frames - b.frames || a.pointSpreadPixels - b.pointSpreadPixels);
const lines = rows.map((row) => `  ${JSON.stringify(row)},`);
writeFileSync(
  new URL("../src/watch/front-end/track-before-detect/false-rates.ts", import.meta.url),
  `import type { FalseRate } from "./threshold.js";

/**
 * Made by scripts/calibrate-track-before-detect.ts (seed ${SEED}, ${BLOCKS} blocks of ${CELLS} coarse cells a line): not to be edited.
 */
export const FALSE_RATES: readonly FalseRate[] = [
${lines.join("\n")}
];
`,
);
