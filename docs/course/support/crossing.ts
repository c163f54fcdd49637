import { normalAt, poissonAt, randomStream, uniformAt } from "../../../src/astro/index.js";

export const SCANS = 60;
export const SIGMA = 30;
/** Sideways speed of each, m/s: they cross at 30 s. */
export const SLANT = 8;
export const SEEN = 0.8;
/** False plots a scan, on the box of 2 × 2 km that moves with the pair; a m². */
export const CLUTTER = 4;
export const DENSITY = CLUTTER / 4e6;

/** Two bodies whose ways cross at a shallow angle, with misses and false plots. */
export function pass(seed: number) {
  const stream = randomStream(seed, "which plot");
  const chance = randomStream(seed, "which plot", "chance");
  const truth = Array.from({ length: SCANS }, (_, t) =>
    [1, -1].map((side) => Float64Array.of(200 * t, side * SLANT * (30 - t), 200, -SLANT * side)),
  );
  const plots = truth.map((states, t) => {
    const own = states.flatMap((x, k) => {
      const at = 2 * (2 * t + k);
      const z = Float64Array.of(x[0] + SIGMA * normalAt(stream, at), x[1] + SIGMA * normalAt(stream, at + 1));
      return uniformAt(chance, 100 * t + k) < SEEN ? [z] : [];
    });
    const others = Array.from({ length: poissonAt(chance, 100 * t + 2, CLUTTER) }, (_, k) => {
      const [u, v] = [3, 4].map((i) => 2000 * uniformAt(chance, 100 * t + 2 * k + i) - 1000);
      return Float64Array.of(200 * t + u, v);
    });
    return [...own, ...others];
  });
  return { truth, plots };
}
