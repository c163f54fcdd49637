/** One powered stage in the ratios that its motion depends on. */
export interface AscentStage {
  /** vacuum thrust over mass at the stage's ignition, m/s² */
  readonly initialAcceleration: number;
  /** effective, vacuum, m/s */
  readonly exhaustVelocity: number;
  readonly burnSeconds: number;
  /** pause without thrust after this stage, s */
  readonly gapSeconds: number;
  /** reference area over mass at ignition, m²/kg, drag coefficient apart */
  readonly dragAreaOverMass: number;
  /** share of vacuum thrust lost at sea level */
  readonly seaLevelThrustLoss: number;
}

/** A generic powered ascent: vertical rise, a turn at constant rate to the kick angle, then a gravity turn. */
export interface AscentProfile {
  readonly stages: readonly AscentStage[];
  readonly verticalRiseSeconds: number;
  /** duration of the turn from vertical to the kick angle, s */
  readonly kickSeconds: number;
  /** tilt from vertical at the end of the turn, rad */
  readonly kick: number;
  readonly dragCoefficient: number;
}

/** How one vehicle departs from its profile. */
export interface AscentDeviation {
  /** relative, of every stage's thrust; its burn shortens in the same measure */
  readonly thrust: number;
  /** s, added to the vertical rise */
  readonly verticalRiseSeconds: number;
  /** rad, added to the kick angle */
  readonly kick: number;
  /** rad, between thrust and velocity in the plane of flight after the kick, upwards positive */
  readonly angleOfAttack: number;
  /** rad, out of the plane of flight after the kick, to the right positive */
  readonly yaw: number;
  /** relative, of the drag coefficient */
  readonly drag: number;
}

export const NOMINAL_ASCENT: AscentDeviation = {
  thrust: 0,
  verticalRiseSeconds: 0,
  kick: 0,
  angleOfAttack: 0,
  yaw: 0,
  drag: 0,
};

/** Where and in what direction an ascent begins, at rest on the turning Earth. */
export interface AscentStart {
  /** geodetic, rad */
  readonly latitude: number;
  /** rad */
  readonly longitude: number;
  /** above the ellipsoid, m */
  readonly height: number;
  /** of the kick, clockwise from geodetic north, rad */
  readonly azimuth: number;
}

/** When a stage burns, seconds after the first ignition. */
export interface StageTimes {
  readonly ignition: number;
  readonly cutOff: number;
}

/** Thrust deviations are held above this, so that a burn always has an end. */
const LEAST_THRUST_DEVIATION = -0.7;

/** The share of a stage's propellant flow; 1 is nominal. */
export function thrustFactor(deviation: AscentDeviation): number {
  return 1 + Math.max(deviation.thrust, LEAST_THRUST_DEVIATION);
}

/** When each stage lights and goes out, seconds after the first ignition. */
export function stageTimes(profile: AscentProfile, deviation: AscentDeviation): StageTimes[] {
  const factor = thrustFactor(deviation);
  const times: StageTimes[] = [];
  let ignition = 0;
  for (const stage of profile.stages) {
    const cutOff = ignition + stage.burnSeconds / factor;
    times.push({ ignition, cutOff });
    ignition = cutOff + stage.gapSeconds;
  }
  return times;
}

/**
 * Mass over mass at ignition of the burning stage, `seconds` after its ignition, never below 5 %: constant flow of
 * propellant, m/m₀ = 1 − a₀·t/c.
 */
export function massRatio(stage: AscentStage, factor: number, seconds: number): number {
  const flow = (stage.initialAcceleration * factor) / stage.exhaustVelocity;
  return Math.max(0.05, 1 - flow * seconds);
}

/** Pressure of the standard atmosphere at sea level, Pa. */
export const SEA_LEVEL_PRESSURE = 101325;

/**
 * Thrust over mass.
 *
 * @param profile the ascent
 * @param deviation how this vehicle departs from it
 * @param tau seconds after the first ignition
 * @param pressure of the air around, Pa
 * @returns m/s²; 0 before ignition, in a gap and after the last burn
 */
export function thrustAcceleration(
  profile: AscentProfile,
  deviation: AscentDeviation,
  tau: number,
  pressure: number,
): number {
  const factor = thrustFactor(deviation);
  let ignition = 0;
  for (const stage of profile.stages) {
    const burn = stage.burnSeconds / factor;
    if (tau < ignition) return 0;
    if (tau < ignition + burn) {
      const vacuum = (stage.initialAcceleration * factor) / massRatio(stage, factor, tau - ignition);
      return vacuum * (1 - (stage.seaLevelThrustLoss * pressure) / SEA_LEVEL_PRESSURE);
    }
    ignition += burn + stage.gapSeconds;
  }
  return 0;
}
