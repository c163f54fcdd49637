import { type TrackPurity, trackPurity } from "../../estimation/index.js";

/**
 * Purity of tracks by the plots that they used.
 *
 * @param used lines (or rows) of plots by track
 * @param sources for each line the number of the object that it is truly of, −1 for a false plot
 * @throws RangeError where a track used a line that is not there
 */
export function scoreAssociations(
  used: ReadonlyMap<number, readonly number[]>,
  sources: Int32Array,
): TrackPurity {
  return trackPurity(
    [...used.values()].map((lines) =>
      lines.map((line) => {
        const source = sources[line];
        if (source === undefined) throw new RangeError(`plot ${line} of ${sources.length}`);
        return source < 0 ? null : source;
      }),
    ),
  );
}
