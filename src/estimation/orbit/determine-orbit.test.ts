import { describe, expect, it } from "vitest";
import {
  celestialFlight,
  epochFromUtc,
  integrate,
  normalAt,
  randomStream,
  type Vec3,
} from "../../astro/index.js";
import { chiSquareQuantile } from "../metrics/index.js";
import { determineOrbit, type OrbitProblem, type TrackingBias, type TrackingKind } from "./index.js";
import { smallForces } from "./small-forces.js";
import { predictTracking, stationThen, type TrackingMeasurement } from "./tracking-model.js";

const DEGREE = Math.PI / 180;
const EPOCH = epochFromUtc("2020-03-01T00:00:00Z");
const POSITION: Vec3 = [-40.5e6, -9.9e6, 0.2e6];
const VELOCITY: Vec3 = [720, -2_950, 55];
const THRUST: Vec3 = [5e-6, -2e-6, -6e-6];
const ORIENTATION = () => ({ ut1MinusUtc: 0.1, polarMotion: [1e-6, 2e-6] as [number, number] });
const SIGMA = { range: 5, azimuth: 0.01 * DEGREE, elevation: 0.01 * DEGREE };

const site = (latitude: number, longitude: number, height: number) => ({
  site: { latitude: latitude * DEGREE, longitude: longitude * DEGREE, height },
  refraction: true,
  troposphere: true,
});
const STATIONS = [site(-30, 40, 1000), site(42, 13, 600), site(10, 70, 10)];
const BIASES: readonly (readonly [number, TrackingKind, number])[] = [
  [0, "range", 13_000],
  [1, "range", 11_000],
  [2, "range", -500],
  [0, "azimuth", 0.17 * DEGREE],
  [1, "elevation", -0.08 * DEGREE],
];

/** Tracking over a day of a satellite that leaks, by three antennas with biases. */
function measure(): TrackingMeasurement[] {
  const acceleration = smallForces(EPOCH, "inertial")({ pressure: 0, drag: 0, thrust: [THRUST] });
  const flight = celestialFlight(EPOCH, {
    degree: 4,
    sunAndMoon: true,
    orientation: ORIENTATION,
    acceleration,
  });
  const orbit = integrate(flight, -600, [...POSITION, ...VELOCITY], 86_400, { relativeTolerance: 1e-12 });
  const noise = randomStream(5, "tracking");
  const measurements: TrackingMeasurement[] = [];
  for (let seconds = 0; seconds <= 80_000; seconds += 5000)
    STATIONS.forEach((station, i) => {
      for (const kind of ["range", "azimuth", "elevation"] as const) {
        const bare = { seconds: seconds + 100 * i, station: i, kind, value: 0, sigma: SIGMA[kind] };
        const then = stationThen(station, EPOCH, bare.seconds, ORIENTATION);
        const bias = BIASES.find(([s, k]) => s === i && k === kind)?.[2] ?? 0;
        const value = predictTracking(bare, station, then, (t, out) => orbit.stateAt(t, out)) + bias;
        measurements.push({ ...bare, value: value + SIGMA[kind] * normalAt(noise, measurements.length) });
      }
    });
  return measurements;
}

const MEASURED = measure();

const biases: TrackingBias[] = STATIONS.flatMap((_, station): TrackingBias[] => [
  { station, kind: "range", guess: 10_000, sigma: 50_000 },
  { station, kind: "azimuth", guess: 0, sigma: 0.5 * DEGREE },
  { station, kind: "elevation", guess: 0, sigma: 0.5 * DEGREE },
]);

const PROBLEM: OrbitProblem = {
  epoch: EPOCH,
  position: [POSITION[0] + 2000, POSITION[1] - 9000, POSITION[2] - 4000],
  velocity: [VELOCITY[0] + 0.3, VELOCITY[1] + 0.2, VELOCITY[2] - 0.1],
  positionSigma: 1e6,
  velocitySigma: 100,
  degree: 4,
  sunAndMoon: true,
  orientationAt: ORIENTATION,
  pressure: 0,
  pressureSigma: 0,
  drag: 0,
  dragSigma: 0,
  thrustSigmas: [1e-4],
  thrustAxes: "inertial",
  stations: STATIONS,
  measurements: MEASURED,
  biases,
  outlierSigmas: 6,
};

describe("an orbit from biased tracking", () => {
  it("comes out with its stations' biases and its leak, within the claimed errors", () => {
    const spoilt = MEASURED.map((m, i) => (i === 30 ? { ...m, value: m.value + 5000 } : m));
    const fit = determineOrbit({ ...PROBLEM, measurements: spoilt })!;
    expect(fit.outlier.flatMap((out, i) => (out ? [i] : []))).toEqual([30]);
    expect(fit.chiSquare).toBeLessThan(chiSquareQuantile(0.999, fit.freedom));
    expect(fit.chiSquare).toBeGreaterThan(chiSquareQuantile(0.001, fit.freedom));
    biases.forEach((bias, k) => {
      const truth = BIASES.find(([s, kind]) => s === bias.station && kind === bias.kind)?.[2] ?? 0;
      expect(Math.abs(fit.biases[k]! - truth) / fit.biasSigmas[k]!).toBeLessThan(4);
      expect(fit.biasSigmas[k]!).toBeLessThan(bias.kind === "range" ? 500 : 0.02 * DEGREE);
    });
    for (let i = 0; i < 3; i += 1) expect(Math.abs(fit.thrust[0]![i]! / THRUST[i]! - 1)).toBeLessThan(0.3);
  });

  it("left to itself with biases calls itself inconsistent", () => {
    const fit = determineOrbit({ ...PROBLEM, biases: [], outlierSigmas: 0 })!;
    expect(fit.chiSquare / fit.freedom).toBeGreaterThan(10);
  });
});
