import { expect, test } from "vitest";
import { randomStream } from "../../src/astro/index.js";
import { detectionThreshold } from "../../src/sensors/index.js";
import { receivedPower } from "../../src/world/radar/received.js";

test.each([
  [1, 1e-6, 30_000_000],
  [10, 1e-6, 4_000_000],
])(
  "noise alone, %d pulses, passes once in a million looks, 99.9 per cent Poisson interval",
  (pulses, pfa, looks) => {
    const threshold = detectionThreshold(pfa, pulses);
    const stream = randomStream(3, "long false alarms", pulses);
    let count = 0;
    for (let look = 0; look < looks; look++) {
      if (receivedPower(stream, stream, look, 0, 0, pulses) > threshold) count++;
    }
    const mean = looks * pfa;
    // exact tails: P(X ≥ count) and P(X ≤ count)
    let term = Math.exp(-mean);
    let below = 0;
    for (let k = 0; k < count; k++) {
      below += term;
      term *= mean / (k + 1);
    }
    expect(1 - below).toBeGreaterThan(0.0005);
    expect(below + term).toBeGreaterThan(0.0005);
  },
  600_000,
);
