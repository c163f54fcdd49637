import { describe, expect, it } from "vitest";
import {
  addSeconds,
  type EarthFixedState,
  type Epoch,
  epochFromUtc,
  epochToUtc,
  flyEarthFixed,
  orbitFromElements,
  propagateOrbit,
  temeToEcef,
} from "../../../../astro/index.js";
import { type CatalogueObject, writeElementsTable } from "../../../../formats/index.js";
import type { ValidationLine } from "../../comparison.js";
import type { Recording } from "../../recording.js";
import { heightMarks } from "./height-marks.js";
import { preciseOrbits } from "./index.js";

const START = epochFromUtc("2020-05-10T00:00:00Z");
const LEO: EarthFixedState = { positionEcef: [-2.4e6, 3.2e6, 5.98e6], velocityEcef: [5292, 5568, -867] };
const HIGH: EarthFixedState = { positionEcef: [2.66e7, 0, 0], velocityEcef: [0, 200, 3166] };

type Place = (seconds: number) => EarthFixedState;

/** An orbit file of made places, without velocities. */
function sp3(satellites: Readonly<Record<string, Place>>, step: number, rows: number): string {
  const lines = [
    `#cP2020  5 10  0  0  0.00000000 ${String(rows).padStart(7)} ORBIT ITRF  FIT TEST`,
    "## 2105      0.00000000    60.00000000 58979 0.0000000000000",
    "%c L  cc UTC ccc cccc cccc cccc cccc ccccc ccccc ccccc ccccc",
  ];
  for (let row = 0; row < rows; row++) {
    const at = epochToUtc(addSeconds(START, row * step));
    const two = (from: number) => String(Number(at.slice(from, from + 2))).padStart(2);
    lines.push(`*  2020 ${two(5)} ${two(8)} ${two(11)} ${two(14)} ${two(17)}.00000000`);
    for (const [name, place] of Object.entries(satellites)) {
      const km = place(row * step).positionEcef.map((c) => (c / 1000).toFixed(6).padStart(14));
      lines.push(`P${name}${km.join("")}`);
    }
  }
  return `${lines.join("\n")}\nEOF\n`;
}

/** Flies a state over all rows; from `kickAt` on with another velocity. */
function flown(from: EarthFixedState, step: number, rows: number, kickAt = Number.POSITIVE_INFINITY): Place {
  const forces = { degree: 8, sunAndMoon: from === HIGH };
  const times = Array.from({ length: rows }, (_, i) => i * step);
  const first = flyEarthFixed(from, START, times, forces);
  const kicked = times.findIndex((t) => t >= kickAt);
  if (kicked === -1) return (s) => first[Math.round(s / step)]!;
  const { positionEcef, velocityEcef: v } = first[kicked]!;
  const changed: EarthFixedState = { positionEcef, velocityEcef: [v[0] + 0.2, v[1], v[2]] };
  const rest = times.slice(kicked).map((t) => t - times[kicked]!);
  const second = flyEarthFixed(changed, addSeconds(START, times[kicked]!), rest, forces);
  return (s) => (s < kickAt ? first[Math.round(s / step)]! : second[Math.round(s / step) - kicked]!);
}

function recording(path: string, kind: Recording["kind"], text: string): Recording {
  const bytes = Buffer.from(text);
  return {
    path,
    kind,
    async *chunks() {
      yield bytes;
    },
    bytes: async () => bytes,
    text: async () => text,
  };
}

async function linesOf(...recordings: Recording[]): Promise<ValidationLine[]> {
  const context = { bundledFile: (name: string) => name, progress: async () => {} };
  const lines: ValidationLine[] = [];
  for await (const line of preciseOrbits.compare(recordings, context)) lines.push(line);
  return lines;
}

const EARTH_TABLE = recording(
  "eop",
  "earth-orientation",
  `mjd_utc,x_arcsec,y_arcsec,ut1_utc_s\n${[58978, 58979, 58980, 58981, 58982, 58983].map((d) => `${d},0,0,0`).join("\n")}\n`,
);
const beside = (line: ValidationLine, name: string): number =>
  line.beside!.find((f) => f.name === name)!.value;
const find = (lines: readonly ValidationLine[], part: string): ValidationLine =>
  lines.find((l) => l.comparison.includes(part))!;

