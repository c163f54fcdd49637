export {
  type AbiHead,
  type AbiImage,
  type ImageGrid,
  NO_COUNT,
  QUALITY,
  radianceByCount,
  reflectanceByCount,
  type ScanTimes,
  temperatureByCount,
} from "./abi/image.js";
export { pixelSeconds, pixelTimeError } from "./abi/pixel-time.js";
export { type FirePixel, type FireProduct, readFires } from "./abi/read-fires.js";
export { readRadiances, readRadiancesHead } from "./abi/read-radiances.js";
export {
  type FilesOfScan,
  groupScans,
  type ImageFile,
  type ImagerFile,
  imagerHead,
  type LoadedScan,
  loadScan,
  openImagerFile,
  sameScan,
} from "./abi/scan-files.js";
export type { AircraftFlight, AircraftRecording } from "./aircraft/aircraft-states.js";
export {
  AIRCRAFT_LIMITS,
  type JudgedFlight,
  judgeAircraftStates,
  type StateVerdict,
} from "./aircraft/judge-states.js";
export { readAircraft } from "./aircraft/read-aircraft.js";
export {
  type AntennaMeasurement,
  type AntennaTracking,
  type PublishedFit,
  readPublishedFits,
  readSetup,
  readTracking,
  type SetupStation,
  type TrackingSetup,
  writeSetupTable,
  writeTrackingTable,
} from "./antenna-tracking/index.js";
export { writeAscentTable } from "./ascents/ascent-table.js";
export { readAscent } from "./ascents/read-ascent.js";
export type { RecordedAscent } from "./ascents/recorded-ascent.js";
export { CAP_STATUS } from "./cap/cap-judgement.js";
export { type CapContext, writeCap } from "./cap/write-cap.js";
export { type CompactItem, type CompactWriter, openCompactWriter, readCompactLog } from "./compact/index.js";
export { type CzmlPacket, czmlPackets, writeCzml } from "./czml/write-czml.js";
export { writeOrientationTable } from "./earth-orientation/orientation-csv.js";
export {
  type EarthOrientationFile,
  readEarthOrientation,
} from "./earth-orientation/read-earth-orientation.js";
export { type Catalogue, type CatalogueObject, orbitOfObject } from "./elements/catalogue-object.js";
export { writeElementsTable } from "./elements/elements-table.js";
export { readCatalogue } from "./elements/read-catalogue.js";
export {
  type CataloguedFireball,
  type FireballCatalogue,
  readFireballCatalogue,
} from "./fireballs/read-catalogue.js";
export { type Meteor, type MeteorList, readMeteors } from "./fireballs/read-meteors.js";
export { readFireballPath } from "./fireballs/read-path.js";
export { readFireballSighting } from "./fireballs/read-sighting.js";
export type {
  FireballPath,
  FireballPathPoint,
  FireballPoint,
  FireballSighting,
} from "./fireballs/sighting.js";
export { type FrameFile, readFrames } from "./frames/read-frames.js";
export { frameFileParts } from "./frames/write-frames.js";
export { writeGeoJson } from "./geojson/write-geojson.js";
export { mapLines, mapRings } from "./geometry/antimeridian.js";
export { ellipseOutline, type Position, type Ring } from "./geometry/ellipse-outline.js";
export { readLightningTable, writeLightningTable } from "./glm/pulse-table.js";
export { readLightning } from "./glm/read-granule.js";
export { readLightningRecording } from "./glm/read-lightning-recording.js";
export type { LightningPulse, LightningRecording } from "./glm/recording.js";
export { readyHdf5, requireHdf5 } from "./hdf5/hdf5.js";
export {
  type LaserRange,
  type LaserRanging,
  type LaserSession,
  type LaserTarget,
  readLaserRanging,
} from "./laser-ranging/index.js";
export { writeRangeTable } from "./laser-ranging/range-table.js";
export { decodeText, FILE_LIMIT_BYTES, fileProblem, readFileBytes, readFileText } from "./lines/read-file.js";
export {
  LINE_LIMIT_BYTES,
  type OverlongLine,
  readLines,
  type TextLine,
} from "./lines/read-lines.js";
export { type ManoeuvreRecord, readManoeuvres } from "./manoeuvres/read-manoeuvres.js";
export type { Picture } from "./picture/picture.js";
export {
  associationParts,
  type PlotColumns,
  type PlotFrame,
  type PlotRadar,
  type PlotRecording,
  type PlotScan,
  parsePlotsMeta,
  type RejectionCounts,
  type ReportedTrack,
  readAssociations,
  readPlotSources,
  readPlots,
  readPlotsMeta,
  readScoringMeta,
  readTracks,
  readTrackTruth,
  TRACK_NUMBERS,
  type TruthSample,
  trackLine,
} from "./plots/index.js";
export { writeOrbitTable } from "./precise-orbit/orbit-table.js";
export type { PreciseOrbit, PreciseOrbitFile } from "./precise-orbit/precise-orbit.js";
export { readPreciseOrbits } from "./precise-orbit/read-precise-orbits.js";
export type { PredictedOrbit } from "./predicted-orbit/predicted-orbit.js";
export { writePredictionTable } from "./predicted-orbit/prediction-table.js";
export { readPredictedOrbit } from "./predicted-orbit/read-predicted-orbit.js";
export { type FormatKind, HEAD_BYTES, recogniseFormat } from "./recognise/recognise-format.js";
export { type NetcdfKind, recogniseNetcdf } from "./recognise/recognise-netcdf.js";
export { isRecordedKind } from "./recognise/recorded-kinds.js";
export type { RejectedRecord } from "./record-error.js";
export { jsonSchemas } from "./schemas/json-schemas.js";
export {
  readStationCoordinates,
  type StationCoordinates,
  type StationSolution,
} from "./station-coordinates/read-station-coordinates.js";
export { stationAt } from "./station-coordinates/station-at.js";
export { writeStationTable } from "./station-coordinates/station-table.js";
export { readTelemetry } from "./telemetry/read-telemetry.js";
export type { Telemetry, TelemetryBody, TelemetryLayout } from "./telemetry/telemetry.js";
export { readNetwork, readScenario, readVehicle } from "./yaml/configuration.js";
export { readYaml } from "./yaml/read-yaml.js";
