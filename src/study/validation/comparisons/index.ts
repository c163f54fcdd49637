import type { Comparison } from "../comparison.js";
import { aircraft } from "./aircraft/index.js";
import { antennaTracking } from "./antenna-tracking/index.js";
import { firstStages } from "./first-stages/index.js";
import { laserRanging } from "./laser-ranging/index.js";
import { manoeuvres } from "./manoeuvres/index.js";
import { preciseOrbits } from "./precise-orbits/index.js";
import { testFlights } from "./test-flights/index.js";

/** All kinds of comparison, in the order of the report. */
export const COMPARISONS: readonly Comparison[] = [
  aircraft,
  antennaTracking,
  manoeuvres,
  preciseOrbits,
  testFlights,
  firstStages,
  laserRanging,
];
