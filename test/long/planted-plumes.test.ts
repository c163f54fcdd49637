import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { falseAlarmRates } from "../../src/study/scans/false-alarms.js";
import { plantPlumes } from "../../src/study/scans/planted.js";
import { haveRecordings, knownFires, readRecordings } from "../../src/study/scans/recordings.js";
import { simulateGround } from "../../src/study/scans/simulated-ground.js";
import { makeScan } from "../support/made-scan.js";

const FOLDER = fileURLToPath(new URL("../../../shared/data/abi/", import.meta.url));
const INTENSITIES = Array.from({ length: 12 }, (_, k) => Math.round(4e4 * 1.45 ** k));

describe("a simulated Gaussian ground", () => {
  const { grid, images } = makeScan({ bands: [7], rows: 256, columns: 256 });
  const ground = simulateGround(
    { ...images[0]!, ...grid },
    { mean: 0.6, spread: 0.05, correlationPixels: 4, seed: 3 },
  );

  it("is where the closed form holds: planted plumes are found as resampling and Gauss both say", () => {
    for (const p of plantPlumes(ground, { intensities: INTENSITIES.slice(4), seed: 1, rounds: 6 })) {
      expect(Math.abs(p.found - p.resampled)).toBeLessThan(0.06);
      expect(Math.abs(p.found - p.gaussianLocal)).toBeLessThan(0.12);
    }
  });
});

describe.runIf(haveRecordings(FOLDER))("a whole sector by night (skipped without ../shared/data/abi)", () => {
  it("planted plumes are found within 0.05 of what resampling says, at 12 intensities, two seeds", async () => {
    const { night } = await readRecordings(FOLDER);
    for (const seed of [21, 22])
      for (const p of plantPlumes(night, { intensities: INTENSITIES, seed })) {
        expect(p.planted).toBeGreaterThan(5000);
        expect(Math.abs(p.found - p.resampled)).toBeLessThan(0.05);
      }
  });

  it("has far heavier tails than Gauss: so many pixels pass by themselves", async () => {
    const { night, nightFires } = await readRecordings(FOLDER);
    const [six, eight] = falseAlarmRates(night, [6, 8], knownFires(night, nightFires, 3));
    expect(six!.perMillion).toBeGreaterThan(1000 * six!.gaussian);
    expect(six!.perMillion).toBeLessThan(100);
    expect(eight!.perMillion).toBeLessThan(20);
  });
});
