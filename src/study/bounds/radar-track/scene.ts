import {
  coast,
  eastNorthUp,
  geodeticToEcef,
  normalAt,
  type RandomStream,
  randomStream,
  type Vec3,
} from "../../../astro/index.js";
import {
  type FilterPrior,
  logMoments,
  plotOfState,
  type RadarModel,
  type RadarObservation,
  STATE,
} from "../../../estimation/index.js";
import { refract } from "../../../sensors/index.js";

const DEGREE = Math.PI / 180;

/** A radar of the study: where it stands and how well it measures. */
export interface StudyRadar {
  readonly model: RadarModel;
  /** Random errors, 1σ: range m; angles rad up to 1,000 km, growing with the square of the range beyond. */
  readonly sigmaRange: number;
  readonly sigmaAngle: number;
  /** m/s; absent: it measures none. */
  readonly sigmaRangeRate?: number;
}

/** A flight that radars follow, and from what all that is unknown is drawn. */
export interface TrackScene {
  readonly radars: readonly StudyRadar[];
  /** Middle of the states at time 0, ECEF. */
  readonly position: Vec3;
  readonly velocity: Vec3;
  /** Spread of the states at time 0, 1σ an axis: m, m/s. */
  readonly positionSigma: number;
  readonly velocitySigma: number;
  /** kg/m² */
  readonly ballisticCoefficient: { readonly median: number; readonly factor: number };
  /** White acceleration of the truth, m²/s³ an axis. */
  readonly acceleration: number;
  /** s */
  readonly looks: number;
  readonly duration: number;
}

/** What the filters of the study believe before the first plot, as the watch's do. */
export function priorOf(scene: TrackScene): FilterPrior {
  return { velocitySigma: 4000, logBallistic: logMoments(scene.ballisticCoefficient) };
}

/** A radar at a place: 30 m, 1 mrad, fixed errors of 20 m and 0.4 mrad, air that departs by 5 %. */
export function studyRadar(latitudeDeg: number, longitudeDeg: number, sigmaRangeRate?: number): StudyRadar {
  const site = { latitude: latitudeDeg * DEGREE, longitude: longitudeDeg * DEGREE, height: 0 };
  return {
    model: {
      positionEcef: geodeticToEcef(site),
      ...eastNorthUp(site),
      bias: { range: 20, azimuth: 0.4e-3, elevation: 0.4e-3 },
      refractionSigma: 0.05,
      refraction: (elevation, range, out) => {
        const apparent = refract(330, { azimuth: 0, elevation, range });
        out[0] = apparent.elevation - elevation;
        out[1] = apparent.range - range;
      },
    },
    sigmaRange: 30,
    sigmaAngle: 1e-3,
    ...(sigmaRangeRate === undefined ? {} : { sigmaRangeRate }),
  };
}

/**
 * The generic coast: 3.4 km/s at 115 km, 40° up, up to 405 km and down again; with the ends of the flight below, the
 * range is some 1,500 km.
 *
 * @param begin when the radars begin to look, s after that state
 */
export function coastScene(
  radars: readonly StudyRadar[],
  begin = 0,
  changes: Partial<TrackScene> = {},
): TrackScene {
  const site = { latitude: 20.6 * DEGREE, longitude: -45.3 * DEGREE, height: 115_000 };
  const { east, north, up } = eastNorthUp(site);
  const climb = 40 * DEGREE;
  const course = -30 * DEGREE;
  const speed = 3400;
  const along = (i: 0 | 1 | 2) =>
    speed *
    (Math.cos(climb) * (Math.sin(course) * east[i] + Math.cos(course) * north[i]) + Math.sin(climb) * up[i]);
  const { positionEcef, velocityEcef } = coast(
    geodeticToEcef(site),
    [along(0), along(1), along(2)],
    begin,
    null,
  );
  return {
    radars,
    position: positionEcef,
    velocity: velocityEcef,
    positionSigma: 3000,
    velocitySigma: 40,
    ballisticCoefficient: { median: 3000, factor: 1.65 },
    acceleration: 2e-6,
    looks: 5,
    duration: 400,
    ...changes,
  };
}

