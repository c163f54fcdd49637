import { existsSync, readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { readLightning } from "../../src/formats/index.js";
import { type Flash, flashesOf, granuleFigures } from "../../src/world/lightning/granule-figures.js";
import { granuleRows } from "../../src/world/lightning/tables.js";

const folder = new URL("../../../shared/data/glm/", import.meta.url);
const present = existsSync(folder);

/** Largest distance between two empirical distribution functions. */
function kolmogorovSmirnov(a: readonly number[], b: readonly number[]): number {
  const [p, q] = [[...a].sort((x, y) => x - y), [...b].sort((x, y) => x - y)];
  let [i, j, largest] = [0, 0, 0];
  while (i < p.length && j < q.length) {
    const x = Math.min(p[i]!, q[j]!);
    while (i < p.length && p[i]! <= x) i++;
    while (j < q.length && q[j]! <= x) j++;
    largest = Math.max(largest, Math.abs(i / p.length - j / q.length));
  }
  return largest;
}

// without ../shared/data/glm beside the repository the originals can't be read
describe.skipIf(!present)("lightning against the real granules", async () => {
  const names = present
    ? readdirSync(folder)
        .filter((name) => name.endsWith(".nc"))
        .sort()
    : [];
  const flashes: Flash[][] = [];
  for (const name of names)
    flashes.push(flashesOf((await readLightning(readFileSync(new URL(name, folder)), name)).pulses));

  it("has its table from them", () => {
    expect(granuleRows().map(({ satellite: _s, start: _t, seconds: _l, ...figures }) => figures)).toEqual(
      flashes.map((f) => granuleFigures(f, 4)),
    );
  });

  it("needs a spread between granules: they differ by more than a two-sample test allows", () => {
    const full = flashes.filter((f) => f.length > 0);
    let differing = 0;
    let pairs = 0;
    for (let i = 0; i < full.length; i++)
      for (let j = 0; j < i; j++) {
        const [n, m] = [full[i]!.length, full[j]!.length];
        const distance = kolmogorovSmirnov(
          full[i]!.map(({ energy }) => energy),
          full[j]!.map(({ energy }) => energy),
        );
        pairs++;
        // 5 % point of the two-sample test: 1.358 · √((n + m) / nm) (Smirnov 1948)
        if (distance > 1.358 * Math.sqrt((n + m) / (n * m))) differing++;
      }
    // by chance one in twenty would
    expect(differing / pairs).toBeGreaterThan(0.3);
  });
});
