import type { TimedMeasurement } from "./faults/delivery.js";
import type { WorldInputs } from "./inputs.js";
import type { WorkUnit } from "./measure/work.js";

/** What a worker is started with. */
export interface WorkerStart {
  readonly inputs: WorldInputs;
}

/** What a worker is to do next. */
export type WorkerOrder = WorkUnit;

/** What a worker found in one unit. */
export interface WorkerResult {
  readonly unit: WorkUnit;
  readonly found: readonly TimedMeasurement[];
  /** Why the unit could not be done: the parts of an InputError. */
  readonly fault?: { readonly where: string; readonly wrong: string; readonly right?: string };
}
