export { imagerTable } from "./band-table.js";
export {
  bandNoise,
  bandWidth,
  imagerTransmission,
  planckRadiance,
  sunlitRadiance,
} from "./spectrum.js";
