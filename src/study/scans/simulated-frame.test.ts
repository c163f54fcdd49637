import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { type BackgroundStatistics, measureBackground } from "./background-statistics.js";
import { falseAlarmRates } from "./false-alarms.js";
import { type FrameQuestion, frameGround } from "./simulated-frame.js";

const LAND: FrameQuestion = {
  geostationaryLongitudeDeg: -75,
  start: "2020-01-04T18:17:00Z",
  pointing: { latitudeDeg: 39, longitudeDeg: -95 },
  pixels: 200,
  band: "mwir",
  seed: 1,
  clouds: false,
};

describe("images of the frames' simulator, looked at as recorded scans are", () => {
  it("have clear land like the real one from which its texture is taken, less what the air glows before it", () => {
    const { scans } = JSON.parse(readFileSync("data/scenery/background-statistics.json", "utf8")) as {
      scans: { surfaces: BackgroundStatistics[] }[];
    };
    const real = scans[0]!.surfaces.find(({ surface, band }) => surface === "land, clear" && band === 7)!;
    const [made] = measureBackground(frameGround(LAND), () => "land, clear");
    const share = made!.tileSpread / made!.meanRadiance / (real.tileSpread / real.meanRadiance);
    expect(share).toBeGreaterThan(0.5);
    expect(share).toBeLessThan(1.1);
    for (const lag of Object.values(made!.correlationPixels)) {
      expect(lag).toBeGreaterThan(2.5);
      expect(lag).toBeLessThan(7);
    }
    expect(Math.abs(made!.excessKurtosis - real.excessKurtosis)).toBeLessThan(0.6);
  });

  it("pass a threshold over clear land as rarely as noise does, and far more often at the edges of clouds", () => {
    const [clear] = falseAlarmRates(frameGround(LAND), [6]);
    expect(clear!.passed).toBe(0);
    const night = {
      ...LAND,
      start: "2020-01-04T03:17:00Z",
      pointing: { latitudeDeg: 36, longitudeDeg: -95 },
    };
    const [cloudy] = falseAlarmRates(frameGround({ ...night, clouds: true, pixels: 300 }), [6]);
    expect(cloudy!.perMillion).toBeGreaterThan(1000 * cloudy!.gaussian);
    expect(cloudy!.perMillion).toBeLessThan(2000);
  });
});
