import { expect, test } from "vitest";
import { makeRadar } from "../../../test/support/test-radar.js";
import { add, geodeticToEcef, scale, surfaceDestination, type Vec3 } from "../../astro/index.js";
import type { Radar } from "../../messages/index.js";
import { radarSite } from "../../sensors/index.js";
import { weighAbsence } from "./absence.js";
import type { WatchContext } from "./context.js";
import { openRecord } from "./record.js";

const schedule = {
  fence: { elevationsDeg: [3], positions: 120, repeatSeconds: 2.5, pulseMilliseconds: 5 },
  tracking: { pulseByRange: [{ fromRangeKm: 0, milliseconds: 5 }] },
};
const sweeping = makeRadar({ elevationMinDeg: 2 });
const fenced = makeRadar({ elevationMinDeg: 2, schedule });
const { geodetic } = radarSite(sweeping);
const RISE = 2500;

/** A place 1,000 km away along 60°. */
const place = (height: number): Vec3 =>
  geodeticToEcef({ ...surfaceDestination(geodetic, Math.PI / 3, 1e6), height });

/**
 * After how many seconds the silence of a radar speaks against a body that satellites saw rising from a height; null
 * where it does not within two minutes.
 *
 * @param operates when the radar says that it is looking, s
 */
function withdrawnAfter(radar: Radar, height: number, operates = (_time: number) => true): number | null {
  const operating = new Map<string, number>();
  const context = { radars: [radar], operating, families: [] } as unknown as WatchContext;
  const e = openRecord("event-1", "launch", null, { ballistic: 1 }, 0);
  const up = scale(add(place(height + 1), scale(place(height), -1)), RISE);
  e.motion = {
    time: 0,
    positionEcef: place(height),
    velocityEcef: up,
    velocitySigma: 20,
    sensedEcef: [0, 0, 0],
    sensedSigma: 0.1,
    sightings: 20,
    window: 30,
  };
  for (let now = 0; now <= 120; now++) {
    operating.set(radar.id, operates(now) ? now : Number.NEGATIVE_INFINITY);
    if (weighAbsence(context, e, now, [])) return now;
  }
  return null;
}

test("the silence of a radar that sweeps its cover speaks against what is in it, wherever it came in", () => {
  expect(withdrawnAfter(sweeping, 60e3)).not.toBeNull();
  expect(withdrawnAfter(sweeping, 250e3)).toBe(45);
});

test("the silence of a radar with a fence speaks against what its fence must have met, and later", () => {
  const after = withdrawnAfter(fenced, 60e3)!;
  // the lower edge of the beam, 1.9° of apparent elevation, lies some 105 km high there; then the patience of 45 s
  expect(after).toBeGreaterThan((105e3 - 60e3) / RISE + 45);
  expect(after).toBeLessThan(100);
});

test("it says nothing of what never crossed the fence, nor of what crossed it while the radar was out", () => {
  expect(withdrawnAfter(fenced, 250e3)).toBeNull();
  expect(withdrawnAfter(fenced, 60e3, (time) => time > 50)).toBeNull();
});
