import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { type Fireball, readFireballs } from "../../../../scripts/fireballs/read-fireballs.js";
import { randomStream, uniformAt } from "../../../astro/index.js";
import { fireballFigures } from "../../../sensors/index.js";
import { bolidesPerDay, drawnBolide, drawnEnergy } from "./fireballs.js";

const file = new URL("../../../../../shared/data/fireballs/cneos-2024-09.csv", import.meta.url);
const { completeEnergy, firstYear, years, perYear } = fireballFigures();
/** 99.9 % of the two-sample statistic of Kolmogorov and Smirnov: √(−½ ln (0.001 / 2)). */
const KOLMOGOROV = 1.95;
const DRAWS = 4000;

/** The greatest distance between two samples' distribution functions, in units of its scale. */
function kolmogorov(a: readonly number[], b: readonly number[]): number {
  const [x, y] = [[...a].sort((p, q) => p - q), [...b].sort((p, q) => p - q)];
  let [i, j, most] = [0, 0, 0];
  while (i < x.length && j < y.length) {
    const at = Math.min(x[i]!, y[j]!);
    while (i < x.length && x[i]! <= at) i++;
    while (j < y.length && y[j]! <= at) j++;
    most = Math.max(most, Math.abs(i / x.length - j / y.length));
  }
  return most * Math.sqrt((x.length * y.length) / (x.length + y.length));
}

describe.skipIf(!existsSync(file))(
  "bolides against the public list (skipped where ../shared is absent)",
  () => {
    const list: Fireball[] = existsSync(file) ? readFireballs(readFileSync(file, "utf8")) : [];
    const since = list.filter((f) => f.time >= `${firstYear}`);
    const complete = since.filter((f) => f.radiatedEnergy >= completeEnergy);
    const draws = Array.from({ length: DRAWS }, (_, k) =>
      drawnBolide(11, `bolide-${k}`, 0, completeEnergy, undefined),
    );

    const paretoDraws = (slope: number) => {
      const stream = randomStream(3, "power law");
      return Array.from({ length: DRAWS }, (_, k) => completeEnergy * uniformAt(stream, k) ** (-1 / slope));
    };

    it("energies where the list is complete are of one distribution, at 99.9 %", () => {
      const listed = complete.map((f) => f.radiatedEnergy);
      const drawn = draws.map((d) => d.radiatedEnergy!);
      expect(kolmogorov(listed, drawn)).toBeLessThan(KOLMOGOROV);
      // the test has the power to see a slope that is wrong by a quarter and a little
      expect(kolmogorov(listed, paretoDraws(0.72 * fireballFigures().slope))).toBeGreaterThan(KOLMOGOROV);
    });

    it("a power law fitted to the years up to 2009 holds for those held back, energies and number", () => {
      const early = complete.filter((f) => f.time < "2010");
      const late = complete.filter((f) => f.time >= "2010");
      const slope =
        early.length / early.reduce((sum, f) => sum + Math.log(f.radiatedEnergy / completeEnergy), 0);
      expect(
        kolmogorov(
          late.map((f) => f.radiatedEnergy),
          paretoDraws(slope),
        ),
      ).toBeLessThan(KOLMOGOROV);
      // both counts are Poisson: their difference in rate is within 3.29 of its error
      const [before, after] = [2010 - firstYear, years - (2010 - firstYear)];
      const error = Math.sqrt(early.length / before ** 2 + late.length / after ** 2);
      expect(Math.abs(early.length / before - late.length / after)).toBeLessThan(3.29 * error);
    });

    it("the number in each year scatters about the rate as a Poisson count: in the 99.9 % band, all years together", () => {
      const counts = Array.from({ length: 30 }, (_, k) => {
        const year = `${firstYear + k}`;
        return complete.filter((f) => f.time.startsWith(year)).length;
      });
      // index of dispersion: Σ (n − m)² / m is χ² with as many degrees of freedom as years
      const dispersion = counts.reduce((sum, n) => sum + (n - perYear) ** 2 / perYear, 0);
      expect(dispersion).toBeGreaterThan(11.6);
      expect(dispersion).toBeLessThan(59.7);
      expect(bolidesPerDay(completeEnergy) * 365.25).toBeCloseTo(complete.length / years, 2);
    });

    it("speeds, slopes and altitudes of peak brightness are those of the list, at 99.9 %", () => {
      const present = (of: (f: Fireball) => number | null) => since.map(of).filter((v) => v !== null);
      expect(
        kolmogorov(
          present((f) => f.speed),
          draws.map((d) => d.speed),
        ),
      ).toBeLessThan(KOLMOGOROV);
      const slopes = present((f) => f.slopeDeg).filter((deg) => deg > 0);
      // the shallowest are drawn no shallower than 5°
      expect(
        kolmogorov(
          slopes.map((s) => Math.max(5, s)),
          draws.map((d) => d.slopeDeg),
        ),
      ).toBeLessThan(KOLMOGOROV);
      const bright = complete.map((f) => f.altitudeKm).filter((v) => v !== null);
      expect(
        kolmogorov(
          bright,
          draws.map((d) => d.altitudeKm - 0.4 * 21),
        ),
      ).toBeLessThan(KOLMOGOROV);
    });
  },
);

describe("a power law cut at both ends", () => {
  it("keeps to its ends and to its closed form between them", () => {
    const { slope, greatestEnergy } = fireballFigures();
    expect(drawnEnergy(1e-15, 1e7)).toBeCloseTo(1e7, -1);
    expect(drawnEnergy(1 - 1e-15, 1e7)).toBeGreaterThan(0.5 * greatestEnergy);
    expect(drawnEnergy(0.5, 1e7) / 1e7).toBeCloseTo(2 ** (1 / slope), 3);
  });
});
