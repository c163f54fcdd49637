import { describe, expect, it } from "vitest";
import { normalAt, randomStream } from "../../astro/index.js";
import { addPlace, judgeMotion, noPlace, recentSpeed } from "./motion.js";
import type { Sighting } from "./track.js";

const SIGMA = 1150;

/** What a satellite sees of a source at `u` metres after so many seconds, a look each `revisit` seconds. */
function seen(seconds: number, revisit: number, u: (time: number) => number, draw = 1): Sighting[] {
  const noise = randomStream(draw, "motion");
  return Array.from({ length: Math.floor(seconds / revisit) + 1 }, (_, k) => {
    const time = k * revisit;
    return {
      time,
      u: u(time) + SIGMA * normalAt(noise, 2 * k),
      v: SIGMA * normalAt(noise, 2 * k + 1),
      sigmaMetres: SIGMA,
    } as Sighting;
  });
}

function judged(sightings: readonly Sighting[]) {
  const sums = noPlace();
  for (const s of sightings) addPlace(sums, s.u, s.v, s.sigmaMetres);
  return judgeMotion(sightings, sums);
}

describe("whether a source moves", () => {
  it.each([0.1, 0.2, 0.5, 1, 2, 5])("is seen of 1.5 km/s within 14 s (a look each %d s)", (revisit) => {
    for (let draw = 1; draw <= 20; draw++)
      expect(judged(seen(14, revisit, (t) => 1500 * t, draw))).toBe("moving");
  });

  it("is seen of 1.5 km/s within 5 s by five looks a second", () => {
    for (let draw = 1; draw <= 20; draw++) expect(judged(seen(5, 0.2, (t) => 1500 * t, draw))).toBe("moving");
  });

  it.each([0.2, 1, 5])(
    "is not said of what stays or drifts as a glint does (a look each %d s)",
    (revisit) => {
      for (let draw = 1; draw <= 20; draw++) {
        expect(judged(seen(60, revisit, () => 0, draw))).toBe("static");
        for (const seconds of [1, 3, 10, 30])
          expect(judged(seen(seconds, revisit, () => 0, draw))).not.toBe("moving");
        expect(judged(seen(60, revisit, (t) => 150 * t, draw))).not.toBe("moving");
      }
    },
  );

  it.each([5, 10])("is judged by six looks where they come each %d s", (revisit) => {
    const sightings = seen(100, revisit, (t) => 10 * t * t);
    expect(recentSpeed(sightings, 6, 20)).toEqual(recentSpeed(sightings, 6));
  });
});
