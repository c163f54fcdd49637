import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { InputError } from "../../messages/index.js";
import { readEarthOrientation } from "../earth-orientation/read-earth-orientation.js";
import { readPreciseOrbits } from "./read-precise-orbits.js";

/* Whatever comes in, a reader gives a result of finite numbers or throws one InputError of one line. */

const SP3 = `#cV2020  1  1  0  0  0.00000000       2 ORBIT ITRF  FIT TEST
## 2086 259200.00000000    60.00000000 58849 0.0000000000000
+    2   L51G05  0  0  0  0  0  0  0  0  0  0  0  0  0  0  0
%c L  cc UTC ccc cccc cccc cccc cccc ccccc ccccc ccccc ccccc
/* a comment
*  2020  1  1  0  0  0.00000000
PL51   7000.000000      0.000000     10.000000 999999.999999
VL51      0.000000  70000.000000      0.000000 999999.999999
EP    1    2    3    4
PG05  26000.000000      0.000000     10.000000      1.000000 12 11  9 183    MP
*  2020  1  1  0  1  0.00000000
PL51   6990.000000    419.000000     10.000000 999999.999999
VL51  -4190.000000  69900.000000      0.000000 999999.999999
EOF
`;
const BULLETIN = `BULLETIN B 999
 1 - DAILY FINAL VALUES OF  x, y, UT1-UTC, dX, dY
2001   3   2   51970  100.000  -50.000   60.0000    0.3   -0.006    0.013
 Preliminary extension
2001   3   3   51971  101.000  -51.000   61.0000    0.3   -0.006    0.013
 2 - POLE OFFSETS
`;
const CSV =
  "mjd_utc,xp_arcsec,yp_arcsec,ut1_minus_utc_s\n51970.00,0.1,-0.05,0.06\n51971.00,0.1,-0.05,0.061\n";

type Read = (bytes: Uint8Array) => Promise<readonly ArrayLike<number>[]>;

async function* one(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

const orbits: Read = async (bytes) => {
  const { satellites } = await readPreciseOrbits(one(bytes), "f");
  return satellites.flatMap(({ seconds, positions }) => [seconds, positions]);
};
const earth: Read = async (bytes) => {
  const { table } = await readEarthOrientation(one(bytes), "f");
  return [table.seconds, table.ut1MinusTai, table.poleX, table.poleY];
};

async function judged(read: Read, bytes: Uint8Array): Promise<void> {
  try {
    for (const numbers of await read(bytes)) expect(Array.from(numbers).every(Number.isFinite)).toBe(true);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    expect(error.message).not.toMatch(/[\n\r\0]/);
    expect(error.message.length).toBeLessThan(1000);
  }
}

describe.each([
  ["SP3", orbits, SP3],
  ["Bulletin B", earth, BULLETIN],
  ["CSV of the Earth's orientation", earth, CSV],
] as const)("the reader of %s", (_, read, good) => {
  it("takes the good file cut at any length", async () => {
    expect((await read(Buffer.from(good)))[0]!.length).toBe(2);
    for (let length = 0; length < good.length; length += 5)
      await judged(read, Buffer.from(good.slice(0, length)));
  });

  it("takes the good file with bytes changed and lines doubled, and any bytes", async () => {
    const bytes = Buffer.from(good);
    const change = fc.record({ at: fc.nat(bytes.length - 1), to: fc.nat(255) });
    await fc.assert(
      fc.asyncProperty(
        fc.array(change, { minLength: 1, maxLength: 6 }),
        fc.nat(bytes.length),
        fc.uint8Array({ maxLength: 60 }),
        async (changes, cut, noise) => {
          const spoilt = Buffer.from(bytes);
          for (const { at, to } of changes) spoilt[at] = to;
          await judged(read, spoilt);
          await judged(read, Buffer.concat([bytes.subarray(0, cut), noise, bytes.subarray(cut >> 1)]));
          await judged(read, noise);
        },
      ),
      { numRuns: 60, seed: 9 },
    );
  });
});
