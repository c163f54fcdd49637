import { expect, it } from "vitest";
import { epochToUtc } from "../../astro/index.js";
import { writePredictionTable } from "../predicted-orbit/prediction-table.js";
import { readPredictedOrbit } from "../predicted-orbit/read-predicted-orbit.js";
import { recogniseFormat } from "../recognise/recognise-format.js";
import { readStationCoordinates } from "../station-coordinates/read-station-coordinates.js";
import { writeStationTable } from "../station-coordinates/station-table.js";
import { writeRangeTable } from "./range-table.js";
import { readLaserRanging } from "./read-laser-ranging.js";

async function* chunks(text: string): AsyncGenerator<Uint8Array> {
  for (let i = 0; i < text.length; i += 71) yield Buffer.from(text.slice(i, i + 71));
}

const kindOf = (text: string) => recogniseFormat(Buffer.from(text), "x.csv");

const RANGES = `h1 CRD  1 2012 12 31 23
h2 SITE       9001 77  1  4
h3 sphere      0904907 5558 35871    0 1
h4  0 2012 12 31 23 58  0 2013  1  1  0  1 0  0 0 0 0 1 0 2 0
c0 0 532.000 std
20 86340.5  959.82 297.00  57. 0
10 86340.5040000047   .0090408039898 std 2 2 0 0    32
10 86350.5 .0091 std 1 2 0 0    32
h8
h4  0 2013  1  1  6  0  0 2013  1  1  6  1 0  0 0 0 0 1 0 2 0
c0 0 1064.000 std
20 21600.5  959.82 297.00  57. 0
10 21600.5 .0091 std 0 2 0 0    32
h8
`;

it("ranges come back from a table as they went in", async () => {
  const { sessions } = await readLaserRanging(chunks(RANGES), "f");
  const text = writeRangeTable(sessions, { source: "made by hand" });
  expect(kindOf(text)).toBe("laser-ranging");
  const back = await readLaserRanging(chunks(text), "t");
  expect(back.rejected).toEqual([]);
  expect(back.sessions.map(({ ranges }) => ranges)).toEqual(sessions.map(({ ranges }) => ranges));
  expect(back.sessions.map(({ midnight }) => midnight)).toEqual(sessions.map(({ midnight }) => midnight));
  expect(back.sessions[0]!.target).toEqual(sessions[0]!.target);
  expect(back.sessions[1]!.wavelengths.get("std")).toBe(1064e-9);
  expect(back.sessions[0]!.weather[0]).toMatchObject({ pressure: 95_982, humidity: 0.57 });
});

it("a prediction comes back from a table, the points that were kept", async () => {
  const points = [0, 240, 480, 720].map((t) => `10 0 56103 ${t}.0 0 ${7.2e6 - t} ${1000 * t} 0.000`);
  const head = `H1 CPF  1  ABC 2012  6 26 12  6801 sphere           NONE
H2  0904907 5558    35871 2012 06 25  0  0  0 2012 06 26  0  0  0   240 1 1  0 0 1
`;
  const orbit = await readPredictedOrbit(chunks(head + points.join("\n")), "f");
  const text = writePredictionTable(orbit, { source: "made by hand" }, (t) => t > 100);
  expect(kindOf(text)).toBe("predicted-orbit");
  const back = await readPredictedOrbit(chunks(text), "t");
  expect([...back.seconds]).toEqual([240, 480, 720]);
  expect([...back.positionsItrf.slice(0, 3)]).toEqual([7_199_760, 240_000, 0]);
  expect(back.target).toEqual(orbit.target);
  expect(epochToUtc(back.made)).toBe("2012-06-26T12:00:00Z");
  expect(back.ofReflector).toBe(true);
});

it("stations come back from a table", async () => {
  const line = (n: number, type: string, value: string) =>
    ` ${n} ${type} 9001 A 1 10:001:00000 m 2 ${value} 0.1E-02`;
  const sinex = `%=SNX 2.01 X\n+SOLUTION/ESTIMATE\n${[
    line(1, "STAX", "0.38E+07"),
    line(2, "STAY", "0.88E+06"),
    line(3, "STAZ", "0.5029E+07"),
    line(4, "VELX", "-.164E-01"),
  ].join("\n")}\n-SOLUTION/ESTIMATE\n`;
  const { solutions, names } = await readStationCoordinates(chunks(sinex), "f");
  const text = writeStationTable(solutions, names, { source: "made by hand" });
  expect(kindOf(text)).toBe("station-coordinates");
  const back = await readStationCoordinates(chunks(text), "t");
  expect(back.solutions[0]!.positionItrf).toEqual([3_800_000, 880_000, 5_029_000]);
  expect(back.solutions[0]!.velocityItrf[0]! * 31_557_600).toBeCloseTo(-0.0164, 6);
  expect(epochToUtc(back.solutions[0]!.reference)).toBe("2010-01-01T00:00:00Z");
});