/** One draw of a scene: what flew, and what each radar reported of it at each look. */
export interface TrackDraw {
  readonly times: readonly number[];
  /** True states at the looks: position, velocity, ln β. */
  readonly truth: readonly Float64Array[];
  readonly logBallistic: number;
  /** By radar, then by look. */
  readonly plots: readonly (readonly RadarObservation[])[];
  /** True state with the fixed errors of a radar, as its filter has it, by radar, then by look. */
  readonly states: readonly (readonly Float64Array[])[];
}

/** Draws one flight with all that is unknown of it. */
export function drawTrack(scene: TrackScene, seed: number): TrackDraw {
  const times = Array.from(
    { length: Math.floor(scene.duration / scene.looks) + 1 },
    (_, k) => k * scene.looks,
  );
  const flight = randomStream(seed, "radar track", "flight");
  const { mean, variance } = logMoments(scene.ballisticCoefficient);
  const logBallistic = mean + Math.sqrt(variance) * normalAt(flight, 6);
  const truth = flightThrough(scene, times, logBallistic, flight);
  const states = scene.radars.map(({ model }, r) => {
    const fixed = randomStream(seed, "radar track", "fixed", String(r));
    const errors = [
      model.bias.range * normalAt(fixed, 0),
      model.bias.azimuth * normalAt(fixed, 1),
      model.bias.elevation * normalAt(fixed, 2),
      model.refractionSigma * normalAt(fixed, 3),
    ];
    return truth.map((s) => Float64Array.of(...s, logBallistic, ...errors));
  });
  const plots = scene.radars.map((radar, r) => {
    const noise = randomStream(seed, "radar track", "noise", String(r));
    return states[r]!.map((x, k) => plotOf(radar, x, times[k]!, noise, 4 * k));
  });
  return { times, truth, logBallistic, plots, states };
}

/** Flies a drawn state through the looks, with the scene's white acceleration. */
function flightThrough(
  scene: TrackScene,
  times: readonly number[],
  logBallistic: number,
  stream: RandomStream,
): Float64Array[] {
  let position = scene.position.map(
    (v, i) => v + scene.positionSigma * normalAt(stream, i),
  ) as unknown as Vec3;
  let velocity = scene.velocity.map(
    (v, i) => v + scene.velocitySigma * normalAt(stream, 3 + i),
  ) as unknown as Vec3;
  const states = [Float64Array.of(...position, ...velocity)];
  const beta = Math.exp(logBallistic);
  for (let k = 1; k < times.length; k += 1) {
    const dt = times[k]! - times[k - 1]!;
    const moved = coast(position, velocity, dt, beta);
    const push = [0, 1, 2].map((i) => {
      const first = normalAt(stream, 10 + 6 * k + i);
      const second = normalAt(stream, 13 + 6 * k + i);
      const dv = Math.sqrt(scene.acceleration * dt) * first;
      return { dv, dx: (dv * dt) / 2 + Math.sqrt((scene.acceleration * dt ** 3) / 12) * second };
    });
    position = moved.positionEcef.map((v, i) => v + push[i]!.dx) as unknown as Vec3;
    velocity = moved.velocityEcef.map((v, i) => v + push[i]!.dv) as unknown as Vec3;
    states.push(Float64Array.of(...position, ...velocity));
  }
  return states;
}

const seen = new Float64Array(4);

function plotOf(
  { model, sigmaRange, sigmaAngle, sigmaRangeRate }: StudyRadar,
  x: Float64Array,
  time: number,
  noise: RandomStream,
  draw: number,
): RadarObservation {
  plotOfState(model, x, seen);
  const [range, azimuth, elevation, rangeRate] = seen as unknown as [number, number, number, number];
  const truth = Math.hypot(...[0, 1, 2].map((i) => x[STATE.position + i]! - model.positionEcef[i]!));
  const sigma = sigmaAngle * Math.max(1, (truth / 1e6) ** 2);
  const sigmaAzimuth = sigma / Math.cos(elevation);
  return {
    time,
    range: range + sigmaRange * normalAt(noise, draw),
    azimuth: azimuth + sigmaAzimuth * normalAt(noise, draw + 1),
    elevation: elevation + sigma * normalAt(noise, draw + 2),
    sigmaRange,
    sigmaAzimuth,
    sigmaElevation: sigma,
    ...(sigmaRangeRate === undefined
      ? {}
      : { rangeRate: rangeRate + sigmaRangeRate * normalAt(noise, draw + 3), sigmaRangeRate }),
  };
}
