import { InputError } from "../../messages/index.js";
import { atmosphere } from "./atmosphere.js";
import { fieldsOf } from "./fields.js";
import { arc, orbit } from "./flight.js";
import { frames } from "./frames.js";
import { gravity } from "./gravity.js";
import { geodetic, look } from "./place.js";
import { satellite } from "./satellite.js";
import { sun } from "./sun.js";
import { time } from "./time.js";

type Calculator = (input: Readonly<Record<string, unknown>>) => object;

const CALCULATORS: ReadonlyMap<string, Calculator> = new Map([
  ["time", time],
  ["frames", frames],
  ["geodetic", geodetic],
  ["look", look],
  ["sun", sun],
  ["atmosphere", atmosphere],
  ["arc", arc],
  ["orbit", orbit],
  ["sgp4", satellite],
  ["gravity", gravity],
]);

/** What `firstlight calc` can calculate. */
export const CALCULATIONS: readonly string[] = [...CALCULATORS.keys()];

/**
 * One line of `firstlight calc KIND`: the case's fields in, the results out, with the case's `id` where it has one.
 *
 * @throws InputError where the kind is unknown, a field is missing or wrong, or the case has no answer
 */
export function calculate(kind: string, input: unknown): object {
  const calculator = CALCULATORS.get(kind);
  if (calculator === undefined)
    throw new InputError("calc", `there is no kind "${kind}"`, `one of ${CALCULATIONS.join(", ")}`);
  const fields = fieldsOf(input);
  try {
    const result = calculator(fields);
    return "id" in fields ? { id: fields.id, ...result } : result;
  } catch (error) {
    // a RangeError of astro says what no model can do with these values: the case is at fault
    if (error instanceof RangeError) throw new InputError(`calc ${kind}`, error.message);
    throw error;
  }
}
