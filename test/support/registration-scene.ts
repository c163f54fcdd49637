import {
  addSeconds,
  eastNorthUp,
  epochFromUtc,
  type Geodetic,
  geodeticToEcef,
  lookAt,
  normalAt,
  orbitEcef,
  orbitFromElements,
  randomStream,
  type Vec3,
} from "../../src/astro/index.js";
import {
  COAST_STATES,
  orbitAxes,
  plotOfState,
  type RadarModel,
  type SatellitePlot,
  STATE,
} from "../../src/estimation/index.js";

const SITE: Geodetic = { latitude: 1.09, longitude: -2.6, height: 200 };
const START = "2026-08-22T00:00:00Z";
const LOOK_SECONDS = 15;
const LEAST_ELEVATION = 0.06;
/** Error of public elements, 1σ, m. */
const ELEMENTS = { radial: 300, along: 1000, cross: 450 };
const NOISE = { range: 30, azimuth: 1e-3, elevation: 1e-3 };

/** A radar with biases of up to some 100 m and 1 mrad, in air that may depart by a tenth from the expected. */
export const REGISTERED_RADAR: RadarModel = {
  positionEcef: geodeticToEcef(SITE),
  ...eastNorthUp(SITE),
  bias: { range: 100, azimuth: 1e-3, elevation: 1e-3 },
  refractionSigma: 0.1,
  // N = 315: half a degree and a hundred metres at the horizon, by a flat layer's formula softened there
  refraction: (elevation, _range, out) => {
    const sine = Math.sqrt(Math.sin(elevation) ** 2 + 0.0025);
    out[0] = (315e-6 * Math.cos(elevation)) / sine;
    out[1] = 2.3 / sine;
  },
};

/** What the elements say of one passage, look by look. */
export interface Passage {
  readonly name: string;
  readonly looks: readonly { readonly time: number; readonly position: Vec3; readonly velocity: Vec3 }[];
}

/** Passages of satellites in low orbits over the radar, in order of time: SGP4 in Earth-fixed axes. */
export function passages(count: number): Passage[] {
  const epoch = epochFromUtc(START);
  const found: { first: number; passage: Passage }[] = [];
  for (let k = 0; k < 400 && found.length < count; k++) {
    const orbit = orbitFromElements({
      catalogueNumber: 90000 + k,
      epoch: START,
      meanMotionRevPerDay: 15.2 - 0.17 * (k % 14),
      eccentricity: 0.001,
      inclinationDeg: 66 + ((7 * k) % 34),
      rightAscensionDeg: (47 * k) % 360,
      argumentOfPerigeeDeg: 0,
      meanAnomalyDeg: (83 * k) % 360,
      bstar: 0,
    });
    let looks: Passage["looks"][number][] = [];
    for (let time = 0; time < 6000; time += LOOK_SECONDS) {
      const state = orbitEcef(orbit, addSeconds(epoch, time));
      if (!state) break;
      const { positionEcef: position, velocityEcef: velocity } = state;
      if (lookAt(SITE, position).elevation > LEAST_ELEVATION) looks.push({ time, position, velocity });
      else if (looks.length < 12) looks = [];
      else break;
    }
    if (looks.length >= 12) found.push({ first: looks[0]!.time, passage: { name: `pass ${k}`, looks } });
  }
  return found.sort((a, b) => a.first - b.first).map((f) => f.passage);
}

/** Biases of one run, drawn from their priors: m, rad, rad, relative. */
export function drawBiases(seed: number): Float64Array {
  const stream = randomStream(seed, "registration", "bias");
  const { bias, refractionSigma } = REGISTERED_RADAR;
  return Float64Array.from(
    [bias.range, bias.azimuth, bias.elevation, refractionSigma],
    (sigma, k) => sigma * normalAt(stream, k),
  );
}

/**
 * Plots of one passage. The satellite departs from its elements by a constant up, along and across its motion.
 *
 * @param astray m along the orbit by which the satellite is another one than thought; 0: it isn't
 */
export function plotsOf(
  passage: Passage,
  biases: Float64Array,
  seed: number,
  astray: number | ((time: number) => Vec3) = 0,
): SatellitePlot[] {
  const stream = randomStream(seed, "registration", passage.name);
  const offset = [ELEMENTS.radial, ELEMENTS.along, ELEMENTS.cross].map((s, k) => s * normalAt(stream, k));
  if (typeof astray === "number") offset[1]! += astray;
  const x = new Float64Array(COAST_STATES);
  const out = new Float64Array(4);
  let draw = 3;
  return passage.looks.map(({ time, position, velocity }) => {
    const axes = orbitAxes(position, velocity);
    const far = typeof astray === "number" ? [0, 0, 0] : astray(time);
    for (let i = 0; i < 3; i++)
      x[i] = axes.reduce((sum, axis, k) => sum + axis[i]! * (offset[k]! + far[k]!), position[i]!);
    x.set(velocity, 3);
    x.set(biases, STATE.rangeBias);
    plotOfState(REGISTERED_RADAR, x, out);
    return {
      pass: passage.name,
      positionEcef: position,
      velocityEcef: velocity,
      sigma: ELEMENTS,
      observation: {
        time,
        range: out[0]! + NOISE.range * normalAt(stream, draw++),
        azimuth: out[1]! + NOISE.azimuth * normalAt(stream, draw++),
        elevation: out[2]! + NOISE.elevation * normalAt(stream, draw++),
        sigmaRange: NOISE.range,
        sigmaAzimuth: NOISE.azimuth,
        sigmaElevation: NOISE.elevation,
      },
    };
  });
}
