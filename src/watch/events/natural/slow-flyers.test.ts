import { describe, expect, it } from "vitest";
import { add, eastNorthUp, geodeticToEcef, scale } from "../../../astro/index.js";
import type { RadarTrackState } from "../../radar/index.js";
import { openBook } from "../book.js";
import { fliesAsAircraft, watchSlow } from "./slow-flyers.js";

const PLACE = { latitude: 0.45, longitude: -1.7, height: 0 };

/** Whether a radar's track of something at a height after a way is taken for an aircraft within so many seconds. */
function taken(seconds: number, heightAt: (t: number) => number, wayAt: (t: number) => number): boolean {
  const book = openBook({} as never);
  const { east, up } = eastNorthUp(PLACE);
  const at = (t: number) => add(geodeticToEcef(PLACE), add(scale(up, heightAt(t)), scale(east, wayAt(t))));
  const covariance = new Float64Array(36);
  for (let i = 0; i < 6; i++) covariance[7 * i] = (i < 3 ? 200 : 20) ** 2;
  for (let t = 0, plots = 3; t <= seconds; t += 5, plots++) {
    const [from, to] = [at(t - 0.5), at(t + 0.5)];
    const velocity = to.map((x, k) => x - from[k]!);
    const mean = Float64Array.from([...at(t), ...velocity]);
    const state = { id: "r/1", first: 0, time: t, last: t, plots, mean, covariance };
    watchSlow(book, state as unknown as RadarTrackState);
    if (fliesAsAircraft(book, state as unknown as RadarTrackState)) return true;
  }
  return false;
}

describe("a radar's track that is slow and low", () => {
  it("is an aircraft where it flies level, climbs as aircraft do or comes down to land", () => {
    expect(
      taken(
        60,
        () => 11_000,
        (t) => 250 * t,
      ),
    ).toBe(true);
    expect(
      taken(
        60,
        (t) => 3000 + 20 * t,
        (t) => 220 * t,
      ),
    ).toBe(true);
    expect(
      taken(
        60,
        (t) => 9000 - 60 * t,
        (t) => 200 * t,
      ),
    ).toBe(true);
  });

  it.each([
    ["upright", 1, 0],
    ["leaning as launches do", 1, 0.9],
    ["leaning at half its thrust", 0.5, 0.9],
  ])("is none where a launch climbs, %s", (_, thrust, lean) => {
    // slower than an aircraft for its first minute and a half: 3 m/s² on balance, upright at first
    const height = (t: number) => 1.5 * thrust * t * t;
    expect(taken(180, height, (t) => lean * height(t))).toBe(false);
  });
});
