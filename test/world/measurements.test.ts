import { describe, expect, it } from "vitest";
import { ecefToGeodetic, epochFromUtc, secondsBetween, type Vec3 } from "../../src/astro/index.js";
import type { InfraredDetection, Network, Radar, RadarPlot } from "../../src/messages/index.js";
import { measureRadar, radarExpectedDetection, radarScanTime } from "../../src/sensors/index.js";
import { simulateMeasurements, simulateTruth, type WorldInputs } from "../../src/world/index.js";
import { scene } from "./scene.js";

/** The ballistic scene with its sensors free of what would hide their random errors. */
function cleanScene(seed: number, bias = 0): WorldInputs {
  const inputs = scene("ballistic", seed);
  const sensors: Network["sensors"] = inputs.network.sensors.map((s) => {
    if (s.kind === "infrared") {
      const payload = { ...s.payload, falseDetectionsPerLook: 0, biasMicroradians: bias };
      return { ...s, payload };
    }
    if (s.kind !== "radar") return s;
    return {
      ...s,
      falsePlotsPerScan: 0,
      bias: { rangeM: 10 * bias, azimuthMilliradians: bias, elevationMilliradians: bias },
      refraction: { ...s.refraction, relativeSigma: 0 },
    };
  });
  return { ...inputs, network: { ...inputs.network, sensors } };
}

function run(inputs: WorldInputs) {
  const truth = simulateTruth(inputs);
  const start = epochFromUtc(inputs.scenario.start);
  const state = new Float64Array(6);
  const body = truth.bodies[0]!;
  const placeAt = (utc: string): Vec3 => {
    body.motion.stateAt(secondsBetween(start, epochFromUtc(utc)), state);
    return [state[0]!, state[1]!, state[2]!];
  };
  return { truth, body, placeAt, messages: simulateMeasurements(inputs, truth) };
}

function radarOf(inputs: WorldInputs, id: string): Radar {
  const sensor = inputs.network.sensors.find((s) => s.id === id)!;
  if (sensor.kind !== "radar") throw new Error(`${id} is no radar`);
  return sensor;
}

/** Errors of a plot in units of its own sigmas. */
function normalised(inputs: WorldInputs, plot: RadarPlot, place: Vec3): [number, number, number] {
  const look = measureRadar(radarOf(inputs, plot.sensor), place);
  return [
    (plot.range - look.range) / plot.sigmaRange,
    (plot.azimuth - look.azimuth) / plot.sigmaAzimuth,
    (plot.elevation - look.elevation) / plot.sigmaElevation,
  ];
}

const meanSquare = (values: readonly number[]) => values.reduce((sum, v) => sum + v * v, 0) / values.length;

describe("radar plots", () => {
  it("err by the sigmas that they declare", () => {
    const errors: [number, number, number][] = [];
    for (let seed = 1; seed <= 6; seed++) {
      const inputs = cleanScene(seed);
      const { messages, placeAt } = run(inputs);
      for (const m of messages)
        if (m.type === "radar-plot") errors.push(normalised(inputs, m, placeAt(m.time)));
    }
    expect(errors.length).toBeGreaterThan(400);
    for (const axis of [0, 1, 2]) {
      const squares = meanSquare(errors.map((e) => e[axis]!));
      expect(squares).toBeGreaterThan(1 - 4 * Math.sqrt(2 / errors.length));
      expect(squares).toBeLessThan(1 + 4 * Math.sqrt(2 / errors.length));
    }
  });

  it("come as often as the detection probability says", () => {
    let [expected, variance, seen] = [0, 0, 0];
    for (let seed = 1; seed <= 6; seed++) {
      const inputs = cleanScene(seed);
      const { messages, body, placeAt } = run(inputs);
      seen += messages.filter((m) => m.type === "radar-plot").length;
      for (const sensor of inputs.network.sensors) {
        if (sensor.kind !== "radar") continue;
        const last = Math.floor(inputs.scenario.durationSeconds / sensor.revisitSeconds) - 1;
        for (let scan = 0; scan < last; scan++) {
          const time = radarScanTime(sensor, scan) + sensor.revisitSeconds / 2;
          if (time < body.motion.start || time > body.motion.end) continue;
          const area = (body.crossSections.find((c) => time < c.until) ?? body.crossSections.at(-1)!)
            .squareMetres;
          const place = placeAt(
            new Date(Math.round(Date.parse(inputs.scenario.start) + time * 1000)).toISOString(),
          );
          const p = radarExpectedDetection(sensor, place, area, body.swerling);
          expected += p;
          variance += p * (1 - p);
        }
      }
    }
    expect(Math.abs(seen - expected)).toBeLessThan(4 * Math.sqrt(variance) + 6);
  });

  it("carry the run's fixed errors, drawn anew for each seed from the declared prior", () => {
    const offsets: number[] = [];
    for (let seed = 1; seed <= 12; seed++) {
      const inputs = cleanScene(seed, 1);
      const { messages, placeAt } = run(inputs);
      const plots = messages.filter(
        (m): m is RadarPlot => m.type === "radar-plot" && m.sensor === "radar-atlantic",
      );
      const radar = radarOf(inputs, "radar-atlantic");
      const sum = plots.reduce((s, m) => s + m.elevation - measureRadar(radar, placeAt(m.time)).elevation, 0);
      offsets.push((sum / plots.length) * 1e3);
    }
    const spread = Math.sqrt(meanSquare(offsets));
    expect(spread).toBeGreaterThan(0.5);
    expect(spread).toBeLessThan(1.6);
    expect(new Set(offsets).size).toBe(12);
  });

  it("of noise alone are as many as declared", () => {
    const inputs = scene("ballistic", 5, (s) => ({
      ...s,
      objects: s.objects.map((o) =>
        o.kind === "vehicle" ? { ...o, launch: { ...o.launch, time: 5000 } } : o,
      ),
    }));
    const { messages } = run(inputs);
    const plots = messages.filter((m) => m.type === "radar-plot").length;
    const expected = 3 * 0.5 * (inputs.scenario.durationSeconds / 5);
    expect(Math.abs(plots - expected)).toBeLessThan(4 * Math.sqrt(expected) + 3);
  });
});

