import { describe, expect, it } from "vitest";
import {
  addSeconds,
  type CelestialState,
  type Epoch,
  eastNorthUp,
  ecefToGeodetic,
  epochFromUtc,
  flyCelestial,
  gcrfToItrf,
  geodeticToEcef,
  itrfToGcrfState,
  lookAt,
  normalAt,
  opticalDelay,
  randomStream,
  SPEED_OF_LIGHT,
  type Vec3,
} from "../../../../astro/index.js";
import { recogniseFormat } from "../../../../formats/index.js";
import { passes, type ValidationLine } from "../../comparison.js";
import type { Recording } from "../../recording.js";
import { laserRanging } from "./index.js";

const EPOCH = epochFromUtc("2020-03-01T12:00:00Z");
const FORCES = { degree: 12, sunAndMoon: true };
const SITE = { latitude: 0.9, longitude: 0.2, height: 100 };
const STATION = geodeticToEcef(SITE);

/** 850 km high, passing the site by. */
function state(): CelestialState {
  const { east, north, up } = eastNorthUp(SITE);
  const along = (e: number, n: number, u: number): Vec3 => [
    e * east[0] + n * north[0] + u * up[0],
    e * east[1] + n * north[1] + u * up[1],
    e * east[2] + n * north[2] + u * up[2],
  ];
  const away = along(3e5, 2e5, 8.4e5);
  return itrfToGcrfState(
    {
      positionEcef: [STATION[0] + away[0], STATION[1] + away[1], STATION[2] + away[2]],
      velocityEcef: along(-3650, 6630, -310),
    },
    EPOCH,
  );
}

const places = new Map<number, Vec3>();

function placeAt(t: number): Vec3 {
  let place = places.get(t);
  if (place === undefined) {
    const { positionGcrf } = flyCelestial(state(), EPOCH, t, FORCES);
    place = gcrfToItrf(positionGcrf, addSeconds(EPOCH, t));
    places.set(t, place);
  }
  return place;
}

/** A prediction from the epoch's noon on, off by so many metres along the station's vertical. */
function prediction(start: Epoch, from: number, off = 0): string {
  const { up } = eastNorthUp(ecefToGeodetic(STATION));
  const day = start.seconds - epochFromUtc("2020-03-01T00:00:00Z").seconds;
  const points = Array.from({ length: 31 }, (_, i) => {
    const t = from + 120 * i;
    const place = placeAt(t).map((x, k) => (x + off * up[k]!).toFixed(3));
    const second = 43_200 + t;
    return `10 0 ${58909 + Math.floor(second / 86_400)} ${(second % 86_400).toFixed(5)} 0 ${place.join(" ")}`;
  });
  const hour = Math.floor(day / 3600);
  return `H1 CPF 1 ABC 2020 3 1 ${hour} 6001 sphere NONE\nH2 2006601 1 46469 2020 3 1 ${hour} 0 0 2020 3 2 12 0 0 120 1 1 0 0 1\nH9\n${points.join("\n")}\n`;
}

const AIR = { pressure: 100_000, temperature: 290, humidity: 0.5 };

function ranges(times: readonly number[], target = "2006601"): string {
  const stream = randomStream(5, "laser");
  const records = times.map((t, k) => {
    const look = lookAt(SITE, placeAt(t));
    const way = look.range + opticalDelay(AIR, SITE, look.elevation, 532e-9) + 0.01 * normalAt(stream, k);
    const flight = (2 * way) / SPEED_OF_LIGHT;
    return `10 ${(43_200 + t - flight / 2).toFixed(9)} ${flight.toFixed(13)} std 2 2 0 0 0`;
  });
  return `H1 CRD 1 2020 3 1 12\nH2 HILL 9001 1 1 4\nH3 sphere ${target} 1 46469 0 1\nH4 0 2020 3 1 11 58 0 2020 3 1 12 2 0 0 0 0 0 1 0 2 0\nC0 0 532.0 std\n20 43200 1000.0 290.0 50 0\n${records.join("\n")}\nH8\nH9\n`;
}

