import type { IntakeRejection, Measurement } from "../../messages/index.js";

/** One thing that a recording gives a watch: a measurement, or the word that something could not be used as one. */
export type RecordedItem = { readonly measurement: Measurement } | { readonly rejection: IntakeRejection };
