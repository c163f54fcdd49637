import { describe, expect, it } from "vitest";
import { CLOUD_TOP, mediumRange, simulateLaunch } from "../../../../test/support/simulated-launch.js";
import { LaunchModel } from "../model.js";
import { BIAS, localPlace } from "../parameters.js";
import { BOUNDED, BOUNDED_COUNT, type LaunchScene, launchBound, launchBoundAt, sceneLooks } from "./index.js";
import { gatherInformation, parameterCount } from "./information.js";
import { ascentSensitivity } from "./sensitivity.js";

const satellites = [-75, -10].map((longitudeDeg) => ({
  longitudeDeg,
  revisit: 5,
  noise: 30e-6,
  biasSigma: 20e-6,
}));
const launch = simulateLaunch({ seed: 3, truth: mediumRange, families: [mediumRange], satellites });
const scene: LaunchScene = {
  family: mediumRange,
  start: {
    latitude: launch.latitude,
    longitude: launch.longitude,
    height: 0,
    azimuth: launch.azimuth,
  },
  ignition: launch.ignition,
  satellites: satellites.map(({ revisit, noise, biasSigma }, k) => ({
    ...launch.stations[k]!,
    revisit,
    sigma: noise,
    biasSigma,
  })),
  cloudTop: CLOUD_TOP,
};
const moments = [60, 70, 80].map((t) => launch.ignition + t);
const nominal = new Float64Array(6);
const sigma = (bound: { covariance: Float64Array } | null | undefined, k: number) =>
  Math.sqrt(bound!.covariance[k * (BOUNDED_COUNT + 1)]!);

