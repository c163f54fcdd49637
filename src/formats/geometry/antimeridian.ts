import { nearestTurn, type Position, type Ring, rounded } from "./ellipse-outline.js";

/**
 * Makes an outline into rings that a map can draw: unrolled, led over the pole where it goes around one, cut at the
 * antimeridian (RFC 7946, 3.1.9), each closed and counterclockwise.
 */
export function mapRings(outline: readonly Position[]): Ring[] {
  const ring = overThePole(unrolled(outline));
  const longitudes = ring.map((p) => p[0]);
  const first = Math.floor((Math.min(...longitudes) + 180) / 360);
  const last = Math.ceil((Math.max(...longitudes) + 180) / 360) - 1;
  const rings: Ring[] = [];
  for (let turn = first; turn <= Math.max(first, last); turn += 1) {
    const west = -180 + 360 * turn;
    const piece = clip(clip(ring, west, 1), west + 360, -1);
    if (piece.length >= 3) rings.push(closed(piece.map(([x, y]) => [rounded(x - 360 * turn), y])));
  }
  return rings;
}

/** Cuts a line of places at the antimeridian. @returns one line, or several */
export function mapLines(line: readonly Position[]): Position[][] {
  const lines: Position[][] = [];
  let current: Position[] = [];
  for (const [longitude, latitude] of line) {
    const here: Position = [within180(longitude), latitude];
    const before = current.at(-1);
    if (before !== undefined && Math.abs(here[0] - before[0]) > 180) {
      const side = before[0] > 0 ? 180 : -180;
      const beyond = nearestTurn(here[0], before[0]);
      const share = (side - before[0]) / (beyond - before[0]);
      const crossing = rounded(before[1] + share * (here[1] - before[1]));
      if (before[0] !== side) current.push([side, crossing]);
      lines.push(current);
      current = here[0] === -side ? [] : [[-side, crossing]];
    }
    current.push(here);
  }
  lines.push(current);
  return lines.filter((l) => l.length >= 2);
}

/** @returns a longitude between −180 and 180 */
export function within180(longitudeDeg: number): number {
  const turned = nearestTurn(longitudeDeg, 0);
  return rounded(turned);
}

function unrolled(outline: readonly Position[]): Position[] {
  const ring: Position[] = [];
  for (const [longitude, latitude] of outline) {
    const before = ring.at(-1);
    ring.push([before === undefined ? longitude : nearestTurn(longitude, before[0]), latitude]);
  }
  return ring;
}

/** An outline around a pole comes back a whole turn further on: it is closed along the pole. */
function overThePole(ring: readonly Position[]): Position[] {
  const first = ring[0]!;
  const last = ring.at(-1)!;
  const open = first[0] === last[0] && first[1] === last[1] ? ring.slice(0, -1) : [...ring];
  if (Math.abs(nearestTurn(first[0], last[0]) - first[0]) < 180) return open;
  const mean = ring.reduce((sum, p) => sum + p[1], 0) / ring.length;
  const pole = mean > 0 ? 90 : -90;
  return [...ring, [last[0], pole], [first[0], pole]];
}

/** Keeps what lies east (side 1) or west (side −1) of a meridian (Sutherland and Hodgman 1974). */
function clip(ring: readonly Position[], meridian: number, side: 1 | -1): Position[] {
  const kept: Position[] = [];
  ring.forEach((here, i) => {
    const before = ring.at(i - 1)!;
    const inHere = (here[0] - meridian) * side >= 0;
    const inBefore = (before[0] - meridian) * side >= 0;
    if (inHere !== inBefore) {
      const share = (meridian - before[0]) / (here[0] - before[0]);
      kept.push([meridian, rounded(before[1] + share * (here[1] - before[1]))]);
    }
    if (inHere) kept.push(here);
  });
  return kept;
}

function closed(ring: Position[]): Ring {
  const distinct = ring.filter((p, i) => {
    const before = ring.at(i - 1)!;
    return ring.length === 1 || p[0] !== before[0] || p[1] !== before[1];
  });
  if (area(distinct) < 0) distinct.reverse();
  const first = distinct[0] ?? ring[0]!;
  return [...distinct, [first[0], first[1]]];
}

/** Twice the signed area, positive counterclockwise. */
function area(ring: readonly Position[]): number {
  return ring.reduce((sum, [x, y], i) => {
    const [bx, by] = ring.at(i - 1)!;
    return sum + bx * y - x * by;
  }, 0);
}
