export {
  type FrameStream,
  type FrameStreamOptions,
  frameSensors,
  frameStream,
} from "./frames/frame-stream.js";
export type { CatalogueObject, LightningTable, RecordedAscentTable, WorldInputs } from "./inputs.js";
export { flatScenery } from "./scenery/flat-scenery.js";
export { type Simulation, simulate, simulateMeasurements } from "./simulate.js";
export { startThread } from "./thread.js";
export { simulateTruth, type Truth, truthRecords } from "./truth.js";
