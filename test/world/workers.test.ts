import { describe, expect, it } from "vitest";
import { InputError, type MeanElements } from "../../src/messages/index.js";
import { simulate } from "../../src/world/index.js";
import { scene } from "./scene.js";

describe("simulate", () => {
  it("gives the same bytes on one, two and three workers", async () => {
    const inputs = scene("ballistic", 3);
    const texts: string[] = [];
    for (const workers of [1, 2, 3]) {
      const { measurements } = await simulate(inputs, { workers });
      texts.push(measurements.map((m) => JSON.stringify(m)).join("\n"));
    }
    expect(texts[0]!.length).toBeGreaterThan(50_000);
    expect(texts[1]).toBe(texts[0]);
    expect(texts[2]).toBe(texts[0]);
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
      await expect(simulate({ ...inputs, networkCatalogue }, { workers })).rejects.toThrow(InputError);
    }
  });
});
