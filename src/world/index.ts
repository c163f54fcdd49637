export type { Delivery, TimedMeasurement } from "./faults/delivery.js";
export {
  type FrameStream,
  type FrameStreamOptions,
  frameSensors,
  frameStream,
} from "./frames/frame-stream.js";
export { framesInThreads } from "./frames/frame-threads.js";
export type { CatalogueObject, LightningTable, RecordedAscentTable, WorldInputs } from "./inputs.js";
export { flatScenery } from "./scenery/flat-scenery.js";
export {
  copyScan,
  greyBody,
  type PlantedPoint,
  plantIrradiance,
  plantSource,
} from "./scenery/plant.js";
export { type PlantedScan, plantedScans } from "./scenery/planted-scans.js";
export {
  pixelSecondsOf,
  type RecordedImage,
  type RecordedScan,
  recordedScenery,
} from "./scenery/recorded-scan.js";
export { type SimulationOptions, simulate, simulateMeasurements, throughFaults } from "./simulate.js";
export type { DeliveredSlice, Slice } from "./slice.js";
export { startThread } from "./thread.js";
export { simulateTruth, type Truth, truthRecords } from "./truth.js";
