export { createFrontEnd, type FrontEnd, type FrontEndResult } from "./front-end.js";
export type { NotHandedOn } from "./state.js";
