import type { Vec3 } from "../../astro/index.js";
import {
  broadLogBallistic,
  coastingSince,
  coastOf,
  type FilterPrior,
  type FlightFollower,
  type FlightHypothesis,
  followFlight,
  forecast,
  hintPlumeGone,
  likeliest,
  predictHypotheses,
  presentState,
  type RadarModel,
  type RadarObservation,
  sensedAcceleration,
  takeObservation,
  thrustState,
  type UpdateResult,
} from "../../estimation/index.js";
import type { Network } from "../../messages/index.js";
import type { RadarTrackState, ThrustJudgement } from "./types.js";

/** One body as one radar follows it. */
export interface LiveTrack {
  readonly id: string;
  readonly sensor: string;
  readonly follower: FlightFollower;
  readonly first: number;
  last: number;
  readonly measurements: string[];
  readonly innovations: number[];
  /** ln of the odds that there is a body, and what it was when the track began. */
  score: number;
  readonly birthScore: number;
  confirmed: boolean;
  ended?: NonNullable<RadarTrackState["ended"]>;
  /** Since when it was in no cover, s. */
  outSince: number | null;
  crossSection: number;
  separatedFrom?: string;
  catalogueNumber?: number;
  /** Histories moved on to a time, for comparison with plots. */
  predicted: { time: number; hypotheses: FlightHypothesis[] } | null;
  snapshot: RadarTrackState | null;
}

/** How sure it must be that the motor had stopped before a time is given as `coastSince`. */
const COAST_CONFIDENCE = 0.98;

/**
 * What is believed of anything that a radar may see first. Its speed over the ground is within what flies here:
 * 4 km/s an axis takes in orbits. Whether it is a re-entering body or a spent stage isn't known, so that its
 * ballistic coefficient has the broad prior of both; an impact is worked out with the narrower one of its kind.
 */
export function trackPriors(network: Network): FilterPrior {
  const { ballisticCoefficient, fallingStage } = network.priors;
  return { velocitySigma: 4000, logBallistic: broadLogBallistic([ballisticCoefficient, fallingStage]) };
}

/** Begins a track with one plot. */
export function beginTrack(
  id: string,
  sensor: string,
  model: RadarModel,
  observation: RadarObservation,
  measurement: string,
  score: number,
  priors: FilterPrior,
): LiveTrack {
  return {
    id,
    sensor,
    follower: followFlight(model, observation, priors),
    first: observation.time,
    last: observation.time,
    measurements: [measurement],
    innovations: [0],
    score,
    birthScore: score,
    confirmed: false,
    outSince: null,
    crossSection: 0,
    predicted: null,
    snapshot: null,
  };
}

/** The track's histories at a time; kept until it changes, because plots of one scan come at few times. */
export function trackAt(track: LiveTrack, time: number): FlightHypothesis[] {
  if (track.predicted?.time !== time) {
    track.predicted = { time, hypotheses: predictHypotheses(track.follower.hypotheses, time) };
  }
  return track.predicted.hypotheses;
}

/** Gives a track its next plot. */
export function feedTrack(
  track: LiveTrack,
  observation: RadarObservation,
  measurement: string,
): UpdateResult {
  const update = takeObservation(track.follower, observation);
  track.last = observation.time;
  track.measurements.push(measurement);
  track.innovations.push(update.nis / update.dimension);
  track.outSince = null;
  track.predicted = null;
  track.snapshot = null;
  return update;
}

/** Averages what the plots say of a body's cross-section. */
export function learnCrossSection(track: LiveTrack, crossSection: number): void {
  const n = track.measurements.length;
  track.crossSection += (crossSection - track.crossSection) / n;
}

/** Tells a track that the plume was not seen any more. */
export function hintTrack(track: LiveTrack, firstNotSeen: number): void {
  hintPlumeGone(track.follower, firstNotSeen);
  track.predicted = null;
  track.snapshot = null;
}

/** Where the likeliest history has the body at a time, ECEF, m, and how widely that is known, m. */
export function placeAt(track: LiveTrack, time: number): { place: Vec3; spread: number } {
  const { state, spread } = forecast(likeliest(track.follower.hypotheses)!.filter, time);
  return { place: [state[0]!, state[1]!, state[2]!], spread };
}

function judgeThrust(track: LiveTrack): ThrustJudgement {
  const { hypotheses } = track.follower;
  const { state, logOdds } = thrustState(hypotheses);
  const sensed = state === "coasting" ? null : sensedAcceleration(hypotheses);
  const since = state === "thrusting" ? null : coastingSince(hypotheses, COAST_CONFIDENCE);
  return {
    state,
    logLikelihoodRatio: logOdds,
    ...(sensed ? { sensedAcceleration: sensed.value, sensedAccelerationSigma: sensed.sigma } : {}),
    againstMotion: sensed?.againstMotion ?? false,
    ...(since === null ? {} : { coastSince: Math.max(since, track.first) }),
  };
}

/** The track as others see it; the same object until the track changes. */
export function trackState(track: LiveTrack): RadarTrackState {
  if (track.snapshot) return track.snapshot;
  const thrust = judgeThrust(track);
  const coast = thrust.state === "thrusting" ? null : coastOf(track.follower);
  track.snapshot = {
    id: track.id,
    sensor: track.sensor,
    state: track.ended ? "ended" : track.confirmed ? "confirmed" : "tentative",
    first: track.first,
    last: track.last,
    plots: track.measurements.length,
    measurements: [...track.measurements],
    innovations: [...track.innovations],
    score: track.score,
    ...presentState(track.follower),
    thrusting: thrust.state,
    thrust,
    ...(thrust.coastSince === undefined ? {} : { coastSince: thrust.coastSince }),
    coast,
    ballisticCoefficient: coast?.ballisticCoefficient ?? "prior",
    crossSection: track.crossSection,
    ...(track.separatedFrom === undefined ? {} : { separatedFrom: track.separatedFrom }),
    ...(track.ended === undefined ? {} : { ended: track.ended }),
    ...(track.catalogueNumber === undefined ? {} : { catalogueNumber: track.catalogueNumber }),
  };
  return track.snapshot;
}
