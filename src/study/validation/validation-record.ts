import type { ValidationRecord } from "../../messages/index.js";
import { passes, type SideFigure } from "./comparison.js";
import type { ValidatedLine } from "./validate-recordings.js";

/** A line as it stands in validation.json. JSON has no NaN: what is no number is null, and reaches no mark. */
export function validationRecord(line: ValidatedLine): ValidationRecord {
  const { recording, by, comparison, truth, independence, figure, unit, beside, with: others } = line;
  const reason = line.reason ?? (Number.isFinite(figure) ? undefined : "the figure came out as no number");
  return {
    recording,
    by,
    comparison,
    truth,
    independence,
    figure: finite(figure),
    unit,
    ...markOf(line),
    ...(reason === undefined ? {} : { reason }),
    ...(beside === undefined ? {} : { beside: beside.map(sideFigure) }),
    ...(others === undefined ? {} : { with: [...others] }),
  };
}

function markOf(line: ValidatedLine): Pick<ValidationRecord, "sense" | "mark" | "markFrom" | "pass"> {
  const { atMost, atLeast } = line;
  const pass = Number.isFinite(line.figure) && passes(line) === true;
  if (atMost !== undefined && atLeast !== undefined)
    return { sense: "between", mark: atMost, markFrom: atLeast, pass };
  if (atMost !== undefined) return { sense: "at most", mark: atMost, pass };
  return atLeast === undefined ? {} : { sense: "at least", mark: atLeast, pass };
}

function sideFigure({ name, value, unit }: SideFigure): { name: string; value: number | null; unit: string } {
  return { name, value: finite(value), unit };
}

function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
