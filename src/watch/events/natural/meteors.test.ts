import { describe, expect, it } from "vitest";
import { makeNetwork } from "../../../../test/support/make-picture.js";
import {
  add,
  addSeconds,
  type Epoch,
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
import { type EventUpdate, Network } from "../../../messages/index.js";
import { closeWatch, openWatch, sealMeasurement, step, type WatchOutput } from "../../index.js";

const RADIANS = Math.PI / 180;
const START: Epoch = epochFromUtc("2026-08-22T06:00:00Z");
const LONGITUDES = [-80, -20];
const SIGMA = 3e-5;

function network(revisit: number): Network {
  const made = makeNetwork();
  const geo = made.sensors.find((s) => s.id === "geo")!;
  const sensors = LONGITUDES.map((longitude, i) => ({
    ...geo,
    id: `geo-${i}`,
    orbit: { geostationaryLongitudeDeg: longitude },
    payload: { ...(geo as { payload: object }).payload, revisitSeconds: revisit },
  }));
  return Network.parse({ ...made, sensors });
}

/** What a watch says of something that moves in a straight line from 80 km over a place, for some seconds. */
function watched(
  latitudeDeg: number,
  longitudeDeg: number,
  velocityOf: (up: Vec3, east: Vec3, north: Vec3) => Vec3,
  seconds: number,
  revisit: number,
) {
  const place = { latitude: latitudeDeg * RADIANS, longitude: longitudeDeg * RADIANS, height: 80_000 };
  const { east, north, up } = eastNorthUp(place);
  const velocity = velocityOf(up, east, north);
  const from = geodeticToEcef(place);
  const state = openWatch({ network: network(revisit), origin: "exercise", catalogue: [], seed: 1 });
  const out: WatchOutput[] = [];
  const draws = randomStream(1, "meteor");
  for (let look = 0; look * revisit < seconds; look++) {
    for (const [i, longitude] of LONGITUDES.entries()) {
      const time = look * revisit + 0.05 * i;
      const satellite = geostationaryEcef(longitude * RADIANS);
      const line = unit(subtract(add(from, scale(velocity, time)), satellite));
      const noise = (k: number) => SIGMA * normalAt(draws, 6 * look + 3 * i + k);
      const seen = unit([line[0] + noise(0), line[1] + noise(1), line[2] + noise(2)]);
      const id = `geo-${i}/${look}`;
      out.push(
        ...step(
          state,
          sealMeasurement({
            type: "infrared-detection",
            id,
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
          }),
        ),
      );
    }
  }
  out.push(...closeWatch(state));
  const events = out.filter((o): o is EventUpdate => o.type === "event");
  return {
    classes: new Set(events.map((e) => e.class)),
    warnings: out.filter((o) => o.type === "warning"),
    events,
  };
}

const down = (speed: number, steep: number) => (up: Vec3, east: Vec3) =>
  add(scale(east, speed * Math.cos(steep)), scale(up, -speed * Math.sin(steep)));

describe("something bright in quick looks", () => {
  it.each([
    ["12 km/s, five looks a second", -35, -60, down(12_000, 0.4), 0.2],
    ["13 km/s, five looks a second", 40, -50, down(13_000, 0.2), 0.2],
  ])("that moves at %s is a bolide, and no warning is given", (_, latitude, longitude, velocity, revisit) => {
    const { classes, warnings } = watched(latitude, longitude, velocity, 4, revisit);
    expect(classes.has("bolide")).toBe(true);
    for (const c of classes) expect(["bolide", "background"]).toContain(c);
    expect(warnings).toEqual([]);
  });

  it.each([0.2, 1])(
    "that flies along one satellite's line of sight is no launch either (a look each %d s)",
    (revisit) => {
      const { classes, warnings } = watched(0, -80, down(20_000, 1.5), 4, revisit);
      for (const c of classes) expect(["bolide", "background"]).toContain(c);
      expect(warnings).toEqual([]);
    },
  );

  it("that rises at the speed of a rocket is still a launch", () => {
    const { classes } = watched(20, -50, (up, _, north) => add(scale(up, 1500), scale(north, 1000)), 14, 1);
    expect(classes.has("bolide")).toBe(false);
    expect(
      ["ballistic", "space-launch", "sounding-rocket", "unknown"].some((c) => classes.has(c as never)),
    ).toBe(true);
  });
});
