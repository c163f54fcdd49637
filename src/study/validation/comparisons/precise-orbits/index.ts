import type { Comparison, ValidationContext, ValidationLine } from "../../comparison.js";
import { judgeGates } from "./catalogue-gates.js";
import { type ElementHistory, gatherHistories, pairWith } from "./catalogue-pairs.js";
import { hopAlong } from "./free-propagation.js";
import { type FileFinding, gateLines } from "./gate-lines.js";
import { gatherPreciseFiles, type PreciseFile } from "./gather.js";
import { type JudgedTrack, judgeTrack, propagationLines, TRUTH } from "./propagation-lines.js";
import { type HoppedTrack, roundTripLines } from "./round-trip.js";

/** What one file of precise orbits told. */
interface FileResult {
  readonly lines: ValidationLine[];
  readonly gates: FileFinding[];
}

async function judgeFile(
  file: PreciseFile,
  histories: readonly ElementHistory[],
  context: ValidationContext,
): Promise<FileResult> {
  const judged: JudgedTrack[] = [];
  const hopped: HoppedTrack[] = [];
  const gates: FileFinding[] = [];
  for (const track of file.tracks) {
    const tick = () => context.progress(`${track.satellite} in ${file.path}`);
    await tick();
    const hops = await hopAlong(track, file.orientation, tick);
    hopped.push({ track, hops });
    judged.push(await judgeTrack(file, track, hops.disturbances, context));
    const history = pairWith(file, track, histories);
    if (history !== null)
      gates.push({ file, finding: await judgeGates(file, track, history, hops.disturbances, tick) });
  }
  return { lines: [...propagationLines(file, judged), ...roundTripLines(file, hopped)], gates };
}

function tooShortLine(file: PreciseFile): ValidationLine {
  return {
    recording: file.path,
    comparison: "satellites with enough rows that follow one another",
    truth: TRUTH(file.agency),
    independence: "not compared",
    figure: 0,
    unit: "1",
    reason: "no satellite of the file has ten rows without a gap",
  };
}

/** Precise orbits: free flight from their own states, the frames there and back, and the catalogue's gates about them. */
export const preciseOrbits: Comparison = {
  name: "precise-orbits",
  async *compare(recordings, context) {
    const files = await gatherPreciseFiles(recordings, context);
    const histories = files.length > 0 ? await gatherHistories(recordings, files, context) : [];
    const gates: FileFinding[] = [];
    for (const file of files) {
      if (file.tracks.length === 0) {
        yield tooShortLine(file);
        continue;
      }
      const result = await judgeFile(file, histories, context);
      yield* result.lines;
      gates.push(...result.gates);
    }
    yield* gateLines(gates);
  },
};
