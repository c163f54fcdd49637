import { describe, expect, it } from "vitest";
import { addLight, addPoint, makeScan } from "../../../../test/support/made-scan.js";
import { epochFromUtc } from "../../../astro/index.js";
import { InfraredDetection } from "../../../messages/index.js";
import { imagerPlanck } from "../../../sensors/index.js";
import { detectionOf, isTold, openScanFrontEnd, takeScan, tellKnownHeat } from "./front-end.js";
import type { Scan } from "./scan.js";

const ALL = [4, 5, 6, 7, 10, 13];

/** A body of a temperature: its light at 3.9 µm, and what that means in the bands named. */
function addHeat(
  scan: Scan,
  row: number,
  column: number,
  light: number,
  kelvins: number,
  bands: number[],
): void {
  for (const band of bands)
    addPoint(scan, band, row, column, (light * imagerPlanck(band, kelvins)) / imagerPlanck(7, kelvins));
}

const look = (scan: Scan, frontEnd = openScanFrontEnd()) => takeScan(frontEnd, scan)!;
const later = (seconds: number): string =>
  new Date(Date.UTC(2019, 9, 27, 20, 0, 27) + seconds * 1000).toISOString();

describe("the front end on a scan of one imager", () => {
  it("finds nothing in a calm scan, and nothing to look for without 3.9 µm", () => {
    expect(look(makeScan({ bands: ALL }))).toMatchObject({ spots: [], looked: 3600 });
    expect(takeScan(openScanFrontEnd(), makeScan({ bands: [13] }))).toBeNull();
  });

  it("takes fire for a static source at its first look: dark where a high plume would show", () => {
    const scan = makeScan({ bands: ALL });
    addHeat(scan, 30, 30, 20, 1000, [5, 6, 7, 13]);
    const { spots } = look(scan);
    expect(spots).toHaveLength(1);
    expect(spots[0]!.kind).toBe("static-source");
    expect(spots[0]!.row).toBeCloseTo(30, 0);
  });

  it("takes a plume above the water vapour for a candidate at its first look", () => {
    const scan = makeScan({ bands: ALL });
    addHeat(scan, 30, 30, 4, 1800, [4, 5, 6, 7, 10]);
    expect(look(scan).spots).toMatchObject([{ kind: "candidate" }]);
  });

  it.each([
    ["undecided", [7, 13]],
    ["held", [7]],
  ])(
    "leaves %s what one look by bands %j can't tell, and takes it for static when it stays",
    (kind, bands) => {
      const frontEnd = openScanFrontEnd();
      const scene = (seconds: number) => {
        const scan = makeScan({ bands, start: later(seconds) });
        addHeat(scan, 30, 30, 1, 1000, [7]);
        return scan;
      };
      expect(look(scene(0), frontEnd).spots).toMatchObject([{ kind }]);
      expect(look(scene(60), frontEnd).spots).toMatchObject([{ kind: "static-source" }]);
    },
  );

  it("takes what outshines any plume for a fire, by one band alone", () => {
    const scan = makeScan({ bands: [7] });
    for (let r = 28; r < 32; r += 1) for (let c = 28; c < 32; c += 1) addHeat(scan, r, c, 6, 1000, [7]);
    expect(look(scan).spots).toMatchObject([{ kind: "static-source" }]);
  });

  it("waits for new heat to move, takes it for a candidate when it does as a vehicle, and for static when it stays", () => {
    const frontEnd = openScanFrontEnd();
    const burning = (seconds: number, row: number) => {
      const scan = makeScan({ bands: [7], start: later(seconds) });
      addHeat(scan, row, 30, 1, 1500, [7]);
      return look(scan, frontEnd).spots;
    };
    look(makeScan({ bands: [7], start: later(0) }), frontEnd);
    expect(burning(30, 20)).toMatchObject([{ kind: "held" }]);
    expect(burning(60, 26)).toMatchObject([{ kind: "candidate" }]);
    expect(burning(90, 35)).toMatchObject([{ kind: "candidate" }]);
    expect(burning(120, 35)).toMatchObject([{ kind: "static-source" }]);
  });

  it.each([
    ["too far away for a vehicle", 30, 54],
    ["minutes apart, too long to tell a vehicle's motion", 300, 30],
  ])("takes no two new fires for something that flies: %s", (_, seconds, row) => {
    const frontEnd = openScanFrontEnd();
    const burning = (at: number, where: number) => {
      const scan = makeScan({ bands: [7], start: later(at) });
      if (where > 0) addHeat(scan, where, 30, 1, 1500, [7]);
      return look(scan, frontEnd).spots;
    };
    burning(0, 0);
    expect(burning(30, 10)).toMatchObject([{ kind: "held" }]);
    expect(burning(30 + seconds, row)).toMatchObject([{ kind: "held" }]);
  });

  it("knows heat that others knew of", () => {
    const frontEnd = openScanFrontEnd();
    const scan = makeScan();
    addHeat(scan, 30, 30, 1, 1000, [7]);
    const place = { x: scan.grid.x0 + 30 * scan.grid.dx, y: scan.grid.y0 + 30 * scan.grid.dy };
    tellKnownHeat(frontEnd, scan, [place], epochFromUtc("2019-10-27T19:50:00Z"));
    expect(look(scan, frontEnd).spots).toMatchObject([{ kind: "static-source" }]);
  });

  it("refuses a single struck pixel: narrower than the optics", () => {
    const scan = makeScan();
    addLight(scan, 7, 30, 30, 3);
    const { spots, refused } = look(scan);
    expect(spots).toEqual([]);
    expect(refused.get("narrower than the optics")).toBe(1);
  });

  it("refuses ground that is as warm at 10 µm, and sunlight thrown back", () => {
    const warm = makeScan();
    for (const band of [7, 13]) addPoint(warm, band, 30, 30, band === 7 ? 0.3 : 40);
    expect(look(warm)).toMatchObject({ spots: [] });
    expect([...look(warm).refused.keys()]).toEqual(["warm in the second band as well"]);
    const cloud = makeScan({ bands: [5, 6, 7, 13] });
    addPoint(cloud, 7, 30, 30, 0.8);
    for (const band of [5, 6]) addPoint(cloud, band, 30, 30, 0.5 / 0.0128);
    expect(look(cloud).spots).toEqual([]);
    expect(look(cloud).refused.get("sunlight thrown back explains it")).toBeGreaterThan(0);
  });

  it("is not blinded by a fire of many pixels, nor by missing rows", () => {
    const scan = makeScan({ bands: ALL });
    for (let r = 26; r < 34; r += 1)
      for (let c = 26; c < 34; c += 1) addHeat(scan, r, c, 12, 1000, [5, 6, 7]);
    const heat = scan.bands.find(({ band }) => band === 7)!;
    heat.counts.fill(65_535, 0, 10 * 60);
    const { spots } = look(scan);
    expect(spots).toHaveLength(1);
    expect(spots[0]!.pixels.length).toBeGreaterThan(60);
    expect(spots[0]!.kind).toBe("static-source");
  });

  it("gives detections that the schema takes, along the line of sight of the pixel", () => {
    const scan = makeScan({ bands: ALL });
    addHeat(scan, 30, 31, 20, 1000, [5, 6, 7]);
    const spot = look(scan).spots.find(isTold);
    const detection = detectionOf(spot!, scan, {
      sensor: "G17-ABI",
      name: "scan",
      look: 3,
      origin: "replay",
    });
    expect(InfraredDetection.parse(detection)).toMatchObject({ assessed: "static-source", look: 3 });
    expect(detection.time > "2019-10-27T20:00:27" && detection.time < "2019-10-27T20:00:35").toBe(true);
    expect(detection.sigma).toBeGreaterThan(1e-5);
    // 20 mW m⁻² sr⁻¹ (cm⁻¹)⁻¹ · 0.9 (what the five pixels hold) · 131.6 cm⁻¹ · (56 µrad)²
    expect(detection.irradiance / (18e-3 * 131.6 * 56e-6 ** 2)).toBeCloseTo(1, 1);
  });
});
