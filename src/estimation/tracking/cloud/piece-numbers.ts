import type { Piece } from "./pairing.js";
import type { Strand } from "./strand.js";

/** Hands the numbers of old strands to the new ones that own most of their plots. */
export function keepNumbers(before: readonly Strand[][], after: readonly Strand[][]): void {
  for (let radar = 0; radar < before.length; radar += 1) {
    const pairs: { a: Strand; b: Strand; common: number }[] = [];
    for (const a of before[radar]) {
      if (a.label === 0) continue;
      for (const b of after[radar]) {
        const common = commonPlots(a, b);
        if (common > 0) pairs.push({ a, b, common });
      }
    }
    pairs.sort((p, q) => q.common - p.common);
    const done = new Set<Strand>();
    for (const { a, b } of pairs) {
      if (done.has(a) || b.label !== 0) continue;
      done.add(a);
      b.label = a.label;
    }
  }
}

function commonPlots(a: Strand, b: Strand): number {
  let common = 0;
  for (let k = 0; k < b.owned.length && k < a.owned.length; k += 1) {
    if (a.owned[k] >= 0 && a.owned[k] === b.owned[k]) common += 1;
  }
  return common;
}

/** Hands the numbers of pieces to another radar's strands, the likeliest pairs first. */
export function handNumbers(pieces: readonly Piece[], strands: readonly Strand[], radar: number): void {
  for (const strand of strands) strand.label = 0;
  const pairs = pieces
    .flatMap((piece) => piece.partners[radar].map((partner) => ({ piece, partner })))
    .sort((a, b) => b.partner.probability - a.partner.probability);
  const given = new Set<number>();
  for (const { piece, partner } of pairs) {
    const { label } = piece.anchor;
    if (label === 0 || given.has(label) || partner.strand.label !== 0) continue;
    given.add(label);
    partner.strand.label = label;
  }
  for (const piece of pieces) {
    const { label } = piece.anchor;
    if (label === 0 || given.has(label)) continue;
    const free = strands.find((s) => s.label === 0);
    if (free) free.label = label;
  }
}
