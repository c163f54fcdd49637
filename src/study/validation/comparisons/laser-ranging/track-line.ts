import { addSeconds, secondsBetween } from "../../../../astro/index.js";
import { coastMotion } from "../../../../estimation/index.js";
import type { ValidationLine } from "../../comparison.js";
import { trackChart } from "./charts.js";
import { FEWEST_INSTANTS, passConsistency, SEEDS, thinnedPass } from "./pass-consistency.js";
import { PRECISE_RADAR, WARNING_RADAR } from "./radar-track.js";
import { type AgainstPrediction, isSound, nameOf } from "./range-lines.js";
import { predictionSigma } from "./reference-orbit.js";

/** So much of a prediction is fresh enough to judge a track by, s. */
const FRESH = 36 * 3600;
const DEGREE = Math.PI / 180;

/** Whether a pass lies within the prediction's first 36 hours, all of it. */
export function isFresh({ fitted, orbit }: AgainstPrediction): boolean {
  const { start } = orbit.content;
  const { pass } = fitted;
  const times = [...pass.seconds].map((t) => secondsBetween(start, addSeconds(pass.epoch, t)));
  return times.every((t) => t <= FRESH);
}

/**
 * A pass thinned to a radar's pace and blurred to its noise, tracked 100 times: NEES of the place against the prediction.
 *
 * @returns the line; undefined where the pass has too few measurements for a track
 */
export function trackLine(path: string, against: AgainstPrediction): ValidationLine | undefined {
  const { fitted, orbit } = against;
  const { pass, fit } = fitted;
  const instants = thinnedPass(pass, fit, orbit.content);
  if (instants.length < FEWEST_INSTANTS) return undefined;
  const consistency = passConsistency(pass, instants, orbit.content);
  const zonal = passConsistency(pass, instants, orbit.content, WARNING_RADAR, coastMotion());
  const precise = passConsistency(pass, instants, orbit.content, PRECISE_RADAR);
  const { mean, meanLow, meanHigh, within } = consistency;
  const last = consistency.instants.at(-1)!;
  const held = mean >= meanLow && mean <= meanHigh;
  const sound = isSound(against);
  const sigma = predictionSigma(orbit.content, pass.epoch);
  return {
    recording: path,
    comparison: `track from thinned ranges, NEES of the place, ${nameOf(fitted)}`,
    truth: `the predicted orbit of ${orbit.content.source}, its own error (${sigma} m on each axis) in the covariance`,
    independence: `the ranges are real, the prediction was made by others from other days; angles are the prediction's, and the radar's noise (${WARNING_RADAR.range} m, ${(WARNING_RADAR.azimuth / DEGREE).toFixed(2)}°) is drawn`,
    figure: mean,
    unit: "1",
    ...(sound ? { atLeast: meanLow, atMost: meanHigh } : {}),
    ...(sound
      ? held
        ? {}
        : { reason: "errors aren't what the track claims" }
      : {
          reason:
            "not judged: the lasers show that the prediction is off by more than 99 % of those of its age",
        }),
    beside: [
      { name: "at the end of the pass", value: last.nees, unit: "1" },
      { name: "least there, 99 %", value: last.low, unit: "1" },
      { name: "most there, 99 %", value: last.high, unit: "1" },
      { name: "instants within their own 99 %", value: 100 * within, unit: "%" },
      { name: "with J2–J4 and the rest as noise", value: zonal.mean, unit: "1" },
      { name: "as a radar of 5 m and 0.005°", value: precise.mean, unit: "1" },
      { name: "least of that, 99 %", value: precise.meanLow, unit: "1" },
      { name: "most of that, 99 %", value: precise.meanHigh, unit: "1" },
      { name: "error at the end, rms", value: last.error, unit: "m" },
      { name: "claimed there", value: last.claimed, unit: "m" },
      { name: "measurements", value: instants.length, unit: "1" },
      { name: "draws of noise", value: SEEDS, unit: "1" },
    ],
    with: [...new Set([...pass.with, orbit.path])].sort(),
    chart: trackChart(nameOf(fitted), consistency),
  };
}
