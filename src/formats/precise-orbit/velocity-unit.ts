/** How far a velocity may lie from the positions' differences, as a share of them. */
const AGREEMENT = 0.05;
/** Neighbours so far apart tell no velocity: an orbit has turned by a radian, s. */
const FURTHEST_NEIGHBOURS = 1000;
/** Rows that are looked at. */
const LOOKS = 200;

/**
 * Finds by which factor velocities must be multiplied for m/s: the standard has dm/s, some files hold m/s, and nothing in
 * them says so. They are held against the differences of the positions two rows apart.
 *
 * @param raw as in the file, three numbers a row
 * @returns 0.1 or 1; 0.1 too where positions don't allow to tell; null where they agree with neither (velocities along
 *   other axes, say)
 */
export function velocityFactor(
  seconds: Float64Array,
  positions: Float64Array,
  raw: Float64Array,
): number | null {
  const votes = { "0.1": 0, "1": 0, none: 0 };
  const step = Math.max(1, Math.floor(seconds.length / LOOKS));
  for (let i = 1; i < seconds.length - 1; i += step) {
    const before = seconds[i]! - seconds[i - 1]!;
    const after = seconds[i + 1]! - seconds[i]!;
    if (Math.abs(after - before) > 1e-3 || after > FURTHEST_NEIGHBOURS) continue;
    if (Number.isNaN(raw[3 * i]!)) continue;
    const fits = (factor: number): boolean => {
      let off = 0;
      let size = 0;
      for (let k = 0; k < 3; k++) {
        const difference = (positions[3 * (i + 1) + k]! - positions[3 * (i - 1) + k]!) / (before + after);
        off += (factor * raw[3 * i + k]! - difference) ** 2;
        size += difference ** 2;
      }
      return off < AGREEMENT ** 2 * size;
    };
    votes[fits(0.1) ? "0.1" : fits(1) ? "1" : "none"] += 1;
  }
  if (votes["0.1"] + votes["1"] === 0) return votes.none > 0 ? null : 0.1;
  if (votes.none > votes["0.1"] + votes["1"]) return null;
  return votes["0.1"] >= votes["1"] ? 0.1 : 1;
}
