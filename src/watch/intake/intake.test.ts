import { describe, expect, it } from "vitest";
import type { Measurement, Network } from "../../messages/index.js";
import { sealMeasurement } from "../seal.js";
import { admit, openIntake } from "./intake.js";

const network = {
  sensors: [
    { id: "satellite", kind: "infrared", orbit: { geostationaryLongitudeDeg: 0 } },
    { id: "radar", kind: "radar", maximumRangeKm: 4000 },
    { id: "radar-2", kind: "radar", maximumRangeKm: 4000 },
    { id: "mapper", kind: "optical" },
  ],
} as unknown as Network;

const at = (seconds: number) => new Date(Date.UTC(2026, 7, 22, 6, 0, 0) + seconds * 1000).toISOString();
const plot = (id: string, seconds: number, more: Partial<Record<string, unknown>> = {}) =>
  ({
    type: "radar-plot",
    id,
    sensor: "radar",
    origin: "test",
    time: at(seconds),
    scan: 1,
    range: 1e6 + (seconds % 1e6),
    azimuth: 1,
    elevation: 0.2,
    sigmaRange: 30,
    sigmaAzimuth: 1e-3,
    sigmaElevation: 1e-3,
    signalToNoise: 20,
    ...more,
  }) as unknown as Measurement;

/** An intake that has heard two sensors, so that its time has begun. */
function intake() {
  const state = openIntake(network, "test", []);
  const send = (m: Measurement) => admit(state, m, sealMeasurement(m).digest);
  send(plot("begin-1", 0, { range: 2e6 }));
  send(plot("begin-2", 0, { range: 3e6, sensor: "radar-2" }));
  return (m: Measurement) => {
    const verdict = send(m).find(({ measurement }) => measurement === m)!;
    return "refused" in verdict ? verdict.refused : verdict;
  };
}

describe("the intake", () => {
  it("makes the provenance of what it lets in", () => {
    const verdict = intake()(plot("a", 0, { relayedBy: ["centre"] }));
    expect(verdict).toMatchObject({
      time: 0,
      provenance: { kind: "radar", sensor: "radar", measurement: "a", path: ["centre"] },
    });
    expect(Object.isFrozen((verdict as { provenance: object }).provenance)).toBe(true);
  });

  it("keeps live, exercise, replay and test apart", () => {
    const take = intake();
    for (const origin of ["live", "exercise", "replay"])
      expect(take(plot(`a-${origin}`, 0, { origin }))).toBe(`origin ${origin} in a watch of origin test`);
  });

  it("refuses a sensor that it does not know, and a kind that the sensor is not of", () => {
    const take = intake();
    expect(take(plot("a", 0, { sensor: "elsewhere" }))).toBe("unknown sensor");
    expect(take(plot("b", 0, { sensor: "satellite" }))).toMatch(/kind radar from a sensor of kind infrared/);
  });

  it("knows a copy, a relayed copy and a relabelled one for the same witness", () => {
    const take = intake();
    expect(take(plot("a", 0))).toHaveProperty("provenance");
    expect(take(plot("a", 0))).toMatch(/^copy/);
    expect(take(plot("b", 0, { relayedBy: ["centre"] }))).toMatch(/^relayed copy/);
    const relabelled = { ...(plot("c", 0) as object), sensor: "radar-2" } as Measurement;
    expect(take(relabelled)).toMatch(/^copy/);
    expect(take(plot("a", 5))).toBe("identifier already used by another message");
  });

  it("refuses time that runs backwards for one sensor, beyond a second", () => {
    const take = intake();
    take(plot("a", 10));
    expect(take(plot("b", 9.5))).toHaveProperty("time");
    expect(take(plot("c", 5))).toBe("time runs backwards for this sensor");
  });

  it("holds back what leaps ahead, and says so once others contradict it", () => {
    const state = openIntake(network, "test", []);
    const send = (m: Measurement) => admit(state, m, sealMeasurement(m).digest);
    expect(send(plot("a", 0))).toEqual([]);
    expect(send(plot("b", 1, { sensor: "radar-2" }))).toHaveLength(2);
    expect(send(plot("c", 1e8))).toEqual([]);
    expect(send(plot("d", 2))).toMatchObject([
      { measurement: { id: "c" }, refused: "time is far ahead" },
      { time: 2 },
    ]);
  });

  it("refuses what a radar can't have measured, and counts it under its reason", () => {
    const take = intake();
    expect(take(plot("a", 0, { range: 9e6 }))).toBe("radar plot beyond the radar's range");
    expect(take(plot("b", 0, { elevation: -0.5 }))).toBe("radar plot below the radar's horizon");
    expect(take(plot("c", 0))).toMatchObject({ time: 0 });
    const line = {
      ...(plot("d", 0, { sensor: "satellite" }) as object),
      type: "infrared-detection",
      sigma: 1e-300,
    };
    expect(take(line as unknown as Measurement)).toBe("line of sight with an impossible error");
  });

  it("refuses a satellite that is not where the network has it", () => {
    const take = intake();
    const seenFrom = (id: string, positionEcef: readonly number[]) =>
      ({
        ...(plot(id, 0, { sensor: "satellite" }) as object),
        type: "infrared-detection",
        sigma: 3e-5,
        positionEcef,
      }) as unknown as Measurement;
    expect(take(seenFrom("a", [42_164_000, 60_000, -80_000]))).toMatchObject({ time: 0 });
    expect(take(seenFrom("b", [0, 42_164_000, 0]))).toBe("satellite is not where the network has it");
  });

  it("names a time that is no date", () => {
    expect(intake()(plot("a", 0, { time: "2026-02-30T00:00:00Z" }))).toBe("time is not a date");
  });

  it("takes a heartbeat as no witness of anything", () => {
    const beat = {
      type: "heartbeat",
      sensor: "radar",
      origin: "test",
      time: at(0),
      sequence: 0,
      state: "operating",
    };
    expect(intake()(beat as Measurement)).not.toHaveProperty("provenance");
  });
});