const STATIONS = `%=SNX 2.01 XXX 20:119:43200 XXX 79:215:00000 20:119:43200 C 00012 2 X V
+SOLUTION/ESTIMATE
${["X", "Y", "Z"].map((axis, i) => ` ${i + 1} STA${axis} 9001 A 1 20:001:00000 m 2 ${STATION[i]!.toExponential(14)} 0.1E-02`).join("\n")}
-SOLUTION/ESTIMATE
`;

function recording(path: string, text: string): Recording {
  const bytes = Buffer.from(text);
  return {
    path,
    kind: recogniseFormat(bytes, path),
    async *chunks() {
      yield bytes;
    },
    bytes: async () => bytes,
    text: async () => text,
  };
}

async function linesOf(...recordings: readonly Recording[]): Promise<ValidationLine[]> {
  const lines: ValidationLine[] = [];
  const context = { bundledFile: (name: string) => name, progress: async () => {} };
  for await (const line of laserRanging.compare(recordings, context)) lines.push(line);
  return lines;
}

const TIMES = Array.from({ length: 13 }, (_, i) => -120 + 20 * i);
const NOON = EPOCH;

describe("laser ranging against what is known", () => {
  it("fits the pass, sees the prediction's error, and tracks as it claims", async () => {
    const lines = await linesOf(
      recording("a", ranges(TIMES)),
      recording("b", prediction(addSeconds(NOON, -7200), -1800, 1.5)),
      recording("c", STATIONS),
    );
    expect(lines).toHaveLength(3);
    const [residuals, against, track] = lines as [ValidationLine, ValidationLine, ValidationLine];
    expect(residuals.figure).toBeGreaterThan(0.003);
    expect(residuals.figure).toBeLessThan(0.02);
    expect(passes(residuals)).toBe(true);
    // an upward error of the prediction is seen by the sine of the elevation
    expect(against.figure).toBeGreaterThan(-1.5);
    expect(against.figure).toBeLessThan(-1);
    expect(passes(against)).toBeUndefined();
    expect(passes(track)).toBe(true);
    expect(track.with).toEqual(["b", "c"]);
    expect(lines.every((line) => line.chart !== undefined)).toBe(true);
  });

  it("judges no track by a prediction that is far off", async () => {
    const lines = await linesOf(
      recording("a", ranges(TIMES)),
      recording("b", prediction(addSeconds(NOON, -7200), -1800, 80)),
      recording("c", STATIONS),
    );
    expect(lines.map(passes)).toEqual([true, undefined, undefined]);
    expect(lines[2]!.reason).toMatch(/^not judged/);
  });

  it("reckons the orbit on to a pass outside of the prediction", async () => {
    const lines = await linesOf(
      recording("a", ranges(TIMES)),
      recording("b", prediction(addSeconds(NOON, 7200), 7200)),
      recording("c", STATIONS),
    );
    expect(lines).toHaveLength(1);
    expect(lines[0]!.figure).toBeLessThan(0.02);
  });

  it("says what is missing", async () => {
    const [noStation] = await linesOf(
      recording("a", ranges(TIMES)),
      recording("b", prediction(addSeconds(NOON, -7200), -1800)),
    );
    expect(noStation!.comparison).toMatch(/no file has the coordinates of station 9001/);
    const [tooFew] = await linesOf(
      recording("a", ranges(TIMES.slice(0, 5), "1234501")),
      recording("b", prediction(addSeconds(NOON, -7200), -1800)),
      recording("c", STATIONS),
    );
    expect(tooFew!.comparison).toMatch(/no predicted orbit .* too few/);
    expect(tooFew!.figure).toBe(1);
    expect(passes(tooFew!)).toBeUndefined();
    expect(await linesOf(recording("c", STATIONS))).toEqual([]);
  });
});
