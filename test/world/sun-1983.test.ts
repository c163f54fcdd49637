import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import {
  angleBetween,
  epochFromUtc,
  geodeticToEcef,
  norm,
  orbitEcef,
  orbitFromElements,
  subtract,
  sunPositionEcef,
  type Vec3,
} from "../../src/astro/index.js";
import { readNetwork, readScenario } from "../../src/formats/index.js";
import { type InfraredSatellite, type Network, SceneryBlock } from "../../src/messages/index.js";
import { boresightAxes, imageDirectionInto } from "../../src/sensors/index.js";
import { simulateMeasurements, simulateTruth, type WorldInputs } from "../../src/world/index.js";
import { cloudField } from "../../src/world/scenery/cloud-field.js";
import { physicalScenery } from "../../src/world/scenery/physical-scenery.js";
import {
  EVENT,
  GEOSTATIONARY,
  grazingSatellite,
  NIGHT,
  nodeDeg,
  PIXEL,
  sunlitCloud,
} from "../support/sun-1983.js";

/** A large plume, W/sr (FACTS 2.2 and 9.4). */
const LARGE_PLUME = 1e5;
/** Pixels of an image an axis: 1,200 km across the line of sight, so that no seed leaves it without high cloud. */
const SIZE = 384;
const SITE = [47.5, -111] as const;
const COUNTRY = geodeticToEcef({
  latitude: (SITE[0] * Math.PI) / 180,
  longitude: (SITE[1] * Math.PI) / 180,
  height: 0,
});

/** Intensities of an image's pixels of 10 km² across the line of sight, W/sr, rising. */
function imagePixels(satellite: Vec3, utc: string, seed: number): Float32Array {
  const range = Math.hypot(...satellite) - 4e6;
  const pixelMicroradians = (1e6 * Math.sqrt(PIXEL)) / range;
  const image = { rows: SIZE, columns: SIZE, pixelMicroradians };
  const axes = boresightAxes(satellite, { latitudeDeg: 49, longitudeDeg: -105 });
  const block = SceneryBlock.parse({});
  const out = new Float32Array(SIZE * SIZE);
  const view = {
    rows: SIZE,
    columns: SIZE,
    satellite,
    pixelSolidAngle: (pixelMicroradians * 1e-6) ** 2,
    directionInto: (r: number, c: number, o: Float64Array) => imageDirectionInto(axes, image, r, c, o),
  };
  const scenery = physicalScenery(cloudField(seed, utc, block), block);
  scenery.radianceInto(view, "swir", 0, sunPositionEcef(epochFromUtc(utc)), out);
  return out.map((radiance) => radiance * PIXEL).sort();
}

describe("sunlit high cloud at the orbit, band, date and hour of 25 September 1983 (FACTS 9.4)", () => {
  const orbits = [157, 163, 168, 173].flatMap((anomaly) =>
    [15, 20, 25, 30].map((longitude) => grazingSatellite(anomaly, longitude)),
  );
  const seen = orbits.flatMap((satellite) => sunlitCloud(satellite, ...SITE, EVENT) ?? []);
  const other = sunlitCloud(GEOSTATIONARY, ...SITE, EVENT)!;

  it("is seen along the limb at 40–47° of scattering, from 75° W at more than 110°", () => {
    expect(seen.length).toBeGreaterThan(8);
    for (const cloud of seen) {
      expect(cloud.viewElevationDeg).toBeLessThan(8);
      // never less than the Sun stands high and the satellite above the horizontal together
      expect(cloud.scatteringDeg).toBeGreaterThan(39.8 + cloud.viewElevationDeg);
      expect(cloud.scatteringDeg).toBeLessThan(47);
    }
    expect(other.scatteringDeg).toBeGreaterThan(110);
  });

  it("is as bright in a pixel of 10 km² as a large plume, and at least five times what the other view sees", () => {
    for (const { scattered, glow } of seen) {
      expect(scattered + glow).toBeGreaterThan(LARGE_PLUME);
      expect(scattered + glow).toBeLessThan(6e5);
      expect((scattered + glow) / (other.scattered + other.glow)).toBeGreaterThan(5);
    }
  });

  it("is neither by night", () => {
    const night = orbits.flatMap((satellite) => sunlitCloud(satellite, ...SITE, NIGHT) ?? []);
    const otherNight = sunlitCloud(GEOSTATIONARY, ...SITE, NIGHT)!;
    for (const { scattered, glow } of night) {
      expect(scattered).toBe(0);
      expect(glow).toBeLessThan(1e4);
      expect(glow / otherNight.glow).toBeLessThan(5);
    }
  });

  it("shows in rendered scenes, clouds as they come, for five seeds", () => {
    const grazing = grazingSatellite(163, 20);
    for (let seed = 1; seed <= 5; seed++) {
      const [day, across, night] = [
        imagePixels(grazing, EVENT, seed),
        imagePixels(GEOSTATIONARY, EVENT, seed),
        imagePixels(grazing, NIGHT, seed),
      ].map((pixels) => pixels[Math.floor(0.995 * pixels.length)]!) as [number, number, number];
      expect(day).toBeGreaterThan(LARGE_PLUME);
      expect(day / across).toBeGreaterThan(5);
      expect(night).toBeLessThan(1e4);
    }
  });
});

