import type { Comparison, ValidationContext, ValidationLine } from "../../comparison.js";
import type { Recording } from "../../recording.js";
import { fitPasses, type Unjudged } from "./fitted-pass.js";
import { gatherLaserFolder } from "./gather.js";
import { againstPrediction, predictionLine, residualLines, unjudgedLines } from "./range-lines.js";
import { predictionAt, ReferenceOrbits } from "./reference-orbit.js";
import { isFresh, trackLine } from "./track-line.js";

/**
 * Laser ranges to satellites: what every pass leaves after an orbit is fitted to it, how far it is from the predicted orbit, and
 * whether a track from the same ranges, thinned and blurred to what a radar has, keeps what it claims.
 */
export const laserRanging: Comparison = {
  name: "laser-ranging",
  compare: compareLaserRanging,
};

async function* compareLaserRanging(
  recordings: readonly Recording[],
  context: ValidationContext,
): AsyncGenerator<ValidationLine> {
  const folder = await gatherLaserFolder(recordings);
  const references = new ReferenceOrbits(folder);
  for (const { path, content } of folder.rangings) {
    const turn = (done: number) => context.progress(`fitting the passes of ${path}`, done);
    const unjudged: Unjudged = new Map();
    const passes = await fitPasses(content, folder, references, unjudged, turn);
    yield* residualLines(path, passes);
    const predicted = passes.flatMap((fitted) => {
      const { target } = fitted.pass.session;
      const orbit = predictionAt(folder, target, fitted.pass.epoch);
      return orbit === undefined ? [] : [againstPrediction(fitted, orbit)];
    });
    for (const [k, against] of predicted.entries()) {
      yield predictionLine(path, against);
      if (!isFresh(against)) continue;
      await context.progress(`tracking the passes of ${path}`, k / predicted.length);
      const line = trackLine(path, against);
      if (line !== undefined) yield line;
    }
    yield* unjudgedLines(path, unjudged);
  }
}
