export { imagerTable } from "./band-table.js";
export {
  bandNoise,
  bandWidth,
  imagerPlanck,
  imagerTransmission,
  sunlitRadiance,
} from "./spectrum.js";
