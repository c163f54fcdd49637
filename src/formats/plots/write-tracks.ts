/** Numbers of one reported track in a row of a table: state, then the covariance's lower triangle by rows. */
export const TRACK_NUMBERS = 27;

/**
 * One line of a file of tracks: `{"t","track","x":[6],"P":[21]}`, every number as short as gives it back exactly.
 *
 * @param time s
 * @param track number of the track
 * @param row table that holds 6 numbers of state (ECEF, m and m/s) and 21 of covariance from `at` on
 */
export function trackLine(time: number, track: number, row: Float64Array, at: number): string {
  let text = `{"t":${time},"track":${track},"x":[${row[at]!}`;
  for (let k = 1; k < 6; k++) text += `,${row[at + k]!}`;
  text += `],"P":[${row[at + 6]!}`;
  for (let k = 7; k < TRACK_NUMBERS; k++) text += `,${row[at + k]!}`;
  return `${text}]}\n`;
}

/**
 * A file of associations: `{"track":[lines]}`, which lines of the file of plots, from 0, each track used.
 *
 * @param used rows of the plot table by track
 * @param lines line of each row
 */
export function* associationParts(
  used: ReadonlyMap<number, readonly number[]>,
  lines: Int32Array,
): Generator<string> {
  let before = "{";
  for (const [track, rows] of [...used].sort(([a], [b]) => a - b)) {
    const own = Int32Array.from(rows, (row) => lines[row]!).sort();
    yield `${before}\n"${track}":[${own.join(",")}]`;
    before = ",";
  }
  yield before === "{" ? "{}\n" : "\n}\n";
}
