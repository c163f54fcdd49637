import { describe, expect, it } from "vitest";
import {
  addSeconds,
  epochFromUtc,
  geostationaryEcef,
  randomStream,
  sunPositionEcef,
  type Vec3,
} from "../../astro/index.js";
import {
  InfraredPayload,
  type InfraredSatellite,
  RadiationObject,
  StarsObject,
} from "../../messages/index.js";
import type { Setting } from "../setting.js";
import { glintIntensity, inOrbitAxes } from "./glint-lights.js";
import type { LookQuestion } from "./light-source.js";
import { starIrradiance, starLights, starsBrighter, starsOf } from "./star-lights.js";
import { radiationFactor, upsetLights, upsetSignal } from "./upset-lights.js";

const start = epochFromUtc("2026-08-22T06:00:00Z");
const satellite = geostationaryEcef(-1);
const setting = { inputs: { seed: 5 }, start, duration: 86_400 } as unknown as Setting;
const payload = InfraredPayload.parse({
  mode: "staring",
  revisitSeconds: 5,
  noiseEquivalentIrradiance: 2e-13,
  randomMicroradians: 30,
  biasMicroradians: 20,
});
const sensor = { id: "s", kind: "infrared", payload } as InfraredSatellite;

function question(look: number): LookQuestion {
  const time = 5 * look;
  return {
    sensor,
    look,
    start: { time, satellite },
    duration: 5,
    sun: sunPositionEcef(addSeconds(start, time)),
    momentAt: (t) => ({ time: t, satellite }),
    stream: (purpose) => randomStream(5, "s", purpose),
  };
}

describe("stars", () => {
  it("Betelgeuse's irradiance is that of its magnitude, by hand", () => {
    // Rayleigh and Jeans: K = 0 gives 4.28e-10 at 2.159 µm, (2.159/2.82)⁴ of it at 2.82 µm, 0.26 µm wide; Planck adds some
    const byHand = 4.28e-10 * 10 ** (0.4 * 4.1) * (2.159 / 2.82) ** 4 * 0.26;
    const ratio = starIrradiance("swir", -4.1, 3500) / byHand;
    expect(ratio).toBeGreaterThan(1);
    expect(ratio).toBeLessThan(1.4);
  });

  it("are as many as counted, brightest from the table", () => {
    const object = StarsObject.parse({ id: "stars", kind: "stars", faintestMagnitude: 1 });
    const all = starsOf(1, object);
    const bright = all.filter((s) => s.irradiance.swir > starIrradiance("swir", 1, 3800));
    expect(Math.abs(bright.length - starsBrighter(1))).toBeLessThan(25);
  });

  it("cross the field of a satellite that turns with the Earth at the Earth's rate, against the far sky only", () => {
    const object = StarsObject.parse({ id: "stars", kind: "stars", faintestMagnitude: 2 });
    const source = starLights(setting, object);
    const seen = new Map<string, { time: number; direction: Vec3 }[]>();
    for (let look = 100; look < 130; look++) {
      for (const { source: id, direction, moment } of source.lights(question(look))) {
        seen.set(id, [...(seen.get(id) ?? []), { time: moment.time, direction }]);
        const sineOffNadir = Math.sqrt(
          1 - (direction[0] * satellite[0] + direction[1] * satellite[1]) ** 2 / 4.21642e7 ** 2,
        );
        expect(sineOffNadir).toBeGreaterThan(6.35e6 / 4.21642e7);
        expect(sineOffNadir).toBeLessThan(Math.sin((10 * Math.PI) / 180));
      }
    }
    const track = [...seen.values()].find((t) => t.length > 10)!;
    const [a, b] = [track[0]!, track.at(-1)!];
    const turned = Math.atan2(a.direction[1], a.direction[0]) - Math.atan2(b.direction[1], b.direction[0]);
    expect(turned / (b.time - a.time)).toBeCloseTo(7.2921e-5, 7);
    expect(b.direction[2]).toBeCloseTo(a.direction[2], 6);
  });
});

