import { describe, expect, it } from "vitest";
import { makeNetwork } from "../../../../test/support/make-picture.js";
import {
  add,
  addSeconds,
  EARTH,
  eastNorthUp,
  epochFromUtc,
  epochToUtc,
  geodeticToEcef,
  geostationaryEcef,
  normalAt,
  randomStream,
  scale,
  subtract,
  unit,
  type Vec3,
} from "../../../astro/index.js";
import { type EventUpdate, type InfraredDetection, Network, type Warning } from "../../../messages/index.js";
import { closeWatch, openWatch, sealMeasurement, step, type WatchOutput } from "../../index.js";

const RADIANS = Math.PI / 180;
const START = epochFromUtc("2026-08-22T06:00:00Z");
const LONGITUDES = [-142, -57];
const SIGMA = 3e-5;
const REVISIT = 5;
const PLACE = { latitude: 26 * RADIANS, longitude: -97 * RADIANS, height: 0 };

function network(): Network {
  const made = makeNetwork();
  const geo = made.sensors.find((s) => s.id === "geo")!;
  const sensors = LONGITUDES.map((longitude, i) => ({
    ...geo,
    id: `geo-${i}`,
    orbit: { geostationaryLongitudeDeg: longitude },
  }));
  return Network.parse({ ...made, sensors });
}

/** Where a source is after so many seconds, m above the ground (which curves away) and east and north of the place; null where it is not seen. */
type Way = (time: number) => { height: number; east: number; north: number } | null;

/** What a watch of two satellites says of sources, each seen by the satellites named. */
function watched(seconds: number, sources: readonly { way: Way; by: readonly number[] }[], seed = 1) {
  const { east, north, up } = eastNorthUp(PLACE);
  const ground = geodeticToEcef(PLACE);
  const state = openWatch({ network: network(), origin: "exercise", catalogue: [], seed: 1 });
  const out: WatchOutput[] = [];
  const draws = randomStream(seed, "witnesses");
  let drawn = 0;
  for (let look = 0; look * REVISIT < seconds; look++) {
    for (const [i, longitude] of LONGITUDES.entries()) {
      const time = look * REVISIT + 0.4 * i;
      const satellite = geostationaryEcef(longitude * RADIANS);
      for (const [k, { way, by }] of sources.entries()) {
        const at = way(time);
        if (at === null || !by.includes(i)) continue;
        const height = at.height - (at.east ** 2 + at.north ** 2) / (2 * EARTH.radius);
        const place = add(add(ground, scale(up, height)), add(scale(east, at.east), scale(north, at.north)));
        const line = unit(subtract(place, satellite));
        const seen = unit(line.map((x) => x + SIGMA * normalAt(draws, drawn++)) as unknown as Vec3);
        const detection: InfraredDetection = {
          type: "infrared-detection",
          id: `geo-${i}/${look}/${k}`,
          sensor: `geo-${i}`,
          origin: "exercise",
          time: epochToUtc(addSeconds(START, time)),
          look,
          positionEcef: [...satellite],
          lineOfSightEcef: [...seen],
          sigma: SIGMA,
          band: "swir",
          irradiance: 3e-11,
          signalToNoise: 30,
        };
        out.push(...step(state, sealMeasurement(detection)));
      }
    }
  }
  out.push(...closeWatch(state));
  const last = new Map<string, EventUpdate>();
  for (const o of out) if (o.type === "event") last.set(o.id, o);
  return {
    classes: [...last.values()].filter((e) => e.state !== "dissolved").map((e) => e.class),
    warnings: out.filter((o): o is Warning => o.type === "warning"),
  };
}

const BOTH = [0, 1];
const LAUNCH = ["ballistic", "space-launch", "sounding-rocket", "unknown"];
/** Slower than an aircraft all the time, and almost along the eastern satellite's line of sight. */
const slowClimb: Way = (t) => ({
  height: 9000 + 200 * t + 0.6 * t * t,
  east: 130 * t + 1.4 * t * t,
  north: -10 * t,
});
/** Where a source is that stays on the eastern satellite's line of sight to a place, so far up that line, m. */
function alongEasternSight(upTheLine: (t: number) => number): Way {
  const { east, north, up } = eastNorthUp(PLACE);
  const sight = unit(subtract(geostationaryEcef(LONGITUDES[1]! * RADIANS), geodeticToEcef(PLACE)));
  const part = (axis: Vec3) => sight[0] * axis[0] + sight[1] * axis[1] + sight[2] * axis[2];
  return (t) => ({
    height: upTheLine(t) * part(up),
    east: upTheLine(t) * part(east),
    north: upTheLine(t) * part(north),
  });
}

describe("what one satellite sees fly slower than a rocket", () => {
  it.each([1, 2, 3, 4])("is a launch that is told of where two see it climb too high (draw %d)", (seed) => {
    const { classes, warnings } = watched(100, [{ way: slowClimb, by: BOTH }], seed);
    expect(classes).toHaveLength(1);
    expect(LAUNCH).toContain(classes[0]);
    expect(warnings.map((w) => w.level)).toContain("notice");
    expect(warnings.every((w) => w.level === "notice" || w.level === "indication")).toBe(true);
  });

  it("is still one where it was taken for an aircraft before", () => {
    // level for over a minute, as an aircraft, then up
    const late: Way = (t) => {
      const s = Math.max(0, t - 80);
      return { height: 9000 + 3.5 * s * s, east: 200 * t, north: -60 * t };
    };
    const { classes } = watched(190, [{ way: late, by: BOTH }]);
    expect(classes).toHaveLength(1);
    expect(LAUNCH).toContain(classes[0]);
  });

  it.each([
    ["eastwards", 260, 0],
    ["northwards", 0, 250],
    ["south-east, fast", 400, -300],
  ])("is an aircraft where two see it fly level at 13 km, for ten minutes, %s", (_, east, north) => {
    const level: Way = (t) => ({ height: 13_000, east: east * t, north: north * t });
    for (const seed of [1, 2, 3]) {
      const { classes, warnings } = watched(600, [{ way: level, by: BOTH }], seed);
      expect(new Set(classes)).toEqual(new Set(["aircraft"]));
      expect(warnings).toEqual([]);
    }
  });

  it("is an aircraft where what the other satellite sees is a fire behind", () => {
    // the western satellite's aircraft flies in the plane in which its sight crosses the eastern one's of the fire: the two lines
    // meet ever higher, as if something climbed
    const ghost = alongEasternSight((t) => 15_000 + 330 * t);
    const fire: Way = () => ({ height: 0, east: 0, north: 0 });
    for (const seed of [1, 2, 3]) {
      const { classes, warnings } = watched(
        150,
        [
          { way: ghost, by: [0] },
          { way: fire, by: [1] },
        ],
        seed,
      );
      expect(new Set(classes)).toEqual(new Set(["aircraft", "background"]));
      expect(warnings).toEqual([]);
    }
  });
});
