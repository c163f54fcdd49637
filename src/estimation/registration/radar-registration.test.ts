import { describe, expect, it, test } from "vitest";
import { drawBiases, passages, plotsOf, REGISTERED_RADAR } from "../../../test/support/registration-scene.js";
import { cross, dot, EARTH } from "../../astro/index.js";
import { addError, averageNormalised, consistencyInterval, startErrorSum } from "../metrics/index.js";
import { orbitAxes, type RadarBiases, RadarRegistration, registerRadar } from "./radar-registration.js";

const PASSES = passages(12);

function errorOf(found: RadarBiases, truth: Float64Array): Float64Array {
  return Float64Array.of(found.range, found.azimuth, found.elevation, found.refraction).map(
    (v, k) => v - truth[k]!,
  );
}

test("the axes of an orbit are those of its motion as seen from the stars", () => {
  const turning = EARTH.rotation * 7e6;
  const root = Math.SQRT1_2;
  for (const [position, velocity, along] of [
    [
      [7e6, 0, 0],
      [0, 5e3 - turning, 5e3],
      [0, root, root],
    ],
    [
      [0, 7e6, 0],
      [turning - 5e3, 0, 5e3],
      [-root, 0, root],
    ],
  ] as const) {
    const [up, forwards, across] = orbitAxes(position, velocity);
    up.forEach((v, i) => {
      expect(v).toBeCloseTo(position[i]! / 7e6, 12);
    });
    forwards.forEach((v, i) => {
      expect(v).toBeCloseTo(along[i]!, 12);
    });
    expect(dot(cross(up, forwards), across)).toBeCloseTo(1, 12);
  }
});

describe("RadarRegistration", () => {
  it("finds the biases as well as it says, over 200 seeds", () => {
    const sum = startErrorSum(4);
    let refused = 0;
    for (let seed = 1; seed <= 200; seed++) {
      const truth = drawBiases(seed);
      const plots = PASSES.slice(0, 4).flatMap((p) => plotsOf(p, truth, seed));
      const found = registerRadar(REGISTERED_RADAR, plots);
      addError(sum, errorOf(found, truth), found.covariance);
      refused += found.passesRefused;
    }
    const [low, high] = consistencyInterval(4, 200, 0.999);
    expect(averageNormalised(sum)).toBeGreaterThan(low);
    expect(averageNormalised(sum)).toBeLessThan(high);
    expect(refused).toBeLessThanOrEqual(2);
  });

  it("knows more with each passage, one by one or all at once", () => {
    const truth = drawBiases(7);
    const registration = new RadarRegistration(REGISTERED_RADAR);
    let before = registration.estimate().covariance;
    expect(before[0]).toBeCloseTo(1e4, 6);
    for (const passage of PASSES) {
      for (const plot of plotsOf(passage, truth, 7)) registration.addPlot(plot);
      // a passage counts when it is over
      expect(registration.estimate().covariance).toEqual(before);
      expect(registration.closePass(passage.name)).toBe("taken");
      const now = registration.estimate().covariance;
      for (let k = 0; k < 4; k++) expect(now[5 * k]).toBeLessThan(before[5 * k]!);
      before = now;
    }
    const batch = registerRadar(
      REGISTERED_RADAR,
      PASSES.flatMap((p) => plotsOf(p, truth, 7)),
    );
    const { range, elevation } = registration.finish();
    expect(batch.range).toBeCloseTo(range, 6);
    expect(batch.elevation).toBeCloseTo(elevation, 10);
  });

  it("refuses satellites taken for others and single wrong plots, and counts them", () => {
    const sum = startErrorSum(4);
    for (let seed = 1; seed <= 50; seed++) {
      const truth = drawBiases(seed);
      const registration = new RadarRegistration(REGISTERED_RADAR);
      PASSES.forEach((passage, k) => {
        // the second is another satellite 8 km ahead, the fourth one that drifts off, in the sixth one plot is foreign
        const astray = k === 1 ? 8000 : k === 3 ? (time: number) => drift(time, passage.looks[0]!.time) : 0;
        plotsOf(passage, truth, seed, astray).forEach((plot, number) => {
          const { observation } = plot;
          const wrong = { ...observation, range: observation.range + 4000 };
          registration.addPlot(k === 5 && number === 9 ? { ...plot, observation: wrong } : plot);
        });
        registration.closePass(passage.name);
      });
      const found = registration.finish();
      addError(sum, errorOf(found, truth), found.covariance);
      expect(found.passesRefused).toBeGreaterThanOrEqual(2);
      expect(found.passesRefused).toBeLessThanOrEqual(3);
      expect(found.plotsRefused).toBeGreaterThan(PASSES[3]!.looks.length);
    }
    expect(averageNormalised(sum)).toBeLessThan(consistencyInterval(4, 50, 0.999)[1]);
  });

  it("estimates nothing of what has no prior spread, and refuses what is no number or overhead", () => {
    const rigid = { ...REGISTERED_RADAR, refractionSigma: 0 };
    const [passage] = PASSES;
    const plots = plotsOf(passage!, drawBiases(1), 1);
    const found = registerRadar(rigid, plots);
    expect(found.refraction).toBe(0);
    expect(found.covariance[15]).toBe(0);
    const registration = new RadarRegistration(rigid);
    const [plot] = plots;
    const broken = { ...plot!, observation: { ...plot!.observation, range: Number.NaN } };
    expect(registration.addPlot(broken)).toBe("not a number");
    expect(registration.addPlot({ ...plot!, positionEcef: [0, 0, 0] })).toBe("not a number");
    expect(
      registration.addPlot({ ...plot!, positionEcef: [0, 0, 7e6], velocityEcef: [0, 0, 1] }),
      "a fall along the axis has no orbital plane",
    ).toBe("not a number");
    const overhead = rigid.positionEcef.map((v, i) => v + 8e5 * rigid.up[i]!);
    expect(registration.addPlot({ ...plot!, positionEcef: overhead as unknown as typeof rigid.up })).toBe(
      "too near the zenith",
    );
    expect(registration.closePass("none")).toBe("empty");
  });
});

/** Up, along and across: a satellite of another orbit that crosses the one expected. */
const drift = (time: number, since: number) => [0, 0, 60 * (time - since)] as const;
