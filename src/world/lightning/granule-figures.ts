/** One flash: what a lightning mapper's own processing put together. */
export interface Flash {
  /** First to last pulse, s. */
  readonly duration: number;
  /** At the aperture, J. */
  readonly energy: number;
  readonly pulses: number;
}

/** A few figures of what a lightning mapper saw for some seconds. Without a flash there are only their number and the time. */
export interface GranuleFigures {
  readonly flashes: number;
  readonly durationMedian?: number;
  readonly durationQ90?: number;
  readonly energyMedian?: number;
  readonly energyQ90?: number;
  readonly pulsesMedian?: number;
  readonly pulsesQ90?: number;
}

/** Puts pulses into the flashes that they are named after. */
export function flashesOf(
  pulses: readonly { readonly seconds: number; readonly energy: number; readonly flash: string }[],
): Flash[] {
  const open = new Map<string, { first: number; last: number; energy: number; pulses: number }>();
  for (const { seconds, energy, flash } of pulses) {
    const known = open.get(flash);
    if (known === undefined) open.set(flash, { first: seconds, last: seconds, energy, pulses: 1 });
    else {
      known.first = Math.min(known.first, seconds);
      known.last = Math.max(known.last, seconds);
      known.energy += energy;
      known.pulses++;
    }
  }
  return [...open.values()].map((f) => ({ duration: f.last - f.first, energy: f.energy, pulses: f.pulses }));
}

/** Quantile of sorted values, linear between them (Hyndman and Fan 1996, type 7). */
function quantile(sorted: readonly number[], share: number): number {
  const at = share * (sorted.length - 1);
  const k = Math.floor(at);
  const low = sorted[k]!;
  return low + ((sorted[k + 1] ?? low) - low) * (at - k);
}

/**
 * The figures by which granules are compared.
 *
 * @param digits significant ones to keep; absent: all
 */
export function granuleFigures(flashes: readonly Flash[], digits?: number): GranuleFigures {
  if (flashes.length === 0) return { flashes: 0 };
  const kept = (value: number) => (digits === undefined ? value : Number(value.toPrecision(digits)));
  const of = (value: (f: Flash) => number, share: number) =>
    kept(
      quantile(
        flashes.map(value).sort((a, b) => a - b),
        share,
      ),
    );
  return {
    flashes: flashes.length,
    durationMedian: of((f) => f.duration, 0.5),
    durationQ90: of((f) => f.duration, 0.9),
    energyMedian: of((f) => f.energy, 0.5),
    energyQ90: of((f) => f.energy, 0.9),
    pulsesMedian: of((f) => f.pulses, 0.5),
    pulsesQ90: of((f) => f.pulses, 0.9),
  };
}
