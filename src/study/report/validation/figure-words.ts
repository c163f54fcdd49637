import type { ValidationRecord } from "../../../messages/index.js";

/** @returns a number as people write it: four digits that count, thousands apart, minus as a minus */
export function numberText(value: number): string {
  const size = Math.abs(value);
  if (size !== 0 && (size >= 1e9 || size < 1e-3)) return value.toExponential(2).replace(/-/g, "−");
  const rounded = size >= 1000 ? Math.round(value) : Number(value.toPrecision(4));
  return rounded.toLocaleString("en-GB", { maximumFractionDigits: 6 }).replace("-", "−");
}

/** @returns a number with its unit; a count has none */
export function quantityText(value: number | null, unit: string): string {
  if (value === null) return "no figure";
  return unit === "1" || unit === "" ? numberText(value) : `${numberText(value)} ${unit}`;
}

/** @returns the figure of a line with its unit */
export function figureText({ figure, unit }: ValidationRecord): string {
  return quantityText(figure, unit);
}

/** @returns what is asked of the figure: `at most 50 m`; empty where nothing is */
export function markText({ sense, mark, markFrom, unit }: ValidationRecord): string {
  if (sense === undefined || mark === undefined) return "";
  return sense === "between" && markFrom !== undefined
    ? `between ${numberText(markFrom)} and ${quantityText(mark, unit)}`
    : `${sense} ${quantityText(mark, unit)}`;
}
