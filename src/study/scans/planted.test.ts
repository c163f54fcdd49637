import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { makeScan } from "../../../test/support/made-scan.js";
import { measureBackground } from "./background-statistics.js";
import { falseAlarmRates } from "./false-alarms.js";
import { type PlantingGround, plantPlumes } from "./planted.js";
import { haveRecordings, readRecordings } from "./recordings.js";
import { simulateGround } from "./simulated-ground.js";

const FOLDER = fileURLToPath(new URL("../../../../shared/data/abi/", import.meta.url));
const INTENSITIES = Array.from({ length: 12 }, (_, k) => Math.round(4e4 * 1.45 ** k));

function emptyGround(rows: number, columns: number): PlantingGround {
  const { grid, images } = makeScan({ bands: [7], rows, columns });
  return { ...images[0]!, ...grid };
}

describe("a simulated Gaussian ground", () => {
  const ground = simulateGround(emptyGround(256, 256), {
    mean: 0.6,
    spread: 0.05,
    correlationPixels: 4,
    seed: 3,
  });

  it("has the spread and the correlation that it was made with", () => {
    const [measured] = measureBackground(ground, () => "warm");
    expect(measured!.meanRadiance / 0.6).toBeCloseTo(1, 1);
    // a plane of least squares takes some of a texture's spread away, and of its correlation with it
    expect(measured!.tileSpread).toBeGreaterThan(0.042);
    expect(measured!.tileSpread).toBeLessThan(0.052);
    for (const lag of Object.values(measured!.correlationPixels)) {
      expect(lag).toBeGreaterThan(3.2);
      expect(lag).toBeLessThan(4.4);
    }
    expect(Math.abs(measured!.excessKurtosis)).toBeLessThan(0.5);
    expect(measured!.upper["1e-6"]).toBeNull();
  });

  it("passes white noise over a threshold about as often as Gauss says", () => {
    const white = simulateGround(emptyGround(256, 256), {
      mean: 0.6,
      spread: 1e-6,
      correlationPixels: 0.5,
      seed: 4,
    });
    const [rate] = falseAlarmRates(white, [3]);
    // the floor adds the instrument's noise to a spread that holds it already: a threshold of 3√2
    expect(rate!.passed).toBeLessThan(20);
    expect(rate!.gaussian).toBeCloseTo(1349.9, 0);
  });
});

describe.runIf(haveRecordings(FOLDER))("planted in a real scan (skipped without ../shared/data/abi)", () => {
  it("by day: found within 0.05 of what resampling the local background says, at 12 intensities", async () => {
    const { day } = await readRecordings(FOLDER);
    const heat = day.find(({ band }) => band === 7)!;
    const points = plantPlumes(heat, { intensities: INTENSITIES, seed: 11, rounds: 2 });
    expect(points).toHaveLength(12);
    for (const p of points) {
      expect(p.planted).toBeGreaterThan(750);
      expect(Math.abs(p.found - p.resampled)).toBeLessThan(0.05);
    }
    // and not only in the mean: place by place, in five classes of what resampling says
    for (let k = 0; k < 5; k += 1) {
      const sum = (of: "planted" | "found" | "resampled") =>
        points.reduce((total, p) => total + p.classes[k]![of], 0);
      expect(sum("planted")).toBeGreaterThan(300);
      expect(Math.abs(sum("found") - sum("resampled")) / sum("planted")).toBeLessThan(0.12);
    }
    // one spread for the whole scene is far from it
    expect(Math.max(...points.map((p) => Math.abs(p.found - p.gaussianScene)))).toBeGreaterThan(0.25);
  });
});
