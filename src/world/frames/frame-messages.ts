import type { Frame } from "../../messages/index.js";
import type { WorldInputs } from "../inputs.js";

/** What a camera's worker is started with. */
export interface FrameWorkerStart {
  readonly inputs: WorldInputs;
  readonly sensor: string;
}

/** The frames that it is to make, both included. */
export interface FrameBlockOrder {
  readonly first: number;
  readonly last: number;
}

/** The frames that it made, each with samples of its own. */
export interface FrameBlockResult {
  readonly frames: readonly Frame[];
  /** Why they could not be made: the parts of an InputError. */
  readonly fault?: { readonly where: string; readonly wrong: string; readonly right?: string };
}