describe("precise orbits", () => {
  it("flown by the very field they are judged by come out to a decimetre, by a finer one they don't", async () => {
    const lines = await linesOf(
      EARTH_TABLE,
      recording("a", "precise-orbit", sp3({ L01: flown(LEO, 60, 130) }, 60, 130)),
    );
    const rough = find(lines, "degree 8, 95 %");
    expect(rough.figure).toBeLessThan(0.3);
    expect(rough.atMost).toBeGreaterThan(80);
    expect(find(lines, "degree 12, median").figure).toBeGreaterThan(1);
    expect(beside(rough, "manoeuvres found or flagged")).toBe(0);
    expect(find(lines, "and back, largest")).toMatchObject({ atMost: 1 });
    expect(lines.every((l) => l.recording === "a" && l.with!.includes("eop"))).toBe(true);
    expect(lines.filter((l) => l.chart !== undefined)).toHaveLength(5);
  });

  it("are not judged across a manoeuvre, which is found and counted", async () => {
    const place = flown(LEO, 60, 200, 7200);
    const lines = await linesOf(EARTH_TABLE, recording("a", "precise-orbit", sp3({ L01: place }, 60, 200)));
    const line = find(lines, "degree 8, 95 %");
    expect(beside(line, "manoeuvres found or flagged")).toBeGreaterThan(0);
    expect(beside(line, "starts left out for a manoeuvre")).toBeGreaterThan(20);
    expect(line.figure).toBeLessThan(0.3);
  });

  it("high up are judged together, and only with the Earth's orientation", async () => {
    const text = sp3({ G01: flown(HIGH, 900, 40), G02: flown(HIGH, 900, 40, 18_000) }, 900, 40);
    const [line] = await linesOf(EARTH_TABLE, recording("g", "precise-orbit", text));
    expect(line!.comparison).toMatch(/^2 satellites above 5,000 km/);
    expect(line!).toMatchObject({ atMost: 2 });
    expect(line!.figure).toBeLessThan(0.02);
    expect(beside(line!, "95 %, without Sun and Moon")).toBeGreaterThan(5);
    const [unknown] = await linesOf(recording("g", "precise-orbit", text));
    expect(unknown!.atMost).toBeUndefined();
    expect(unknown!.reason).toMatch(/no table has the Earth's orientation/);
  });

  it("whose rows are too far apart claim nothing of their flight", async () => {
    const lines = await linesOf(
      EARTH_TABLE,
      recording("a", "precise-orbit", sp3({ L01: flown(LEO, 300, 60) }, 300, 60)),
    );
    const flights = lines.filter(({ comparison }) => /flight/.test(comparison));
    expect(flights.length).toBeGreaterThan(3);
    for (const { atMost, reason } of flights) {
      expect(atMost).toBeUndefined();
      expect(reason).toMatch(/5 min apart/);
    }
    expect(find(lines, "and back, largest")).toMatchObject({ atMost: 1 });
  });

  it("too short to tell are named", async () => {
    const [line] = await linesOf(recording("s", "precise-orbit", sp3({ L01: flown(LEO, 60, 5) }, 60, 5)));
    expect(line).toMatchObject({ figure: 0, recording: "s" });
    expect(line!.reason).toMatch(/ten rows/);
    expect(await linesOf(EARTH_TABLE)).toEqual([]);
  });
});

describe("gates of the catalogue", () => {
  const elements = (day: number, number: number, shift: number) => {
    const e: Epoch = addSeconds(START, day * 86400);
    return {
      catalogueNumber: number,
      epoch: epochToUtc(e),
      meanMotionRevPerDay: 14.25,
      eccentricity: 1e-3,
      inclinationDeg: 98.6,
      rightAscensionDeg: 30 + 0.9856 * day,
      argumentOfPerigeeDeg: 90,
      meanAnomalyDeg: (((((14.25 * day) % 1) * 360 + shift) % 360) + 360) % 360,
      bstar: 1e-5,
    };
  };
  const truth = orbitFromElements(elements(0, 90_001, 0));
  const place: Place = (s) => {
    const e = addSeconds(START, s);
    const { positionTeme, velocityTeme } = propagateOrbit(truth, e)!;
    return temeToEcef(positionTeme, velocityTeme, e);
  };
  const objects = [0, -1, -2, -3].flatMap((day): CatalogueObject[] => [
    { name: "RIGHT", elements: elements(day, 90_001, 0.002 * day) },
    { name: "OTHER", elements: elements(day, 90_002, 5) },
  ]);
  const table = recording("c", "elements", writeElementsTable(objects, { source: "made" }));

  it("find the object by its place, and count what lies inside by age", async () => {
    const lines = await linesOf(
      EARTH_TABLE,
      table,
      recording("a", "precise-orbit", sp3({ X9: place }, 60, 300)),
    );
    const line = find(lines, "RIGHT is X9");
    expect(line.recording).toBe("c");
    expect(line.with).toEqual(["a", "eop"]);
    expect(lines.some((l) => l.comparison.includes("OTHER"))).toBe(false);
    const pooled = find(lines, "pooled");
    expect(pooled).toMatchObject({ atLeast: 95, recording: "c" });
    expect(beside(pooled, "places")).toBeGreaterThan(500);
  });
});

it("marks follow the height: as asked at 803 and 1,336 km, none below 700 km", () => {
  const at = (km: number) => heightMarks(6378137 + km * 1000);
  expect(at(803)).toMatchObject({ degree8: { median: 50, most: 110 }, degree12: { median: 20, most: 45 } });
  expect(at(1336).degree8!.median).toBeCloseTo(25, 9);
  expect(at(1336).degree8!.most).toBeCloseTo(55, 9);
  expect(at(1500).degree8!.median).toBeCloseTo(25, 9);
  expect(at(720).degree8!.median).toBeGreaterThan(20);
  expect(at(5800).withSunAndMoon).toEqual({ median: 2, most: 2 });
  for (const km of [400, 3000]) expect(Object.keys(at(km))).toEqual(["kind"]);
});
