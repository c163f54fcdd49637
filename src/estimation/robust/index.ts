export { median, SIGMA_PER_MEDIAN_DEVIATION } from "./median.js";
