import { describe, expect, it } from "vitest";
import { addSeconds, epochFromUtc, epochToUtc, secondsBetween } from "../../src/astro/index.js";
import { InputError, type MeanElements, Measurement } from "../../src/messages/index.js";
import {
  type SimulationOptions,
  type Slice,
  simulate,
  simulateMeasurements,
  simulateTruth,
  type WorldInputs,
} from "../../src/world/index.js";
import { scene } from "./scene.js";

async function slicesOf(inputs: WorldInputs, options: SimulationOptions): Promise<Slice[]> {
  const slices: Slice[] = [];
  for await (const slice of simulate(inputs, options)) slices.push(slice);
  return slices;
}

const textOf = (slices: readonly Slice[]) =>
  slices
    .map(({ messages }) =>
      messages
        .map(({ time, measurement }) => JSON.stringify([time, Measurement.parse(measurement)]))
        .join("\n"),
    )
    .join("\n\n");

describe("simulate", () => {
  it("gives the same bytes in the same slices on one, two and five workers", async () => {
    const inputs = scene("ballistic", 3, (s) => ({ ...s, durationSeconds: 500 }));
    const texts: string[] = [];
    for (const workers of [1, 2, 5]) texts.push(textOf(await slicesOf(inputs, { workers })));
    expect(texts[0]!.length).toBeGreaterThan(50_000);
    for (const text of texts) expect(text).toBe(texts[0]);
  });

  it("gives slices that are final, in order, and hold all that a run holds", async () => {
    const inputs = scene("demo", 2, (s) => ({ ...s, durationSeconds: 1000 }));
    const slices = await slicesOf(inputs, {});
    expect(slices.map(({ until }) => until)).toEqual([
      ...Array.from({ length: 33 }, (_, k) => 30 * (k + 1)),
      1000,
    ]);
    let before = Number.NEGATIVE_INFINITY;
    for (const { messages, until } of slices) {
      for (const { time } of messages) {
        expect(time).toBeGreaterThanOrEqual(before);
        before = time;
      }
      expect(before).toBeLessThanOrEqual(until);
      before = until;
    }
    const all = slices.flatMap(({ messages }) => messages.map(({ measurement }) => measurement));
    expect(all).toEqual(simulateMeasurements(inputs, simulateTruth(inputs)));
    expect(new Set(all.map(({ type }) => type)).size).toBe(4);
  });

  it("gives each message the number of its own time", async () => {
    const inputs = scene("demo", 2, (s) => ({ ...s, durationSeconds: 200 }));
    const start = epochFromUtc(inputs.scenario.start);
    for (const { messages } of await slicesOf(inputs, {}))
      for (const { time, measurement } of messages) {
        expect(measurement.time).toBe(epochToUtc(addSeconds(start, time)));
        expect(secondsBetween(start, epochFromUtc(measurement.time))).toBeCloseTo(time, 6);
        expect(Measurement.safeParse(measurement).error).toBeUndefined();
      }
  });

  it("ends its threads where nobody wants more", async () => {
    const inputs = scene("ballistic", 3);
    for await (const slice of simulate(inputs, { workers: 2 })) {
      expect(slice.number).toBe(0);
      break;
    }
  });

  it("says which satellite's elements don't reach so far, from any thread", async () => {
    const inputs = scene("ballistic", 3);
    const worn = (elements: MeanElements): MeanElements => ({
      ...elements,
      epoch: "2020-01-01T00:00:00Z",
      meanMotionRevPerDay: 16.4,
      eccentricity: 0.0001,
      bstar: 0.1,
    });
    const networkCatalogue = inputs.networkCatalogue.map((c) => ({ ...c, elements: worn(c.elements) }));
    for (const workers of [1, 2]) {
      await expect(slicesOf({ ...inputs, networkCatalogue }, { workers })).rejects.toThrow(InputError);
    }
  });
});
