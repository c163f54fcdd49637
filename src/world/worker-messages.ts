import type { WorldInputs } from "./inputs.js";
import type { WorkUnit } from "./measure/work.js";
import type { Parcel } from "./parcel.js";

/** What a worker is started with. */
export interface WorkerStart {
  readonly inputs: WorldInputs;
}

/** What a worker is to do next. */
export type WorkerOrder = WorkUnit;

/** What a worker found in one unit. */
export interface WorkerResult {
  readonly unit: WorkUnit;
  readonly found: Parcel;
  /** Why the unit could not be done: the parts of an InputError. */
  readonly fault?: { readonly where: string; readonly wrong: string; readonly right?: string };
}
