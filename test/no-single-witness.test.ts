import { readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, it } from "vitest";
import { readCatalogue, readNetwork, readScenario, readVehicle } from "../src/formats/index.js";
import type { EventUpdate, Measurement, Network, Warning } from "../src/messages/index.js";
import {
  closeWatch,
  openWatch,
  sealMeasurement,
  step,
  type WatchOutput,
  watchCounts,
} from "../src/watch/index.js";
import { simulateMeasurements, simulateTruth } from "../src/world/index.js";

const scenarioFile = fileURLToPath(new URL("../scenarios/ballistic.yaml", import.meta.url));
const text = (path: string) => readFileSync(path, "utf8");

/** One ballistic launch, from ignition to the first two minutes of radar track. */
function ballisticLaunch(): { network: Network; measurements: readonly Measurement[] } {
  const scenario = { ...readScenario(text(scenarioFile), scenarioFile), durationSeconds: 420 };
  const near = (name: string, base = scenarioFile) => resolve(dirname(base), name);
  const networkFile = near(scenario.network);
  const network = readNetwork(text(networkFile), networkFile);
  const catalogueFile = near(network.catalogue!, networkFile);
  const networkCatalogue = readCatalogue(text(catalogueFile), catalogueFile).objects;
  const object = scenario.objects[0]!;
  if (object.kind !== "vehicle") throw new Error("the scenario begins with a vehicle");
  const vehicles = new Map([[object.vehicle, readVehicle(text(near(object.vehicle)), object.vehicle)]]);
  const inputs = {
    scenario,
    network,
    vehicles,
    ascents: new Map(),
    catalogues: new Map(),
    networkCatalogue,
    lightning: new Map(),
    seed: 1,
  };
  const measurements = simulateMeasurements(inputs, simulateTruth(inputs));
  return { network, measurements };
}

function watch(network: Network, measurements: readonly Measurement[], close = true) {
  const state = openWatch({ network, origin: "exercise", catalogue: [], seed: 1 });
  const outputs: WatchOutput[] = [];
  for (const m of measurements) outputs.push(...step(state, sealMeasurement(m)));
  if (close) outputs.push(...closeWatch(state));
  const warnings = outputs.filter((o): o is Warning => o.type === "warning");
  const events = outputs.filter((o): o is EventUpdate => o.type === "event");
  return { outputs, warnings, events, counts: watchCounts(state) };
}

let network: Network;
let measurements: readonly Measurement[];
let whole: ReturnType<typeof watch>;

beforeAll(() => {
  ({ network, measurements } = ballisticLaunch());
  whole = watch(network, measurements);
}, 120_000);

const isPlot = (m: Measurement) => m.type === "radar-plot";
const isRadarHeartbeat = (m: Measurement) => m.type === "heartbeat" && m.sensor.startsWith("radar");

describe("no single witness", () => {
  it("confirms a ballistic launch by both kinds, and says on what it rests", () => {
    const confirmed = whole.warnings.find((w) => w.level === "confirmed")!;
    expect(confirmed.class).toBe("ballistic");
    expect(confirmed.impact?.ellipse95).toBeDefined();
    expect(new Set(confirmed.evidence.map((e) => e.kind))).toEqual(new Set(["infrared", "radar"]));
    const digests = new Map(measurements.map((m) => ["id" in m ? m.id : "", sealMeasurement(m).digest]));
    for (const e of confirmed.evidence) for (const id of e.measurements) expect(digests.has(id)).toBe(true);
    expect(confirmed.references.length).toBeGreaterThan(0);
    expect(confirmed.headline.startsWith("EXERCISE")).toBe(true);
  });

  it("draws an infrared impact area without a claim of 95 %", () => {
    const early = whole.events.find((e) => e.impact?.basis === "infrared")!;
    expect(early.impact!.ellipse95).toBeUndefined();
    expect(early.impact!.area!.length).toBeGreaterThan(3);
  });

  it("gives the same outputs, byte for byte, when replayed", () => {
    expect(JSON.stringify(watch(network, measurements).outputs)).toBe(JSON.stringify(whole.outputs));
  });

  it("counts a relayed or relabelled copy as the witness that it is", () => {
    const copied = measurements.flatMap((m): Measurement[] => {
      if (m.type !== "radar-plot" && m.type !== "infrared-detection") return [m];
      return [m, { ...m, id: `${m.id}-relayed`, relayedBy: ["centre-x"] }];
    });
    const doubled = watch(network, copied);
    const observed = measurements.filter((m) => m.type === "radar-plot" || m.type === "infrared-detection");
    expect(doubled.counts.rejected).toBe(observed.length);
    const said = (w: Warning) => [w.at, w.level, w.class, w.evidence.map((e) => e.digest)];
    expect(doubled.warnings.map(said)).toEqual(whole.warnings.map(said));
  });

  it("never confirms by satellites alone, however many, and still gives notice at once", () => {
    const radarsOut = watch(
      network,
      measurements.filter((m) => !isPlot(m) && !isRadarHeartbeat(m)),
    );
    expect(radarsOut.warnings.some((w) => w.level === "notice")).toBe(true);
    expect(radarsOut.warnings.some((w) => w.level === "confirmed")).toBe(false);
    expect(radarsOut.warnings.some((w) => w.msgType === "Cancel")).toBe(false);
    const last = radarsOut.events.at(-1)!;
    expect(last.kinds).toEqual(["infrared"]);
    expect(last.confirmed).toBe(false);
    const notice = (r: typeof whole) => r.warnings.find((w) => w.level === "notice")!.at;
    expect(Date.parse(notice(radarsOut)) - Date.parse(notice(whole))).toBeLessThan(1000);
  });

  it("says from when it can be confirmed while no radar can see it yet", () => {
    const waiting = whole.events.find((e) => e.confirmableFrom !== undefined)!;
    expect(waiting.confirmed).toBe(false);
    expect(waiting.launch).toBeDefined();
    expect(waiting.confirmableFrom! > waiting.at).toBe(true);
    expect(whole.events.at(-1)!.confirmableFrom).toBeUndefined();
  });

  it("takes back what it said where a radar should have seen it and did not", () => {
    const blind = watch(
      network,
      measurements.filter((m) => !isPlot(m)),
    );
    const cancel = blind.warnings.at(-1)!;
    expect(cancel.msgType).toBe("Cancel");
    expect(cancel.references).toEqual(blind.warnings.slice(0, -1).map((w) => w.id));
    const last = blind.events.at(-1)!;
    expect(last.state).toBe("withdrawn");
    expect(last.evidence.some((e) => e.kind === "absence")).toBe(true);
  });

  it("accepts no measurement of another origin", () => {
    const mixed = measurements.map((m): Measurement => (isPlot(m) ? { ...m, origin: "live" } : m));
    const result = watch(network, mixed);
    expect(result.counts.rejected).toBe(measurements.filter(isPlot).length);
    expect(result.warnings.some((w) => w.level === "confirmed")).toBe(false);
  });

  it("does not take two kinds that hang on one thing for two witnesses", () => {
    const shared: Network = {
      ...network,
      sensors: network.sensors.map((s) => ({
        ...s,
        dependsOn: { ...s.dependsOn, processor: "one for all" },
      })),
    };
    const result = watch(shared, measurements);
    expect(result.warnings.some((w) => w.level === "confirmed")).toBe(false);
    expect(result.events.at(-1)!.independentPaths).toBe(1);
  });
});
