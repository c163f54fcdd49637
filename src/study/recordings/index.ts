export { imagerId, imagerSatellite, type LookedScan, scanItems, USED_BANDS } from "./imager.js";
export { lightningItems, lightningSatellite } from "./lightning.js";
export type { RecordedItem } from "./recorded-item.js";
