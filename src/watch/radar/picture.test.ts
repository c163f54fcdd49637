import { describe, expect, it } from "vitest";
import { burnout } from "../../../test/radar/simulated-radar.js";
import {
  addSeconds,
  coast,
  epochFromUtc,
  epochToUtc,
  lookAt,
  normalAt,
  orbitEcef,
  orbitFromElements,
  poissonAt,
  randomStream,
  uniformAt,
  type Vec3,
} from "../../astro/index.js";
import { type MeanElements, Network, type Radar, type RadarPlot } from "../../messages/index.js";
import {
  radarCover,
  radarErrors,
  radarLookTime,
  radarScanTime,
  radarSite,
  refract,
} from "../../sensors/index.js";
import {
  closeRadar,
  openRadarPicture,
  radarPlotProblem,
  radarTracks,
  satellitesRecognised,
  takePlot,
} from "./index.js";
import type { PlotOutcome } from "./types.js";

const START = epochFromUtc("2026-08-22T06:00:00Z");

const network = Network.parse({
  name: "test",
  sensors: [
    {
      id: "radar",
      kind: "radar",
      site: { latitudeDeg: 27, longitudeDeg: -57 },
      faces: [0, 120, 240].map((boresightAzimuthDeg) => ({ boresightAzimuthDeg })),
      maximumRangeKm: 4000,
      frequencyMHz: 435,
      bandwidthMHz: 1,
      beamwidthDeg: 2,
      reference: { rangeKm: 1000, crossSectionM2: 1, signalToNoiseDb: 33 },
      falsePlotsPerScan: 2,
      revisitSeconds: 5,
      errorFloor: { rangeM: 30, angleMilliradians: 0.8 },
      bias: { rangeM: 10, azimuthMilliradians: 0.4, elevationMilliradians: 0.4 },
    },
  ],
  priors: {
    boostFamilies: [
      {
        name: "any",
        class: "ballistic",
        stages: [{ initialAcceleration: 20, exhaustVelocity: 2700, burnSeconds: 100 }],
        kickDeg: 10,
        radiantIntensity: 1e5,
      },
    ],
  },
});
const radar = network.sensors[0] as Radar;

/** Where a body is at a time, or null. */
type Course = (time: number) => Vec3 | null;

function satellite(i: number): MeanElements {
  return {
    catalogueNumber: 50_000 + i,
    epoch: "2026-08-22T00:00:00Z",
    meanMotionRevPerDay: 14.2 + 0.01 * i,
    eccentricity: 0.001,
    inclinationDeg: 50 + i,
    rightAscensionDeg: (37 * i) % 360,
    argumentOfPerigeeDeg: 0,
    meanAnomalyDeg: (101 * i) % 360,
    bstar: 0,
  };
}

function inOrbit(elements: MeanElements): Course {
  const orbit = orbitFromElements(elements);
  return (time) => orbitEcef(orbit, addSeconds(START, time))?.positionEcef ?? null;
}

function inFreeFlight(
  from: number,
  start: { position: Vec3; velocity: Vec3 },
  push: Vec3 = [0, 0, 0],
): Course {
  const velocity = start.velocity.map((v, i) => v + push[i]!) as unknown as Vec3;
  return (time) => {
    if (time < from) return null;
    const { positionEcef } = coast(start.position, velocity, time - from, 3000);
    return Math.hypot(...positionEcef) > 6_378_000 ? positionEcef : null;
  };
}

/** Plots of courses by the radar, with noise, misses and false plots; no bias. */
function scanned(
  courses: readonly Course[],
  until: number,
  seed: number,
): { plot: RadarPlot; time: number }[] {
  const list: { plot: RadarPlot; time: number }[] = [];
  for (let scan = 0; radarScanTime(radar, scan + 1) <= until; scan += 1) {
    const echoes = [...falsePlots(scan, seed)];
    for (const [i, course] of courses.entries()) {
      const echo = echoOf(course, scan, randomStream(seed, "body", i, scan));
      if (echo) echoes.push(echo);
    }
    echoes.sort((a, b) => a.time - b.time);
    for (const [k, { time, plot }] of echoes.entries()) {
      list.push({
        time,
        plot: { ...plot, id: `radar/${scan}/${k}`, time: epochToUtc(addSeconds(START, time)) },
      });
    }
  }
  return list;
}

