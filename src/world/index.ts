export type { CatalogueObject, LightningTable, RecordedAscentTable, WorldInputs } from "./inputs.js";
export { type Simulation, simulate, simulateMeasurements } from "./simulate.js";
export { startThread } from "./thread.js";
export { simulateTruth, type Truth, truthRecords } from "./truth.js";
