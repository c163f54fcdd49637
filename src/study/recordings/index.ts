export { imagerSatellite, type LookedScan, scanItems, USED_BANDS } from "./imager.js";
export { lightningItems, lightningSatellite } from "./lightning.js";
export { mergeByTime } from "./merge-by-time.js";
export type { RecordedItem } from "./recorded-item.js";
export { type WatchedRecordings, watchItems } from "./watch-items.js";
export { recordOutputs, standingEvents, startRecord } from "./watch-record.js";