/** The network with its elements' epoch and nodes moved. */
function turnedOrbits(network: Network, epoch: string, turnDeg: number): Network {
  const sensors = network.sensors.map((sensor) => {
    if (sensor.kind !== "infrared" || !("elements" in sensor.orbit)) return sensor;
    const { elements } = sensor.orbit;
    const rightAscensionDeg = elements.rightAscensionDeg + turnDeg;
    return { ...sensor, orbit: { elements: { ...elements, epoch, rightAscensionDeg } } };
  });
  return { ...network, sensors: sensors as Network["sensors"] };
}

describe("its scenario", () => {
  const path = (name: string) => new URL(`../../scenarios/${name}`, import.meta.url).pathname;
  const text = (name: string) => readFileSync(path(name), "utf8");
  const network = readNetwork(text("1983-09-25-network.yaml"), path("1983-09-25-network.yaml"));
  const scenario = readScenario(text("1983-09-25.yaml"), path("1983-09-25.yaml"));
  it("has its satellite on the orbit of FACTS 9.4", () => {
    const { orbit } = network.sensors[0] as InfraredSatellite;
    if (!("elements" in orbit)) throw new TypeError("elements are expected");
    const node = nodeDeg(163, 20, epochFromUtc(EVENT));
    expect(Math.abs(orbit.elements.rightAscensionDeg - node)).toBeLessThan(0.01);
    const { positionEcef } = orbitEcef(orbitFromElements(orbit.elements), epochFromUtc(EVENT))!;
    expect(norm(subtract(positionEcef, grazingSatellite(163, 20)))).toBeLessThan(300_000);
  });

  /** @param turnDeg by which the orbit is turned about the Earth's axis */
  const detections = (start: string, seed: number, turnDeg: number): string[] => {
    const inputs: WorldInputs = {
      scenario: { ...scenario, start, durationSeconds: 60 },
      network: turnedOrbits(network, start, turnDeg),
      vehicles: new Map(),
      ascents: new Map(),
      catalogues: new Map(),
      networkCatalogue: [],
      lightning: new Map(),
      seed,
    };
    const all = simulateMeasurements(inputs, simulateTruth(inputs));
    // the rest of the limb lies in other hours of the day
    return all.flatMap((m) => {
      if (m.type !== "infrared-detection") return [];
      const towards = angleBetween(m.lineOfSightEcef, subtract(COUNTRY, m.positionEcef));
      return towards < 0.05 ? [m.sensor] : [];
    });
  };

  it("gives the grazing satellite point sources, the other next to none, and neither any by night", () => {
    const day = detections("1983-09-25T20:00:00Z", 1, 0);
    const grazing = day.filter((sensor) => sensor === "infrared-grazing").length;
    expect(grazing).toBeGreaterThan(10);
    expect(day.length - grazing).toBeLessThan(grazing / 5);
    // half a day before, the orbit turned back with the Earth: the same view, the Sun on the other side
    expect(detections("1983-09-25T08:00:00Z", 1, -180.49).length).toBeLessThan(3);
  });
});
