import { describe, expect, it } from "vitest";
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
});