function plotOf(
  scan: number,
  range: number,
  azimuth: number,
  elevation: number,
  signalToNoise: number,
): RadarPlot {
  const cover = radarCover(radar, { range, azimuth, elevation });
  const errors = radarErrors(radar, signalToNoise, cover?.offBoresight ?? 0, elevation);
  return {
    type: "radar-plot",
    id: "",
    sensor: "radar",
    origin: "test",
    time: "",
    scan,
    range,
    azimuth,
    elevation,
    ...errors,
    signalToNoise,
  };
}

function echoOf(course: Course, scan: number, stream: ReturnType<typeof randomStream>) {
  const middle = course(radarScanTime(radar, scan) + 2.5);
  if (!middle) return null;
  const { geodetic } = radarSite(radar);
  const time = radarLookTime(radar, scan, lookAt(geodetic, middle).azimuth);
  const place = course(time);
  if (!place) return null;
  const look = refract(radar.refraction.surfaceRefractivity, lookAt(geodetic, place));
  if (!radarCover(radar, look) || uniformAt(stream, 0) > 0.93) return null;
  const plot = plotOf(scan, look.range, look.azimuth, look.elevation, 2000 * (1e6 / look.range) ** 4 + 40);
  return {
    time,
    plot: {
      ...plot,
      range: plot.range + plot.sigmaRange * normalAt(stream, 1),
      azimuth: plot.azimuth + plot.sigmaAzimuth * normalAt(stream, 2),
      elevation: plot.elevation + plot.sigmaElevation * normalAt(stream, 3),
    },
  };
}

function* falsePlots(scan: number, seed: number) {
  const stream = randomStream(seed, "false", scan);
  const count = poissonAt(randomStream(seed, "count"), scan, radar.falsePlotsPerScan);
  for (let k = 0; k < count; k += 1) {
    const azimuth = 2 * Math.PI * uniformAt(stream, 4 * k);
    const elevation = Math.asin(0.06 + 0.9 * uniformAt(stream, 4 * k + 1));
    yield {
      time: radarLookTime(radar, scan, azimuth),
      plot: plotOf(scan, 4e6 * uniformAt(stream, 4 * k + 2) + 1e4, azimuth, elevation, 15),
    };
  }
}

function watched(
  courses: readonly Course[],
  catalogue: readonly MeanElements[],
  until: number,
  seed: number,
) {
  const picture = openRadarPicture(
    network,
    catalogue.map((elements) => ({ name: `${elements.catalogueNumber}`, elements })),
    START,
  );
  const outcomes: PlotOutcome[] = [];
  const plots = scanned(courses, until, seed);
  for (const { plot, time } of plots) outcomes.push(...takePlot(picture, plot, time));
  outcomes.push(...closeRadar(picture));
  const confirmed = radarTracks(picture).filter((t) => t.state === "confirmed" || t.ended !== undefined);
  return { picture, outcomes, plots, confirmed };
}

const body = burnout(24, -50, 250_000, 2900, 20, 330);

