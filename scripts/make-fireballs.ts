/**
 * Makes data/sensors/fireballs-2024-09.json: figures of the public list of fireballs that US government sensors saw.
 *
 *     npx tsx scripts/make-fireballs.ts [FOLDER OF THE ORIGINAL]
 */
import { readFileSync, writeFileSync } from "node:fs";
import { type Fireball, readFireballs } from "./fireballs/read-fireballs.js";

/** The list is taken as it stands from this year on: before, few of those seen were published. */
const FIRST_YEAR = 1994;
/** Radiated energy above which its distribution is a power law: below, the list is not complete, J. */
const COMPLETE = 1e11;
/** No simulated bolide radiates more, J: some thirty times the greatest of the list. */
const GREATEST = 1e16;
const SHARES = [0, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 1];

const here = (path: string) => new URL(path, import.meta.url).pathname;
const folder = process.argv[2] ?? here("../../shared/data/fireballs");
const all = readFireballs(readFileSync(`${folder}/cneos-2024-09.csv`, "utf8"));
const list = all.filter((f) => f.time >= `${FIRST_YEAR}`);
const complete = list.filter((f) => f.radiatedEnergy >= COMPLETE);
const last = list
  .map((f) => f.time)
  .sort()
  .at(-1)!;
const years = (Date.parse(`${last.replace(" ", "T")}Z`) - Date.UTC(FIRST_YEAR, 0, 1)) / (365.25 * 86_400_000);

/** Slope of a power law by maximum likelihood (Hill 1975). */
const slope = complete.length / complete.reduce((sum, f) => sum + Math.log(f.radiatedEnergy / COMPLETE), 0);
const trend = altitudeTrend(list);

const table = {
  note: "Figures of the fireballs that US government sensors reported, made by scripts/make-fireballs.ts. Energies: number per year of the whole Earth that radiate more than completeEnergy, and the slope of the power law above it by maximum likelihood (Hill 1975); below completeEnergy the list thins out because it is not complete, the simulation goes on with the same power law. Speed, slope of the path below the horizontal (of those with a velocity that leads down; some few of the list lead up) and altitude of peak brightness: quantiles; altitude as what is left over the straight line altitudeTrend of decades of radiated energy. The list's radiated energy takes the light for that of a black body of 6,000 K.",
  source:
    "NASA/JPL CNEOS, Fireball and Bolide Data, cneos.jpl.nasa.gov/fireballs, as of 2024-09; public data",
  grade: "A (list), D (figures)",
  blackBodyK: 6000,
  firstYear: FIRST_YEAR,
  last: last.slice(0, 10),
  years: round(years, 5),
  listed: list.length,
  completeEnergy: COMPLETE,
  listedComplete: complete.length,
  perYear: round(complete.length / years, 4),
  slope: round(slope, 4),
  slopeSigma: round(slope / Math.sqrt(complete.length), 2),
  greatestEnergy: GREATEST,
  altitudeTrend: {
    energy: COMPLETE,
    altitudeKm: round(trend.altitude, 4),
    kilometresPerDecade: round(trend.perDecade, 3),
  },
  quantiles: {
    share: SHARES,
    speed: quantiles(present(list.map((f) => f.speed))),
    slopeDeg: quantiles(present(list.map((f) => f.slopeDeg)).filter((deg) => deg > 0)),
    altitudeResidualKm: quantiles(trend.residuals),
  },
};
writeFileSync(here("../data/sensors/fireballs-2024-09.json"), `${JSON.stringify(table, null, 2)}\n`);
console.log(
  `${list.length} fireballs, ${complete.length} of them above ${COMPLETE} J, slope ${round(slope, 4)}`,
);

/** Straight line of peak altitude against decades of energy, by least squares. */
function altitudeTrend(fireballs: readonly Fireball[]) {
  const points = fireballs.flatMap((f) =>
    f.altitudeKm === null ? [] : [[Math.log10(f.radiatedEnergy / COMPLETE), f.altitudeKm] as const],
  );
  const mean = (k: 0 | 1) => points.reduce((sum, p) => sum + p[k], 0) / points.length;
  const [x, y] = [mean(0), mean(1)];
  const perDecade =
    points.reduce((sum, p) => sum + (p[0] - x) * (p[1] - y), 0) /
    points.reduce((sum, p) => sum + (p[0] - x) ** 2, 0);
  const altitude = y - perDecade * x;
  return { altitude, perDecade, residuals: points.map((p) => p[1] - altitude - perDecade * p[0]) };
}

function present(values: readonly (number | null)[]): number[] {
  return values.filter((v) => v !== null);
}

/** Quantiles at the table's shares, linear between the ordered values. */
function quantiles(values: readonly number[]): number[] {
  const ordered = [...values].sort((a, b) => a - b);
  return SHARES.map((share) => {
    const at = share * (ordered.length - 1);
    const k = Math.min(Math.floor(at), ordered.length - 2);
    return round(ordered[k]! + (ordered[k + 1]! - ordered[k]!) * (at - k), 4);
  });
}

function round(value: number, digits: number): number {
  return Number(value.toPrecision(digits));
}
