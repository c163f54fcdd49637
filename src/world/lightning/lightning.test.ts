import { describe, expect, it } from "vitest";
import { randomStream } from "../../astro/index.js";
import { LightningModelObject, OpticalPulse } from "../../messages/index.js";
import type { WorldInputs } from "../inputs.js";
import { settingOf } from "../setting.js";
import { flashesOf, granuleFigures } from "./granule-figures.js";
import { lightningOf } from "./lightning.js";
import { drawGranule, figureRange, figuresOf, fitLightning, rateRange, upperQuantileRange } from "./model.js";
import { drawFlash } from "./storms.js";
import { studentAt, studentQuantile } from "./student.js";
import { granuleRows } from "./tables.js";

function lightning(more: object = {}, seed = 1) {
  const object = LightningModelObject.parse({
    id: "storms",
    kind: "lightning-model",
    sensor: "mapper",
    ...more,
  });
  const inputs = {
    seed,
    networkCatalogue: [],
    network: { sensors: [{ id: "mapper", kind: "optical", orbit: { geostationaryLongitudeDeg: -75 } }] },
    scenario: {
      start: "2026-08-22T06:00:00Z",
      durationSeconds: 86_400,
      origin: "exercise",
      objects: [object],
    },
  };
  return lightningOf(settingOf(inputs as unknown as WorldInputs), object);
}

/** The figures of 20 s of the model's pulses. */
function figuresOfSpan(source: ReturnType<typeof lightning>, from: number) {
  const pulses = source
    .between(from, from + 40)
    .map(({ time, measurement }) => ({
      seconds: time,
      energy: measurement.energy,
      flash: measurement.flash!,
    }))
    // a granule's flashes are those that begin in it
    .filter(({ flash }) => Number(flash.split("/")[1]) === from / 20);
  return figuresOf({ seconds: 20, ...granuleFigures(flashesOf(pulses)) });
}

describe("Student's t", () => {
  it.each([
    [1, 12.7062],
    [5, 2.5706],
    [9, 2.2622],
    [30, 2.0423],
  ])(
    "has the tabulated 97.5 %% point of %d degrees of freedom (Abramowitz and Stegun, table 26.10)",
    (degrees, point) => {
      expect(studentQuantile(degrees, 0.975)).toBeCloseTo(point, 3);
    },
  );

  it("is drawn with these tails", () => {
    const stream = randomStream(1, "student");
    const beyond = Array.from({ length: 4000 }, (_, k) => Math.abs(studentAt(stream, k, 5)) > 2.5706);
    const share = beyond.filter(Boolean).length / 4000;
    // 99.9 % of the count lies within 3.3 sigma
    expect(Math.abs(share - 0.05)).toBeLessThan(3.3 * Math.sqrt((0.05 * 0.95) / 4000));
  });
});

describe("the model against each granule that was held back from its fit", () => {
  const rows = granuleRows();
  it.each(rows.map((row, k) => [row.satellite, row.start, k] as const))("%s %s", (_satellite, _start, k) => {
    const model = fitLightning(rows.filter((_, j) => j !== k));
    const row = rows[k]!;
    const inside = (value: number, [low, high]: readonly [number, number]) => {
      expect(value).toBeGreaterThanOrEqual(low);
      expect(value).toBeLessThanOrEqual(high);
    };
    inside(row.flashes / row.seconds, rateRange(model, 0.95));
    if (row.flashes === 0) return;
    inside(row.durationMedian!, figureRange(model.figures.durationMedian, 0.95));
    inside(row.durationQ90!, upperQuantileRange(model, "duration", 0.95));
    inside(row.energyMedian!, figureRange(model.figures.energyMedian, 0.95));
    inside(row.energyQ90!, upperQuantileRange(model, "energy", 0.95));
  });
});

describe("drawn lightning", () => {
  const model = fitLightning();

  it("has granules as far apart as the stated range says", () => {
    const stream = randomStream(2, "granules");
    const drawn = Array.from({ length: 1500 }, (_, k) => drawGranule(model, stream, k));
    const empty = drawn.filter((d) => d === null).length / 1500;
    expect(Math.abs(empty - model.empty)).toBeLessThan(
      3.3 * Math.sqrt((model.empty * (1 - model.empty)) / 1500),
    );
    const full = drawn.filter((d) => d !== null);
    for (const name of ["rate", "durationMedian", "energyMedian"] as const) {
      const [low, high] = figureRange(model.figures[name], 0.95);
      const share = full.filter((d) => d[name] >= low && d[name] <= high).length / full.length;
      expect(Math.abs(share - 0.95), name).toBeLessThan(3.3 * Math.sqrt((0.95 * 0.05) / full.length));
    }
  });

  it("gives flashes of the drawn figures", () => {
    // many flashes of one granule: their figures come back
    // neither duration nor energy of a flash depends on its number of pulses
    const source = lightning({ flashesPerSecond: 20, maximumPulsesPerFlash: 4 });
    const figures = figuresOfSpan(source, 0)!;
    const drawn = drawGranule(model, randomStream(1, "lightning", "storms", "weather"), 0)!;
    // 400 flashes in 20 s: their number has the deviation √400, their rate 1 a second
    expect(Math.abs(figures.rate - 20)).toBeLessThan(3.3);
    // the median of 400 log-normal draws: 3.3 · 1.25 · sigma / √400
    const near = (name: "duration" | "energy") => {
      const sigma = Math.log(drawn[`${name}Tail`]) / 1.2816;
      const off = Math.abs(Math.log(figures[`${name}Median`] / drawn[`${name}Median`]));
      expect(off, name).toBeLessThan((3.3 * 1.25 * sigma) / Math.sqrt(400));
    };
    near("duration");
    near("energy");
  });

  it("is the same however time is cut", () => {
    const source = lightning({ flashesPerSecond: 3, maximumPulsesPerFlash: 4 });
    const whole = source.between(0, 90);
    const parts = [0, 7, 30, 31, 60].flatMap((from, k, all) => source.between(from, all[k + 1] ?? 90));
    expect(parts).toEqual(whole);
    expect(whole.length).toBeGreaterThan(200);
    for (const { measurement } of whole) expect(OpticalPulse.safeParse(measurement).success).toBe(true);
    expect(new Set(whole.map(({ measurement }) => measurement.id)).size).toBe(whole.length);
  });

  it("is quiet where no storm can stand in the field", () => {
    const empty = drawFlash(drawGranule(model, randomStream(3, "law"), 0)!, [], randomStream(3, "flash"));
    expect(empty).toEqual([]);
  });

  it("keeps to its window", () => {
    const times = lightning({ from: 40, until: 60, flashesPerSecond: 5 })
      .between(0, 200)
      .map(({ time }) => time);
    expect(Math.min(...times)).toBeGreaterThanOrEqual(40);
    expect(Math.max(...times)).toBeLessThan(60);
  });
});
