import { addSeconds, epochFromUtc, lookAt, orbitEcef, orbitFromElements } from "../../../src/astro/index.js";
import { SITE } from "../01-one-plot.js";

const START = "2026-08-22T00:00:00Z";

/** The first passage of a satellite over the radar, by its elements, every 15 s. */
export function looks(number: number) {
  const orbit = orbitFromElements({
    catalogueNumber: 90000 + number,
    epoch: START,
    meanMotionRevPerDay: 15 - 0.17 * (number % 7),
    eccentricity: 0.001,
    inclinationDeg: 66 + ((11 * number) % 30),
    rightAscensionDeg: (47 * number) % 360,
    argumentOfPerigeeDeg: 0,
    meanAnomalyDeg: (83 * number) % 360,
    bstar: 0,
  });
  const found = [];
  for (let time = 0; time < 86_400; time += 15) {
    const state = orbitEcef(orbit, addSeconds(epochFromUtc(START), time));
    if (state !== null && lookAt(SITE, state.positionEcef).elevation > 0.1) found.push({ time, ...state });
    else if (found.length > 15) break;
    else found.length = 0;
  }
  return found;
}
