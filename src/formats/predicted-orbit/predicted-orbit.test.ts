import { describe, expect, it } from "vitest";
import { epochToUtc } from "../../astro/index.js";
import { InputError } from "../../messages/index.js";
import { looksLikePredictedOrbit, readPredictedOrbit } from "./read-predicted-orbit.js";

const N = 1.03e-3;
const two = (x: number) => x.toFixed(3).padStart(17);

/** A circle of 7,200 km from 2012-06-30T23:00:00, in steps of 240 s as a table has it. */
function table(steps: number, label: (t: number) => readonly [number, number], velocity = false): string {
  return Array.from({ length: steps }, (_, i) => {
    const t = 240 * i;
    const [mjd, second] = label(t);
    const [x, y] = [7.2e6 * Math.cos(N * t), 7.2e6 * Math.sin(N * t)];
    const place = `10 0 ${mjd} ${second.toFixed(5)} 0 ${two(x)}${two(y)}${two(0)}`;
    return velocity ? `${place}\n20 0 ${two(-N * y)}${two(N * x)}${two(0)}` : place;
  }).join("\n");
}

const HEAD_1 = `H1 CPF  1  ABC 2012  6 26 12  6801 sphere           NONE
H2  0904907 5558    35871 2012 06 30 23  0  0 2012 07 01  2  0  0   240 1 1  0 0 1
H9
`;
const HEAD_2 = `00 made by hand\r
h1 cpf  2 ABC 2021  6 26 12  1771 01 sphere NONE\r
h2  904907 5558    na 2021 06 26  0  0  0 2021 07 01  0  0  0   240 1 1  0 0 0 1\r
h9\r
`;

async function* chunks(text: string): AsyncGenerator<Uint8Array> {
  for (let i = 0; i < text.length; i += 53) yield Buffer.from(text.slice(i, i + 53));
}

/** Steps of 240 s, the second 23:59:60 counted (true UTC), or left out as before it was announced. */
const trueUtc = (t: number): readonly [number, number] => (t < 3601 ? [56108, 82800 + t] : [56109, t - 3601]);
const runningOn = (t: number): readonly [number, number] =>
  t < 3600 ? [56108, 82800 + t] : [56109, t - 3600];

describe("a predicted orbit", () => {
  it("is recognised by its first header", () => {
    expect(looksLikePredictedOrbit(HEAD_1)).toBe(true);
    expect(looksLikePredictedOrbit(HEAD_2)).toBe(true);
    expect(looksLikePredictedOrbit("H1 CRD 1 2012\n")).toBe(false);
  });

  it("of version 1", async () => {
    const orbit = await readPredictedOrbit(chunks(HEAD_1 + table(12, trueUtc)), "f.cpf");
    expect(orbit).toMatchObject({
      version: 1,
      source: "ABC",
      target: { name: "sphere", ilrsId: "0904907", catalogueNumber: 35871 },
      ofReflector: true,
      rejected: [],
    });
    expect(epochToUtc(orbit.reference)).toBe("2012-06-30T23:00:00Z");
    expect(epochToUtc(orbit.end)).toBe("2012-07-01T02:00:00Z");
    expect([...orbit.seconds.slice(0, 3)]).toEqual([0, 240, 480]);
    expect(orbit.positionsItrf[0]).toBe(7.2e6);
    expect(orbit.velocitiesItrf).toBeUndefined();
  });

  it("of version 2, with velocities, moved lines and directions that aren't used", async () => {
    const label = (t: number): readonly [number, number] => [59391, t];
    const text = `${HEAD_2}${table(6, label, true)}\n10 1 59391 2000.0 0 7200000.0 0.0 0.0\n10 0 59391 100.0 0 7200000.0 0.0 0.0\n10 0 59391 3000.0 0 7200.0 0.0 0.0\n99\n`;
    const orbit = await readPredictedOrbit(chunks(text), "f.cpf");
    expect(orbit).toMatchObject({ version: 2, ofReflector: false });
    expect(orbit.target).toEqual({ name: "sphere", ilrsId: "0904907" });
    expect(orbit.velocitiesItrf).toHaveLength(18);
    expect(orbit.rejected.map((r) => r.line)).toEqual([17, 19, 18]);
  });

  it("through a leap second: the motion tells whether it was counted", async () => {
    const steps = Array.from({ length: 24 }, (_, i) => 240 * i);
    for (const label of [trueUtc, runningOn]) {
      const orbit = await readPredictedOrbit(chunks(HEAD_1 + table(24, label)), "f.cpf");
      expect([...orbit.seconds]).toEqual(steps);
    }
  });

  it.each([
    ["inertial axes", HEAD_1.replace("240 1 1  0", "240 1 1  2") + table(4, trueUtc), /^f:2: header H2 /],
    ["one point", HEAD_1 + table(1, trueUtc), /^f:1: has no two points/],
    ["no headers", table(4, trueUtc), /^f:1: has no headers/],
    ["bad points", `${HEAD_1}10 0 56108 x 0 1 2 3\n`, /^f:4: no two points can be used/],
  ])("with %s is refused by line", async (_, text, message) => {
    const error = await readPredictedOrbit(chunks(text), "f").catch((e: unknown) => e);
    expect(error).toBeInstanceOf(InputError);
    expect((error as InputError).message).toMatch(message);
  });
});
