export { type FalseTracks, falseTracksPerDay } from "./false-tracks.js";
export { createFrontEnd, type FrontEnd, type FrontEndResult } from "./front-end.js";
export type { NotHandedOn } from "./state.js";