describe("particle hits", () => {
  const object = RadiationObject.parse({ id: "hits", kind: "radiation", hitsPerSecond: 0.4 });

  it("come at the stated rate and are single pixels over the threshold", () => {
    const source = upsetLights(setting, object);
    const hits = Array.from({ length: 2000 }, (_, k) => source.lights(question(k))).flat();
    // Poisson, mean 4000: 99.9 % lie within 3.29 √4000
    expect(Math.abs(hits.length - 4000)).toBeLessThan(3.29 * Math.sqrt(4000));
    expect(hits.every((h) => h.onePixel === true && h.irradiance >= 6 * 2e-13 * (1 - 1e-12))).toBe(true);
    // no Gaussian's tail: Pareto's law with exponent 1.5 leaves 1 in 31.6 above ten times the threshold
    const far = hits.filter((h) => h.irradiance > 60 * 2e-13).length;
    expect(Math.abs(far - hits.length / 31.6)).toBeLessThan(3.29 * Math.sqrt(hits.length / 31.6));
  });

  it("are many over the South Atlantic for low orbits only, and in a proton storm for high ones only", () => {
    const over = (latitudeDeg: number, longitudeDeg: number, radius: number): Vec3 => {
      const [p, l] = [(latitudeDeg * Math.PI) / 180, (longitudeDeg * Math.PI) / 180];
      return [radius * Math.cos(p) * Math.cos(l), radius * Math.cos(p) * Math.sin(l), radius * Math.sin(p)];
    };
    expect(radiationFactor(over(-26, -49, 7.1e6), 1)).toBeGreaterThan(250);
    expect(radiationFactor(over(40, 130, 7.1e6), 1000)).toBeCloseTo(1, 2);
    expect(radiationFactor(over(-26, -49, 4.2e7), 1000)).toBe(1000);
    expect(upsetSignal(1, 6)).toBe(6);
  });
});

describe("a facet that mirrors the Sun", () => {
  const facet = { area: 2, reflectance: 0.5, unevenness: 0.005 };
  const distance = 1.496e11;

  it("sends what it gathers into its lobe: the integral over all directions is ρ·A·cos θ·E", () => {
    const tilt = 0.4;
    const normal: Vec3 = [0, 0, 1];
    const toSun: Vec3 = [Math.sin(tilt), 0, Math.cos(tilt)];
    const mirrored: Vec3 = [-Math.sin(tilt), 0, Math.cos(tilt)];
    let sum = 0;
    const [steps, reach] = [400, 0.06];
    for (let k = 0; k < steps; k++) {
      const off = (reach * (k + 0.5)) / steps;
      const across: Vec3 = [mirrored[0] * Math.cos(off), Math.sin(off), mirrored[2] * Math.cos(off)];
      const ring = 2 * Math.PI * Math.sin(off) * (reach / steps);
      sum += glintIntensity(facet, normal, toSun, across, distance, "swir") * ring;
    }
    // solar irradiance 8.35 W/m² in the band: fact base, section 2.3
    expect(sum).toBeCloseTo(0.5 * 2 * Math.cos(tilt) * 8.35, 0);
  });

  it("is dark where its back would have to shine, and beside its lobe", () => {
    const normal: Vec3 = [0, 0, 1];
    expect(glintIntensity(facet, normal, [0, 0, 1], [0, 0, -1], distance, "swir")).toBe(0);
    expect(glintIntensity(facet, normal, [0, 0, 1], [0.2, 0, Math.sqrt(0.96)], distance, "swir")).toBe(0);
    expect(glintIntensity(facet, normal, [0, 0, 1], [0, 0, 1], distance, "swir")).toBeGreaterThan(1e3);
  });

  it("keeps its attitude to the orbit", () => {
    expect(inOrbitAxes([1, 0, 0], [7e6, 0, 0], [0, 7500, 0])).toEqual([1, 0, 0]);
    expect(inOrbitAxes([0, 1, 0], [7e6, 0, 0], [100, 7500, 0])[1]).toBeCloseTo(1, 12);
    expect(inOrbitAxes([0, 0, 1], [7e6, 0, 0], [0, 7500, 0])[2]).toBeCloseTo(1, 12);
  });
});
