import {
  type EarthOrientationTable,
  earthOrientationAt,
  eme2000ToGcrf,
  secondsBetween,
  type Vec3,
} from "../../../../astro/index.js";
import type { OrbitProblem, TrackingBias, TrackingMeasurement } from "../../../../estimation/index.js";
import type { AntennaTracking, TrackingSetup } from "../../../../formats/index.js";

const DEGREE = Math.PI / 180;

/** How far a first guess may be off: it only keeps the fit from running away. */
const POSITION_SIGMA = 1e6;
const VELOCITY_SIGMA = 100;
/** A bias may be anything that an antenna's delay or mount can be: half of the limits that setups state. */
const RANGE_BIAS_SIGMA = 50_000;
const ANGLE_BIAS_SIGMA = 0.5 * DEGREE;
/** A leak is far below a thruster's acceleration, m/s²; and it changes over hours. */
const THRUST_SIGMA = 1e-4;
const THRUST_HOURS = 3 * 3600;
/** Drag and pressure coefficients are sought within so many times their first guess. */
const COEFFICIENT_FREEDOM = 10;

/** Tracking that a setup has the stations for, and what of it can't be used. */
export interface TrackingCase {
  readonly problem: OrbitProblem;
  /** Measurements of unknown stations, and of kinds that aren't used. */
  readonly unknownStation: number;
  readonly unusedKind: number;
}

/** A setup's vector along the axes of GCRF; frames that are no mean axes of J2000 are taken for GCRF. */
const inGcrf = (frame: string, v: Vec3): Vec3 => (/EME2000|J2000/i.test(frame) ? eme2000ToGcrf(v) : v);

function biasesOf({ stations }: TrackingSetup, measurements: readonly TrackingMeasurement[]): TrackingBias[] {
  const measured = new Set(measurements.map((m) => `${m.station} ${m.kind}`));
  return stations.flatMap((s, station): TrackingBias[] => {
    const all: (TrackingBias & { readonly sought: boolean })[] = [
      { station, kind: "range", guess: s.rangeBias, sigma: RANGE_BIAS_SIGMA, sought: s.rangeBiasEstimated },
      {
        station,
        kind: "azimuth",
        guess: s.azimuthBias,
        sigma: ANGLE_BIAS_SIGMA,
        sought: s.angleBiasesEstimated,
      },
      {
        station,
        kind: "elevation",
        guess: s.elevationBias,
        sigma: ANGLE_BIAS_SIGMA,
        sought: s.angleBiasesEstimated,
      },
    ];
    return all
      .filter((b) => b.sought && measured.has(`${station} ${b.kind}`))
      .map(({ sought: _, ...bias }) => bias);
  });
}

function measurementsOf(tracking: AntennaTracking, setup: TrackingSetup) {
  const stations = new Map(setup.stations.map((s, i) => [s.name.toLowerCase(), i]));
  const measurements: TrackingMeasurement[] = [];
  let unknownStation = 0;
  let unusedKind = 0;
  for (const m of tracking.measurements) {
    const station = stations.get(m.station.toLowerCase());
    const s = setup.stations[station ?? -1];
    if (station === undefined || s === undefined) {
      unknownStation += 1;
      continue;
    }
    const seconds = secondsBetween(setup.epoch, m.time);
    if (m.kind === "range") {
      const value = m.range - setup.onboardRangeBias;
      measurements.push({ seconds, station, kind: "range", value, sigma: s.rangeSigma });
    } else if (m.kind === "angles") {
      const { azimuth, elevation } = m;
      measurements.push({ seconds, station, kind: "azimuth", value: azimuth, sigma: s.azimuthSigma });
      measurements.push({ seconds, station, kind: "elevation", value: elevation, sigma: s.elevationSigma });
    } else unusedKind += 1;
  }
  return { measurements, unknownStation, unusedKind };
}

/** The estimation problem that a setup and its tracking make. */
export function trackingCase(
  tracking: AntennaTracking,
  setup: TrackingSetup,
  orientation: EarthOrientationTable | null,
): TrackingCase {
  const { measurements, ...unused } = measurementsOf(tracking, setup);
  const { pressure, drag, mass, thrustTerms } = setup;
  const surface = (s: { coefficient: number; area: number } | null) =>
    s === null ? 0 : (s.coefficient * s.area) / mass;
  const freedom = (s: { area: number; coefficient: number; estimated: boolean } | null) =>
    s?.estimated ? COEFFICIENT_FREEDOM * Math.abs(surface(s)) : 0;
  return {
    ...unused,
    problem: {
      epoch: setup.epoch,
      position: inGcrf(setup.frame, setup.state.position),
      velocity: inGcrf(setup.frame, setup.state.velocity),
      positionSigma: POSITION_SIGMA,
      velocitySigma: VELOCITY_SIGMA,
      degree: setup.degree,
      sunAndMoon: setup.sun || setup.moon,
      orientationAt: (e) =>
        orientation === null ? { ut1MinusUtc: 0, polarMotion: [0, 0] } : earthOrientationAt(orientation, e),
      pressure: surface(pressure),
      pressureSigma: freedom(pressure),
      drag: surface(drag),
      dragSigma: freedom(drag),
      thrustSigmas: Array.from({ length: thrustTerms }, (_, k) => THRUST_SIGMA / THRUST_HOURS ** k),
      thrustAxes: "inertial",
      stations: setup.stations,
      measurements,
      biases: biasesOf(setup, measurements),
      outlierSigmas: setup.outlierSigmas,
    },
  };
}
