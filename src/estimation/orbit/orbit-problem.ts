import type { EarthOrientation, Epoch, Vec3 } from "../../astro/index.js";
import type { ThrustAxes } from "./small-forces.js";
import type { TrackingKind, TrackingMeasurement, TrackingStation } from "./tracking-model.js";

/** A number that is sought beside the orbit, and what is known of it beforehand. */
export interface TrackingBias {
  readonly station: number;
  readonly kind: TrackingKind;
  /** First guess and its standard deviation, m or rad. */
  readonly guess: number;
  readonly sigma: number;
}

/** What was measured, and what is sought. */
export interface OrbitProblem {
  readonly epoch: Epoch;
  /** First guess, GCRF, m and m/s, with standard deviations wide enough to let it move. */
  readonly position: Vec3;
  readonly velocity: Vec3;
  readonly positionSigma: number;
  readonly velocitySigma: number;
  /** Degree of the Earth's field, and whether Sun and Moon pull. */
  readonly degree: number;
  readonly sunAndMoon: boolean;
  readonly orientationAt: (e: Epoch) => EarthOrientation;
  /** The Sun's pressure: coefficient · area / mass, m²/kg; sought where its sigma is above 0. */
  readonly pressure: number;
  readonly pressureSigma: number;
  /** The air's drag, in the same way. */
  readonly drag: number;
  readonly dragSigma: number;
  /** A small thrust is sought: a sigma for each term of its polynomial in time, m/s²/s^k. Empty: none is. */
  readonly thrustSigmas: readonly number[];
  /** Which axes it keeps its direction in. */
  readonly thrustAxes: ThrustAxes;
  readonly stations: readonly TrackingStation[];
  readonly measurements: readonly TrackingMeasurement[];
  readonly biases: readonly TrackingBias[];
  /** Residuals beyond so many sigma are left out; 0: none is. */
  readonly outlierSigmas: number;
}

/** Steps of the difference quotients: of position (m), velocity (m/s), pressure and drag and thrust as parts of their sigmas. */
const STEPS = { position: 10, velocity: 1e-3, surface: 1e-2, thrust: 1e-3 };
/** The vector: position, velocity, pressure and drag where sought, thrust term by term, biases. */
export interface Layout {
  /** −1 where it is not sought. */
  readonly pressureAt: number;
  readonly dragAt: number;
  readonly thrustAt: number;
  readonly biasAt: number;
  readonly size: number;
  readonly sigmas: Float64Array;
  readonly guess: Float64Array;
  readonly steps: Float64Array;
}

/** @returns how the vector of a problem is laid out, its first guess, and the steps it is moved by for slopes */
export function layoutOf(p: OrbitProblem): Layout {
  const pressureAt = p.pressureSigma > 0 ? 6 : -1;
  const dragAt = p.dragSigma > 0 ? (pressureAt > 0 ? 7 : 6) : -1;
  const thrustAt = 6 + Number(pressureAt > 0) + Number(dragAt > 0);
  const biasAt = thrustAt + 3 * p.thrustSigmas.length;
  const sigmas = Float64Array.from([
    ...Array<number>(3).fill(p.positionSigma),
    ...Array<number>(3).fill(p.velocitySigma),
    ...(pressureAt > 0 ? [p.pressureSigma] : []),
    ...(dragAt > 0 ? [p.dragSigma] : []),
    ...p.thrustSigmas.flatMap((s) => [s, s, s]),
    ...p.biases.map((b) => b.sigma),
  ]);
  const size = sigmas.length;
  const guess = new Float64Array(size);
  guess.set([...p.position, ...p.velocity]);
  if (pressureAt > 0) guess[pressureAt] = p.pressure;
  if (dragAt > 0) guess[dragAt] = p.drag;
  const firstBiases = p.biases.map((b) => b.guess);
  guess.set(firstBiases, biasAt);
  const steps = sigmas.map((sigma, i) => {
    if (i < 3) return STEPS.position;
    if (i < 6) return STEPS.velocity;
    return sigma * (i < thrustAt ? STEPS.surface : STEPS.thrust);
  });
  return { pressureAt, dragAt, thrustAt, biasAt, size, sigmas, guess, steps };
}
