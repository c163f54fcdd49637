import { type RandomStream, uniformAt } from "../../astro/index.js";
import { studentAt, studentQuantile } from "./student.js";
import { type FigureName, type GranuleRow, granuleRows, type SpreadBelief, spreadBeliefs } from "./tables.js";

/** The logarithm of one figure over granules: a Student t about a centre. */
export interface FigureSpread {
  readonly centre: number;
  readonly scale: number;
  readonly degrees: number;
}

/**
 * Lightning as a mapper sees it. Real granules differ from one another by far more than their own numbers of flashes explain, so each granule has figures of its own, drawn from what the real ones show.
 */
export interface LightningModel {
  /** Probability that nothing is reported at all. */
  readonly empty: number;
  readonly figures: Readonly<Record<FigureName, FigureSpread>>;
}

const NAMES: readonly FigureName[] = [
  "rate",
  "durationMedian",
  "durationTail",
  "energyMedian",
  "energyTail",
  "pulsesMedian",
  "pulsesTail",
];

/** The figures of one granule as the model has them; null where it holds no flash. */
export function figuresOf(row: Omit<GranuleRow, "satellite" | "start">): Record<FigureName, number> | null {
  const { flashes, seconds, durationMedian, durationQ90, energyMedian, energyQ90, pulsesMedian, pulsesQ90 } =
    row;
  if (flashes === 0 || !durationMedian || !durationQ90 || !energyMedian || !energyQ90) return null;
  if (!pulsesMedian || !pulsesQ90) return null;
  return {
    rate: flashes / seconds,
    durationMedian,
    durationTail: durationQ90 / durationMedian,
    energyMedian,
    energyTail: energyQ90 / energyMedian,
    pulsesMedian,
    pulsesTail: pulsesQ90 / pulsesMedian,
  };
}

/**
 * Predictive distribution of the next value of a normal whose mean is unknown and whose variance has a scaled inverse χ² prior
 * (Gelman et al., Bayesian Data Analysis, 3rd ed. 2013, section 3.2, with a flat prior of the mean).
 */
function predictive(values: readonly number[], belief: SpreadBelief): FigureSpread {
  const n = values.length;
  const centre = values.reduce((a, b) => a + b, 0) / n;
  const squares = values.reduce((sum, v) => sum + (v - centre) ** 2, 0);
  const degrees = belief.degreesOfFreedom + n - 1;
  const variance = (belief.degreesOfFreedom * Math.log(belief.factor) ** 2 + squares) / degrees;
  return { centre, scale: Math.sqrt(variance * (1 + 1 / n)), degrees };
}

/**
 * Fits the model to granules.
 *
 * @param rows figures of real granules; at least two with a flash. Absent: the bundled table
 * @throws RangeError on fewer
 */
export function fitLightning(rows: readonly GranuleRow[] = granuleRows()): LightningModel {
  const beliefs = spreadBeliefs();
  const full = rows.map(figuresOf).filter((f) => f !== null);
  if (full.length < 2)
    throw new RangeError(`lightning fitted to ${full.length} granules with flashes: at least 2`);
  const figures = Object.fromEntries(
    NAMES.map((name) => [
      name,
      predictive(
        full.map((f) => Math.log(f[name])),
        beliefs[name],
      ),
    ]),
  ) as Record<FigureName, FigureSpread>;
  // Jeffreys' prior of a proportion
  return { empty: (rows.length - full.length + 0.5) / (rows.length + 1), figures };
}

/**
 * The range in which a figure of the next granule lies with a probability.
 *
 * @param share e.g. 0.95
 */
export function figureRange(
  { centre, scale, degrees }: FigureSpread,
  share: number,
): readonly [number, number] {
  const reach = scale * studentQuantile(degrees, (1 + share) / 2);
  return [Math.exp(centre - reach), Math.exp(centre + reach)];
}

/** The range of the 90 % quantile of duration or energy: the sum of two independent logarithms, by their variances. */
export function upperQuantileRange(
  model: LightningModel,
  of: "duration" | "energy" | "pulses",
  share: number,
): readonly [number, number] {
  const median = model.figures[`${of}Median`];
  const tail = model.figures[`${of}Tail`];
  return figureRange(
    {
      centre: median.centre + tail.centre,
      scale: Math.hypot(median.scale, tail.scale),
      degrees: Math.min(median.degrees, tail.degrees),
    },
    share,
  );
}

/**
 * The range of a granule's flash rate: nothing at all is part of it, where empty granules are likely enough.
 *
 * @returns flashes a second
 */
export function rateRange(model: LightningModel, share: number): readonly [number, number] {
  const below = (1 - share) / 2;
  const [low, high] = figureRange(model.figures.rate, share);
  return [model.empty > below ? 0 : low, high];
}

/** Figures of one drawn granule; null where it is empty. */
export function drawGranule(
  model: LightningModel,
  stream: RandomStream,
  index: number,
): Record<FigureName, number> | null {
  if (uniformAt(stream, 1024 * index) < model.empty) return null;
  return Object.fromEntries(
    NAMES.map((name, k) => {
      const { centre, scale, degrees } = model.figures[name];
      return [name, Math.exp(centre + scale * studentAt(stream, 16 * index + k + 1, degrees))];
    }),
  ) as Record<FigureName, number>;
}