describe("the radar picture", () => {
  it("answers for every plot once", () => {
    const { outcomes, plots } = watched([inFreeFlight(0, body)], [], 100, 1);
    expect(outcomes.map((o) => o.measurement).sort()).toEqual(plots.map((p) => p.plot.id).sort());
  });

  it("makes one track of one body among false plots, and none of these", () => {
    for (const seed of [1, 2, 3]) {
      const { confirmed } = watched([inFreeFlight(0, body)], [], 250, seed);
      expect(confirmed.length).toBe(1);
      expect(confirmed[0]!.plots).toBeGreaterThan(38);
      expect(confirmed[0]!.thrusting).toBe("coasting");
    }
  });

  it("recognises satellites where they are predicted and tracks what is none of them", () => {
    const catalogue = Array.from({ length: 120 }, (_, i) => satellite(i));
    const { confirmed, outcomes, picture } = watched(
      [...catalogue.map(inOrbit), inFreeFlight(20, body)],
      catalogue,
      200,
      4,
    );
    expect(confirmed.length).toBe(1);
    const known = outcomes.filter((o) => o.kind === "satellite");
    expect(known.length).toBeGreaterThan(150);
    const distinct = new Set(known.map((o) => o.catalogueNumber)).size;
    expect(satellitesRecognised(picture)).toBeGreaterThan(0.8 * distinct);
    expect(satellitesRecognised(picture)).toBeLessThanOrEqual(distinct);
  });

  it("tracks a satellite that nobody knows", () => {
    const catalogue = Array.from({ length: 120 }, (_, i) => satellite(i));
    const { outcomes } = watched(catalogue.map(inOrbit), catalogue, 60, 5);
    const seen = outcomes.find((o) => o.kind === "satellite")!;
    const number = seen.kind === "satellite" ? seen.catalogueNumber : 0;
    const known = catalogue.filter((e) => e.catalogueNumber !== number);
    const { confirmed } = watched(catalogue.map(inOrbit), known, 60, 5);
    expect(confirmed.length).toBe(1);
    expect(Math.hypot(...confirmed[0]!.mean.subarray(3, 6))).toBeGreaterThan(6000);
  });

  it("recognises by its track a satellite that runs 40 km ahead of its elements, and its plots from then on", () => {
    const catalogue = Array.from({ length: 120 }, (_, i) => satellite(i));
    const { outcomes } = watched(catalogue.map(inOrbit), catalogue, 60, 5);
    const seen = outcomes.find((o) => o.kind === "satellite")!;
    const number = seen.kind === "satellite" ? seen.catalogueNumber : 0;
    const real = catalogue.map((e) =>
      e.catalogueNumber === number ? { ...e, meanAnomalyDeg: e.meanAnomalyDeg + 0.33 } : e,
    );
    const run = watched(real.map(inOrbit), catalogue, 150, 5);
    expect(run.confirmed.map((t) => [t.ended, t.catalogueNumber])).toEqual([["recognised", number]]);
    const later = run.outcomes.filter((o) => o.kind === "satellite" && o.catalogueNumber === number);
    expect(later.length).toBeGreaterThan(5);
  });

  it("makes two tracks of two bodies that separate", () => {
    const pushed: Vec3 = [10, 6, 12];
    const together = inFreeFlight(0, body);
    const apart: Course = (time) => {
      if (time < 60) return null;
      const at = together(60)!;
      const next = together(60.5)!;
      const velocity = next.map((v, i) => (v - at[i]!) / 0.5) as unknown as Vec3;
      return inFreeFlight(60, { position: at, velocity }, pushed)(time);
    };
    const { confirmed } = watched([together, apart], [], 220, 6);
    expect(confirmed.length).toBe(2);
    expect(confirmed.some((t) => t.separatedFrom !== undefined)).toBe(true);
  });

  it("gives up a track that is seen no more", () => {
    const gone: Course = (time) => (time < 100 ? inFreeFlight(0, body)(time) : null);
    const { confirmed } = watched([gone], [], 250, 7);
    expect(confirmed.map((t) => t.ended)).toEqual(["lost"]);
  });

  it("is the same twice", () => {
    const once = watched([inFreeFlight(0, body)], [], 100, 8);
    const again = watched([inFreeFlight(0, body)], [], 100, 8);
    expect(again.outcomes).toEqual(once.outcomes);
    expect(radarTracks(again.picture)).toEqual(radarTracks(once.picture));
  });

  it("refuses the plot of a radar that the network does not know", () => {
    const picture = openRadarPicture(network, [], START);
    expect(() => takePlot(picture, { ...plotOf(0, 1e6, 1, 0.5, 100), sensor: "other" }, 1)).toThrow(/other/);
  });
});

describe("plots that no radar can have measured", () => {
  it("are named and kept from the tracks, and nothing breaks", () => {
    const picture = openRadarPicture(network, [], START);
    const radar = network.sensors.find((s): s is Radar => s.kind === "radar")!;
    const stream = randomStream(1, "nonsense");
    const problems: string[] = [];
    const outcomes: PlotOutcome[] = [];
    for (let k = 0; k < 200; k += 1) {
      const u = (i: number) => uniformAt(stream, 8 * k + i);
      const plot: RadarPlot = {
        ...plotOf(k, 1e6, 1, 0.5, 100),
        id: `${k}`,
        range: 10 ** (20 * u(0) - 8),
        azimuth: 100 * u(1) - 50,
        elevation: Math.PI * (u(2) - 0.5),
        sigmaRange: 10 ** (20 * u(3) - 8),
        sigmaAzimuth: 10 ** (10 * u(4) - 8),
        sigmaElevation: 10 ** (10 * u(5) - 8),
      };
      const problem = radarPlotProblem(radar, plot);
      if (problem === null) outcomes.push(...takePlot(picture, plot, 5 * k));
      else problems.push(problem);
    }
    outcomes.push(...closeRadar(picture));
    expect(outcomes.length + problems.length).toBe(200);
    expect(problems.length).toBeGreaterThan(100);
    expect(radarTracks(picture).filter((t) => t.state !== "tentative")).toEqual([]);
  });
});
