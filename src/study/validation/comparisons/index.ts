import type { Comparison } from "../comparison.js";
import { aircraft } from "./aircraft/index.js";
import { antennaTracking } from "./antenna-tracking/index.js";
import { fireballs } from "./fireballs/index.js";
import { firstStages } from "./first-stages/index.js";
import { infraredScans } from "./infrared-scans/index.js";
import { laserRanging } from "./laser-ranging/index.js";
import { lightning } from "./lightning/index.js";
import { manoeuvres } from "./manoeuvres/index.js";
import { meteors } from "./meteors/index.js";
import { preciseOrbits } from "./precise-orbits/index.js";
import { testFlights } from "./test-flights/index.js";

/** All kinds of comparison, in the order of the report; scans first, whose memory is measured with nothing else in it. */
export const COMPARISONS: readonly Comparison[] = [
  infraredScans,
  lightning,
  aircraft,
  antennaTracking,
  manoeuvres,
  preciseOrbits,
  testFlights,
  firstStages,
  laserRanging,
  fireballs,
  meteors,
];
