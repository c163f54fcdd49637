import { existsSync, readdirSync, readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { searchOrbit } from "../../src/estimation/index.js";
import { recogniseFormat } from "../../src/formats/index.js";
import { gatherLaserFolder } from "../../src/study/validation/comparisons/laser-ranging/gather.js";
import { laserRanging } from "../../src/study/validation/comparisons/laser-ranging/index.js";
import { measuredPass } from "../../src/study/validation/comparisons/laser-ranging/measured-pass.js";
import { passes, type Recording, type ValidationLine } from "../../src/study/validation/index.js";

const FOLDER = new URL("../../../shared/data/slr/", import.meta.url);

function recordings(): Recording[] {
  return readdirSync(FOLDER).map((name) => {
    const packed = readFileSync(new URL(name, FOLDER));
    const bytes = name.endsWith(".gz") ? gunzipSync(packed) : packed;
    return {
      path: name,
      kind: recogniseFormat(bytes.subarray(0, 65_536), name),
      async *chunks() {
        yield bytes;
      },
      bytes: async () => bytes,
      text: async () => bytes.toString("utf8"),
    };
  });
}

describe.runIf(existsSync(FOLDER))("recorded laser ranges", () => {
  it("hold every mark, and lie off the predictions as others found", { timeout: 300_000 }, async () => {
    const lines: ValidationLine[] = [];
    const context = { bundledFile: (name: string) => name, progress: async () => {} };
    for await (const line of laserRanging.compare(recordings(), context)) lines.push(line);
    expect(lines.filter((line) => passes(line) === false)).toEqual([]);
    expect(lines.filter((line) => passes(line) === true).length).toBeGreaterThan(7);
    const mean = (pad: string, day: string) =>
      lines
        .filter(({ comparison }) => /range minus/.test(comparison))
        .filter(({ comparison }) => comparison.includes(pad) && comparison.includes(day))
        .map(({ figure }) => figure);
    // found beforehand with a plain model of the air: −2.8 ± 0.3 m, −0.4 ± 0.03 m; and −0.2 … +2.4 m
    expect(mean("7090", "2016-02-13")[0]).toBeCloseTo(-2.9, 1);
    expect(mean("7941", "2016-02-13")[0]).toBeCloseTo(-0.37, 1);
    expect(mean("7841", "2012-06-26")[0]).toBeCloseTo(2.2, 1);
    expect(mean("7941", "2012-06-27")[0]).toBeCloseTo(-0.2, 1);
  });

  it("tell orbits without any prediction, of low satellites", { timeout: 300_000 }, async () => {
    const folder = await gatherLaserFolder(recordings());
    const sessions = folder.rangings.flatMap(({ content }) => content.sessions);
    let judged = 0;
    for (const session of sessions.filter((s) => s.kind === "full rate")) {
      const pass = measuredPass(session, folder);
      if (typeof pass === "string" || pass.seconds.length < 8 || pass.seconds.length > 500) continue;
      const found = searchOrbit(pass, { degree: 12, sunAndMoon: true });
      expect(found?.fit.rms).toBeLessThan(1);
      judged += 1;
    }
    expect(judged).toBeGreaterThan(30);
  });
});
