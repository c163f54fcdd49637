/** One way to give a detection to a track. */
export interface Option {
  readonly track: number;
  readonly detection: number;
  readonly cost: number;
}

/**
 * Gives each detection to at most one track and each track at most one detection, cheapest pairs first. With gates
 * far smaller than the distance between sources this is the optimum; where two sources are close it may swap them,
 * never double them.
 *
 * @returns track by detection
 */
export function assign(options: readonly Option[]): Map<number, number> {
  const ordered = [...options].sort(
    (a, b) => a.cost - b.cost || a.track - b.track || a.detection - b.detection,
  );
  const taken = new Set<number>();
  const chosen = new Map<number, number>();
  for (const { track, detection } of ordered) {
    if (taken.has(track) || chosen.has(detection)) continue;
    taken.add(track);
    chosen.set(detection, track);
  }
  return chosen;
}
