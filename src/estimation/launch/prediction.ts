import { normalAt, predictImpact, randomStream, uniformAt, type Vec3 } from "../../astro/index.js";
import { weightedMoments } from "./moments.js";
import { TIME } from "./parameters.js";
import type { Member } from "./posterior.js";
import type { LaunchProblem, LaunchSolution } from "./problem.js";

/** Equally likely members kept for predictions. */
const KEPT = 64;

/** Picks equally likely members by systematic resampling (Kitagawa 1996). */
export function resample(members: readonly Member[], seed: number, count = KEPT): Member[] {
  const offset = uniformAt(randomStream(seed, "launch", "resampling"), 0);
  const picked: Member[] = [];
  let sum = 0;
  let i = -1;
  for (let k = 0; k < count; k++) {
    const target = (k + offset) / count;
    while (sum < target && i + 1 < members.length) {
      i++;
      sum += members[i]!.weight;
    }
    picked.push(members[Math.max(i, 0)]!);
  }
  return picked;
}

/** States at a later time of equally likely members: those that still burn go on burning, the others fall freely. */
export function predictStates(members: readonly Member[], time: number): Float64Array[] {
  return members.map(({ model, x }) => {
    const state = new Float64Array(6);
    model.ascent(x, time).stateAt(time - x[TIME]!, state);
    return state;
  });
}

/** Mean and covariance of {@link predictStates}. */
export function predictState(
  members: readonly Member[],
  time: number,
  inflation: number,
): { mean: Float64Array; covariance: Float64Array } {
  const states = predictStates(members, time);
  const weight = 1 / members.length;
  const { mean, covariance } = weightedMoments(
    states,
    states.map(() => weight),
  );
  return { mean, covariance: covariance.map((v) => v * inflation) };
}

/** Where equally likely members come down after the burn that ended the plume; those in orbit are left out. */
export function impactSamples(
  members: readonly Member[],
  problem: LaunchProblem,
): LaunchSolution["impactSamples"][number][] {
  const beta = problem.ballisticCoefficient;
  const stream = randomStream(problem.seed, "launch", "ballistic coefficient");
  const state = new Float64Array(6);
  const samples: LaunchSolution["impactSamples"][number][] = [];
  members.forEach(({ model, x, table }, i) => {
    const { cutOff } = table.stages[model.endingStage]!;
    table.stateAt(cutOff, state);
    const position: Vec3 = [state[0]!, state[1]!, state[2]!];
    const velocity: Vec3 = [state[3]!, state[4]!, state[5]!];
    const coefficient =
      beta === undefined ? null : beta.median * Math.exp(Math.log(beta.factor) * normalAt(stream, i));
    const impact = predictImpact(position, velocity, coefficient);
    if (impact === null) return;
    const { latitude, longitude } = impact.geodetic;
    samples.push({ latitude, longitude, time: x[TIME]! + cutOff + impact.time });
  });
  return samples;
}