describe("infrared detections", () => {
  it("err by the sigma that they declare, and never show a plume under the cloud", () => {
    const errors: number[] = [];
    for (let seed = 1; seed <= 12; seed++) {
      const { messages, body, placeAt } = run(cleanScene(seed));
      for (const m of messages) {
        if (m.type !== "infrared-detection") continue;
        const place = placeAt(m.time);
        expect(ecefToGeodetic(place).height).toBeGreaterThanOrEqual(body.cloudTop);
        errors.push(...acrossErrors(m, place));
      }
    }
    expect(errors.length).toBeGreaterThan(600);
    const squares = meanSquare(errors);
    expect(squares).toBeGreaterThan(1 - 4 * Math.sqrt(2 / errors.length));
    expect(squares).toBeLessThan(1 + 4 * Math.sqrt(2 / errors.length));
  });

  it("carry the satellite's pointing bias of the run", () => {
    const first: number[] = [];
    for (let seed = 1; seed <= 12; seed++) {
      const { messages, placeAt } = run(cleanScene(seed, 200));
      const own = messages.filter(
        (m): m is InfraredDetection => m.type === "infrared-detection" && m.sensor === "infrared-50w",
      );
      const sum = own.reduce((s, m) => s + acrossErrors(m, placeAt(m.time))[0]! * m.sigma, 0);
      first.push((sum / own.length) * 1e6);
    }
    const spread = Math.sqrt(meanSquare(first));
    expect(spread).toBeGreaterThan(100);
    expect(spread).toBeLessThan(330);
  });
});

/** The two components of a line of sight's error across itself, in units of its sigma. */
function acrossErrors(m: InfraredDetection, place: Vec3): [number, number] {
  const d = place.map((p, i) => p - m.positionEcef[i]!);
  const range = Math.hypot(...d);
  const u = d.map((x) => x / range);
  const e = m.lineOfSightEcef.map((x, i) => x - u[i]!);
  const flat = Math.hypot(u[0]!, u[1]!);
  const a = [-u[1]! / flat, u[0]! / flat, 0];
  const b = [u[1]! * a[2]! - u[2]! * a[1]!, u[2]! * a[0]! - u[0]! * a[2]!, u[0]! * a[1]! - u[1]! * a[0]!];
  const along = (axis: number[]) => axis.reduce((s, x, i) => s + x * e[i]!, 0) / m.sigma;
  return [along(a), along(b)];
}

describe("all messages", () => {
  const inputs = scene("demo", 2, (s) => ({
    ...s,
    objects: s.objects.map((o) => (o.kind === "satellites" ? { ...o, maximum: 40 } : o)),
  }));
  const { messages, truth } = run(inputs);

  it("come in order of time, each with an id of its own", () => {
    const times = messages.map((m) => epochFromUtc(m.time));
    for (let k = 1; k < times.length; k++) {
      expect(secondsBetween(times[k - 1]!, times[k]!)).toBeGreaterThanOrEqual(0);
    }
    const ids = messages.flatMap((m) => ("id" in m ? [m.id] : []));
    expect(new Set(ids).size).toBe(ids.length);
  });

  it("hold nothing of the truth", () => {
    const text = JSON.stringify(messages);
    for (const object of inputs.scenario.objects) expect(text).not.toContain(object.id);
    for (const body of truth.bodies) expect(text).not.toContain(body.id);
    for (const word of ["ballistic", "space-launch", "sounding", "truth", "vehicle"]) {
      expect(text).not.toContain(word);
    }
  });

  it("show the bolide and the fire, and every pulse of the recording", () => {
    expect(messages.filter((m) => m.type === "optical-pulse")).toHaveLength(2707);
    const at = (id: string) => truth.bodies.find((b) => b.id === id)!;
    for (const [id, least] of [
      ["bolide-1", 2],
      ["fire-1", 500],
    ] as const) {
      const body = at(id);
      const state = new Float64Array(6);
      const start = epochFromUtc(inputs.scenario.start);
      const seen = messages.filter((m) => {
        if (m.type !== "infrared-detection") return false;
        const time = secondsBetween(start, epochFromUtc(m.time));
        if (time < body.motion.start || time > body.motion.end) return false;
        body.motion.stateAt(time, state);
        return Math.hypot(...acrossErrors(m, [state[0]!, state[1]!, state[2]!])) * m.sigma < 200e-6;
      });
      expect(seen.length).toBeGreaterThanOrEqual(least);
    }
  });
});