describe("the bound of a launch estimate", () => {
  const bounds = launchBoundAt(scene, moments, nominal, CLOUD_TOP.mean);

  it("comes down with every look, and to what geometry and profile allow", () => {
    for (const k of [BOUNDED.east, BOUNDED.north, BOUNDED.time, BOUNDED.course]) {
      expect(sigma(bounds[1], k)).toBeLessThan(sigma(bounds[0], k));
      expect(sigma(bounds[2], k)).toBeLessThan(sigma(bounds[1], k));
    }
    // a look's 30 µrad are 1.1 km, pointing 0.8 km
    expect(sigma(bounds[2], BOUNDED.position)).toBeGreaterThan(500);
    expect(sigma(bounds[2], BOUNDED.position)).toBeLessThan(1500);
    expect(sigma(bounds[2], BOUNDED.time)).toBeGreaterThan(1);
    expect(sigma(bounds[2], BOUNDED.time)).toBeLessThan(3);
  });

  it("lies higher for one satellite, and higher at one truth than over all", () => {
    const alone = launchBoundAt(
      { ...scene, satellites: scene.satellites.slice(0, 1) },
      moments,
      nominal,
      CLOUD_TOP.mean,
    );
    const over = launchBound(scene, moments, 14, 1);
    for (const k of [BOUNDED.east, BOUNDED.north, BOUNDED.time]) {
      expect(sigma(alone[2], k)).toBeGreaterThan(sigma(bounds[2], k));
      expect(sigma(over[2], k)).toBeLessThan(1.1 * sigma(bounds[2], k));
      expect(sigma(over[2], k)).toBeGreaterThan(0.7 * sigma(bounds[2], k));
    }
  });

  it("goes with the noise where nothing else is uncertain", () => {
    const sure = (noise: number) =>
      launchBoundAt(
        {
          ...scene,
          satellites: scene.satellites.map((s) => ({ ...s, sigma: noise, biasSigma: 1e-12 })),
          cloudTop: { ...CLOUD_TOP, sigma: 1e9 },
          family: {
            ...mediumRange,
            spread: {
              thrust: 1e-9,
              verticalRiseSeconds: 1e-9,
              kick: 1e-9,
              angleOfAttack: 1e-9,
              yaw: 1e-9,
              drag: 1e-9,
            },
          },
        },
        moments,
        nominal,
        CLOUD_TOP.mean,
      )[2];
    for (const k of [BOUNDED.east, BOUNDED.time, BOUNDED.course, BOUNDED.velocity])
      expect(sigma(sure(60e-6), k) / sigma(sure(30e-6), k)).toBeCloseTo(2, 2);
  });

  it("knows a plume across one satellite's sight as well as it knows its pointing, where nothing else is uncertain", () => {
    const biasSigma = 20e-6;
    const [satellite] = scene.satellites;
    const tiny = 1e-6;
    const bound = launchBoundAt(
      {
        ...scene,
        satellites: [{ ...satellite!, sigma: 1e-7, biasSigma }],
        cloudTop: { ...CLOUD_TOP, sigma: 1e9 },
        family: {
          ...mediumRange,
          spread: {
            thrust: tiny,
            verticalRiseSeconds: tiny,
            kick: tiny,
            angleOfAttack: tiny,
            yaw: tiny,
            drag: tiny,
          },
        },
      },
      moments,
      nominal,
      CLOUD_TOP.mean,
    )[2]!;
    const plume = launch.stateAt(bound.lastLook);
    const away = [0, 1, 2].map((c) => plume[c]! - satellite!.positionEcef[c]!);
    const range = Math.hypot(...away);
    let [trace, along] = [0, 0];
    for (let i = 0; i < 3; i++) {
      const row = (BOUNDED.position + i) * BOUNDED_COUNT + BOUNDED.position;
      trace += bound.covariance[row + i]!;
      for (let j = 0; j < 3; j++) along += (away[i]! * away[j]! * bound.covariance[row + j]!) / range ** 2;
    }
    expect(Math.sqrt((trace - along) / 2) / (biasSigma * range)).toBeCloseTo(1, 1);
  });

  it("has the slopes that the estimator works with", () => {
    const looks = sceneLooks(scene, moments[1]!).filter((look) => look.time > launch.ignition + 45);
    const times = looks.map((look) => look.time);
    const sensitivity = ascentSensitivity(scene, nominal, times);
    const problem = {
      ...launch.problem,
      looks: looks.map(({ satellite, time }, i) => {
        const { positionEcef } = scene.satellites[satellite]!;
        const away = [0, 1, 2].map((c) => sensitivity.states[6 * i + c]! - positionEcef[c]!);
        const range = Math.hypot(...away);
        return {
          satellite,
          time,
          positionEcef,
          lineOfSightEcef: away.map((v) => v / range) as unknown as readonly [number, number, number],
          sigma: 30e-6,
        };
      }),
    };
    const model = new LaunchModel(problem, mediumRange, localPlace(scene.start));
    const x = new Float64Array(model.size);
    x[2] = launch.ignition;
    x[3] = launch.azimuth;
    const jacobian = new Float64Array(model.rows * model.size);
    model.linearise(x, new Float64Array(model.rows), jacobian);
    const n = parameterCount(scene);
    const expected = new Float64Array(n * n);
    for (let row = 0; row < model.lookRows; row++)
      for (let i = 0; i < n; i++)
        for (let j = 0; j <= i; j++) expected[i * n + j]! += jacobian[row * n + i]! * jacobian[row * n + j]!;
    let found = new Float64Array(0);
    const clear = { ...scene, cloudTop: { ...CLOUD_TOP, sigma: 1e9 } };
    gatherInformation(clear, looks, sensitivity, 0, (_, information) => {
      found = Float64Array.from(information);
    });
    for (let i = 0; i < n; i++)
      for (let j = 0; j <= i; j++) {
        const size = Math.sqrt(expected[i * n + i]! * expected[j * n + j]!);
        // the estimator's deviations are one-sided differences of a tenth of a sigma
        expect(Math.abs(found[i * n + j]! - expected[i * n + j]!)).toBeLessThan(
          (i < BIAS ? 0.02 : 1e-2) * size,
        );
      }
  });

  it("says so where looks do not determine a launch", () => {
    expect(launchBoundAt(scene, [launch.ignition + 1], nominal, CLOUD_TOP.mean)[0]).toBeNull();
  });
});
