import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { InputError } from "../../messages/index.js";
import { readPredictedOrbit } from "../predicted-orbit/read-predicted-orbit.js";
import { readStationCoordinates } from "../station-coordinates/read-station-coordinates.js";
import { readLaserRanging } from "./read-laser-ranging.js";

/* Whatever comes in, a reader gives a result or throws one InputError of one line. */

const RANGES = `h1 CRD  1 2012 12 31 23
h2 SITE       9001 77  1  4
h3 sphere      0904907 5558 35871    0 1
h4  0 2012 12 31 23 59  0 2013  1  1  0  1 0  0 0 0 0 1 0 2 0
c0 0 532.000 std ml1 mcp mt1
40 86300.0 0 std -1 -1 -1.0   100000.0       .0    7.6   1.000   1.000   -1.0 2 2 0
20 86340.5  959.82 297.00  57. 0
10 86340.5040000047121   .0090408039898 std 2 2 0 0    32
11  86341.0 0.039237325685 std 2  120.0     94   57.0   0.183  -0.536      -1.0  15.67 0
30 86340.5040000047121 267.4375  32.6437 0 2 0
h8
h9
`;
const ORBIT = `H1 CPF  1  ABC 2012  6 26 12  6801 sphere           NONE
H2  0904907 5558    35871 2012 06 30 23  0  0 2012 07 01  2  0  0   240 1 1  0 0 1
H9
10 0 56108 82800.00000 0 7200000.000 0.000 0.000
20 0 1.0 7400.0 0.0
10 0 56108 83040.00000 0 7000000.000 1700000.000 0.000
20 0 -1700.0 7100.0 0.0
`;
const STATIONS = `%=SNX 2.01 XXX 20:119:43200 XXX 79:215:00000 20:119:43200 C 00012 2 X V
+SOLUTION/EPOCHS
 9001  A    1 C 04:050:57195 10:050:00000 07:205:42340
-SOLUTION/EPOCHS
+SOLUTION/ESTIMATE
     1 STAX   9001  A    1 10:001:00000 m    2 0.380000000000000E+07 0.36157E-03
     2 STAY   9001  A    1 10:001:00000 m    2 0.880000000000000E+06 0.54156E-03
     3 STAZ   9001  A    1 10:001:00000 m    2 0.502900000000000E+07 0.29325E-03
-SOLUTION/ESTIMATE
`;

const RANGE_TABLE = `# firstlight table: laser-ranging
# target: sphere
# ilrs-id: 0904907
midnight,station,pad,wavelength,pressure,temperature,humidity,event,seconds,timeOfFlight
2012-12-31T00:00:00Z,SITE,9001,5.32e-7,95982,297,0.57,ground transmit,86340.5,0.009
`;
const ORBIT_TABLE = `# firstlight table: predicted-orbit
# target: sphere
# ilrs-id: 0904907
# made: 2012-06-26T12:00:00Z
# start: 2012-06-26T00:00:00Z
# end: 2012-07-01T00:00:00Z
# reference: 2012-06-25T23:40:00Z
seconds,x,y,z
0,7200000,0,0
240,7000000,1700000,0
`;
const STATION_TABLE = `# firstlight table: station-coordinates
site,name,reference,x,y,z,vx,vy,vz
9001,Somewhere,2010-01-01T00:00:00Z,3800000,880000,5029000,-5e-10,5e-10,2e-10
`;

type Read = (chunks: AsyncIterable<Uint8Array>, file: string) => Promise<unknown>;

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

async function onlyInputError(read: Read, bytes: Uint8Array): Promise<void> {
  try {
    await read(once(bytes), "f");
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    expect(error.message).not.toMatch(/[\n\r\0]/);
    expect(error.message.length).toBeLessThan(1000);
  }
}

describe.each([
  ["laser ranges", readLaserRanging, RANGES],
  ["a predicted orbit", readPredictedOrbit, ORBIT],
  ["stations", readStationCoordinates, STATIONS],
  ["a table of ranges", readLaserRanging, RANGE_TABLE],
  ["a table of a prediction", readPredictedOrbit, ORBIT_TABLE],
  ["a table of stations", readStationCoordinates, STATION_TABLE],
] as readonly (readonly [string, Read, string])[])("the reader of %s", (_, read, good) => {
  it("takes the good file cut at any length", async () => {
    await read(once(Buffer.from(good)), "f");
    for (let n = 0; n < good.length; n += 3) await onlyInputError(read, Buffer.from(good.slice(0, n)));
  });

  it("takes bytes changed, pieces moved and doubled, and any bytes", async () => {
    const bytes = Buffer.from(good);
    const change = fc.record({ at: fc.nat(bytes.length - 1), to: fc.nat(255) });
    const place = fc.nat(good.length);
    const changes = fc.array(change, { minLength: 1, maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(
        changes,
        place,
        place,
        place,
        fc.uint8Array({ maxLength: 200 }),
        async (cs, a, b, c, any) => {
          const spoilt = Buffer.from(bytes);
          for (const { at, to } of cs) spoilt[at] = to;
          await onlyInputError(read, spoilt);
          await onlyInputError(
            read,
            Buffer.from(good.slice(0, c) + good.slice(Math.min(a, b), Math.max(a, b)) + good.slice(c)),
          );
          await onlyInputError(read, any);
          await onlyInputError(read, Buffer.concat([bytes.subarray(0, bytes.indexOf("\n") + 1), any]));
        },
      ),
      { numRuns: 80, seed: 5 },
    );
  });

  it("takes lines without end in no time", async () => {
    const begun = process.cpuUsage();
    for (const filler of [" ", "0", "9", "h1 crd 1 ", "00\n", "00000x", "\t", "+", "- "]) {
      const long = filler.repeat(30_000 / filler.length);
      await onlyInputError(read, Buffer.from(long));
      await onlyInputError(read, Buffer.from(good + long));
    }
    expect(process.cpuUsage(begun).user / 1e6).toBeLessThan(10);
  });
});
