import type { Measurement } from "../messages/index.js";
import type { WorldInputs } from "./inputs.js";

/** What a worker is started with. */
export interface WorkerStart {
  readonly inputs: WorldInputs;
}

/** A unit of work by its number, or null: there is no more. */
export type WorkerOrder = number | null;

/** What a worker found in one unit. */
export interface WorkerResult {
  readonly unit: number;
  readonly measurements: Measurement[];
  /** Why the unit could not be done: the parts of an InputError. */
  readonly fault?: { readonly where: string; readonly wrong: string; readonly right?: string };
}
