import { describe, expect, it } from "vitest";
import { BOTH_SATELLITES, mediumRange, simulateLaunch } from "../../../test/support/simulated-launch.js";
import { coast, geodeticToEcef, lookToEcef, normalAt, randomStream } from "../../astro/index.js";
import { truncatedNormal } from "./cloud-top.js";
import { cueVolume, estimateLaunch, FREE_ASCENT_PRIOR, FreeLaunchTracker, insideCue } from "./index.js";

const degree = Math.PI / 180;
const site = { latitude: 24 * degree, longitude: -40 * degree, height: 100 };

/** States scattered in the radar's own coordinates about a direction. */
function scattered(count: number, azimuth: number, seed = 1): Float64Array[] {
  const stream = randomStream(seed, "cue");
  return Array.from({ length: count }, (_, i) => {
    const place = lookToEcef(site, {
      range: 600e3 + 20e3 * normalAt(stream, 3 * i),
      azimuth: azimuth + 0.02 * normalAt(stream, 3 * i + 1),
      elevation: 0.3 + 0.01 * normalAt(stream, 3 * i + 2),
    });
    return Float64Array.of(...place, 0, 0, 0);
  });
}

describe("cue volume", () => {
  it.each([0, 1, Math.PI, 2 * Math.PI - 0.01])("has the moments of its states, due %f rad", (azimuth) => {
    const volume = cueVolume(scattered(2000, azimuth), 0, site);
    expect(volume.mean[0] / 600e3).toBeCloseTo(1, 2);
    expect(Math.cos(volume.mean[1] - azimuth)).toBeGreaterThan(0.99999);
    expect(volume.mean[2]).toBeCloseTo(0.3, 2);
    expect(Math.sqrt(volume.covariance[4]!)).toBeCloseTo(0.02, 2);
    expect(volume.azimuth[1] - volume.azimuth[0]).toBeGreaterThan(0.08);
    expect(volume.azimuth[1] - volume.azimuth[0]).toBeLessThan(0.16);
  });

  it("holds what it claims, of states that it was not made from", () => {
    const fresh = scattered(4000, 0.01, 99);
    for (const holds of [0.5, 0.9, 0.99]) {
      let inside = 0;
      for (let k = 0; k < 10; k++) {
        const volume = cueVolume(scattered(256, 0.01, 10 + k), 0, site, holds);
        inside += fresh.filter((s) => insideCue(volume, site, [s[0]!, s[1]!, s[2]!])).length;
      }
      const share = inside / (10 * fresh.length);
      expect(share).toBeGreaterThan(holds - 0.06 * Math.sqrt(holds * (1 - holds)));
      expect(share).toBeLessThan(holds + 0.4 * (1 - holds));
    }
  });

  it("says how much lies below the horizon, and refuses what makes no box", () => {
    const below = geodeticToEcef({ latitude: 0, longitude: 60 * degree, height: 0 });
    expect(cueVolume(Array(20).fill(Float64Array.of(...below)), 0, site).above).toBe(0);
    expect(() => cueVolume(scattered(5, 0), 0, site)).toThrow(/needs at least 20/);
    expect(() => cueVolume(scattered(50, 0), 0, site, 1)).toThrow(/between 0 and 1/);
  });

  it("hands a launch over: burnt out bodies are where the volume says", { timeout: 60_000 }, () => {
    const seeds = [1, 2, 3];
    const inside = { profile: 0, free: 0 };
    for (const seed of seeds) {
      const launch = simulateLaunch({
        seed,
        truth: mediumRange,
        families: [mediumRange],
        satellites: BOTH_SATELLITES,
      });
      const lastSeen = launch.looks.at(-1)!.time;
      const ended = { lastSeen, firstNotSeen: Math.max(launch.burnout + 0.1, lastSeen + 2.5) };
      const at = launch.burnout + 60;
      const [x, y, z, u, v, w] = launch.stateAt(launch.burnout);
      const truth = coast([x!, y!, z!], [u!, v!, w!], 60, null).positionEcef;
      const { looks } = launch;
      const known = estimateLaunch({ ...launch.problem, looks, plumeEnded: ended })!;
      const profile = cueVolume(known.statesAt(at), at, site);
      if (insideCue(profile, site, truth)) inside.profile++;
      const tracker = new FreeLaunchTracker({
        looks,
        satellites: launch.problem.satellites,
        prior: FREE_ASCENT_PRIOR,
        seed,
        plumeEnded: ended,
      });
      const free = cueVolume(tracker.solution()!.statesAt(at), at, site);
      if (insideCue(free, site, truth)) inside.free++;
      expect(profile.range[1] - profile.range[0]).toBeLessThan(150e3);
    }
    expect(inside.profile).toBeGreaterThanOrEqual(seeds.length - 1);
    expect(inside.free).toBeGreaterThanOrEqual(seeds.length - 1);
  });
});

describe("a cloud's top between two heights", () => {
  it("has the moments of a normal variate cut there", () => {
    // standard normal above 0: mean √(2/π), variance 1 − 2/π
    const half = truncatedNormal(0, 1, 0, 40);
    expect(half.mean).toBeCloseTo(Math.sqrt(2 / Math.PI), 9);
    expect(half.variance).toBeCloseTo(1 - 2 / Math.PI, 9);
    const narrow = truncatedNormal(8500, 1000, 9000, 9300);
    // a little below the middle, for the density falls: by slope × width²/12
    expect(narrow.mean).toBeCloseTo(9150 - (650 / 1000 ** 2) * (300 ** 2 / 12), 0);
    expect(Math.sqrt(narrow.variance)).toBeCloseTo(300 / Math.sqrt(12), 0);
    expect(truncatedNormal(0, 1, 20, 21)).toEqual({ mean: 20.5, variance: 1 / 12 });
  });
});
