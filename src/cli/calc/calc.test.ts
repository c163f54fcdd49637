import { describe, expect, it } from "vitest";
import { distance, referenceCases } from "../../../test/support/reference.js";
import { InputError } from "../../messages/index.js";
import { CALCULATIONS, calculate } from "./index.js";

type Case = Record<string, unknown>;

function only(c: Case, ...names: string[]): Case {
  return Object.fromEntries(names.map((name) => [name, c[name]]));
}

/** The largest difference between a result and the case it should give. */
function worst(
  kind: string,
  table: string,
  given: string[],
  difference: (result: Case, c: Case) => number,
): number {
  const cases = referenceCases<Case>(table);
  return Math.max(...cases.map((c) => difference(calculate(kind, only(c, ...given)) as Case, c)));
}

const points = (a: unknown, b: unknown): number => distance(a as number[], b as number[]);
const numbers = (a: unknown, b: unknown): number => Math.abs((a as number) - (b as number));

describe("the calculator gives the reference values, by their names", () => {
  it("time", () => {
    const given = ["utc", "ut1MinusUtc"];
    expect(worst("time", "time-and-frames", given, (r, c) => numbers(r.gmst82Rad, c.gmst82Rad))).toBeLessThan(
      1e-9,
    );
    expect(worst("time", "time-and-frames", given, (r, c) => numbers(r.era00Rad, c.era00Rad))).toBeLessThan(
      1e-9,
    );
    expect(worst("time", "time-and-frames", given, (r, c) => numbers(r.taiMinusUtc, c.taiMinusUtc))).toBe(0);
  });

  it("frames", () => {
    const given = ["utc", "ut1MinusUtc", "polarMotionArcsec"];
    const to = (from: string, name: string, reference: string) =>
      worst("frames", "time-and-frames", [...given, from], (r, c) => points(r[name], c[reference]));
    expect(to("positionGcrf", "positionItrf", "positionItrf")).toBeLessThan(1);
    expect(to("positionItrf", "positionGcrf", "positionGcrf")).toBeLessThan(1);
    expect(to("positionTeme", "positionItrf", "positionItrfFromTeme")).toBeLessThan(1e-3);
    expect(to("positionTeme", "positionPef", "positionPef")).toBeLessThan(1e-3);
  });

  it("geodetic and look", () => {
    const there = ["latitudeRad", "longitudeRad", "height"];
    expect(worst("geodetic", "geodesy", there, (r, c) => points(r.ecef, c.ecef))).toBeLessThan(1e-6);
    expect(
      worst("geodetic", "geodesy", ["ecef"], (r, c) => numbers(r.latitudeRad, c.latitudeRad)),
    ).toBeLessThan(1e-11);
    expect(worst("look", "geodesy", ["site", "ecef"], (r, c) => numbers(r.range, c.range))).toBeLessThan(
      1e-6,
    );
    expect(
      worst("look", "geodesy", ["site", "ecef"], (r, c) => numbers(r.elevationRad, c.elevationRad)),
    ).toBeLessThan(1e-10);
  });

  it("sun and atmosphere", () => {
    const angle = (r: Case, c: Case) => points(r.sunApparentGcrf, c.sunApparentGcrf) / 1.47e11;
    expect(worst("sun", "sun", ["utc"], angle)).toBeLessThan(5e-5);
    const density = (r: Case, c: Case) => Math.abs((r.density as number) / (c.density as number) - 1);
    expect(worst("atmosphere", "ussa1976", ["altitude"], density)).toBeLessThan(1e-6);
  });

  it("arc and orbit", () => {
    const given = ["position", "velocity", "gravity", "ballisticCoefficient"];
    const impact = (r: Case, c: Case) => points(r.impactPositionInertial, c.impactPositionInertial);
    expect(worst("arc", "suborbital-arcs", given, impact)).toBeLessThan(0.02);
    const place = (r: Case, c: Case) =>
      Math.max(
        numbers(r.impactLatitudeRad, c.impactLatitudeRad),
        numbers(r.impactLongitudeRad, c.impactLongitudeRad),
      );
    expect(worst("arc", "suborbital-arcs", given, place)).toBeLessThan(1e-8);
    const final = (r: Case, c: Case) => points(r.finalPosition, c.finalPosition);
    expect(worst("orbit", "orbits-j4", ["position", "velocity", "seconds"], final)).toBeLessThan(0.01);
  });
});

// AIAA 2006-6753, element set 5
const LINES = {
  line1: "1 00005U 58002B   00179.78495062  .00000023  00000-0  28098-4 0  4753",
  line2: "2 00005  34.2682 348.7242 1859667 331.7664  19.3264 10.82419157413667",
};

it("sgp4 takes minutes or a time", () => {
  const byMinutes = calculate("sgp4", { ...LINES, minutes: 360 }) as Case;
  expect(points(byMinutes.positionTeme, [-7154031.20202, -3783176.82504, -3536194.12294])).toBeLessThan(1e-3);
  const byTime = calculate("sgp4", { ...LINES, utc: "2000-06-28T00:50:19.733568Z" }) as Case;
  expect(points(byTime.positionTeme, byMinutes.positionTeme)).toBeLessThan(1e-3);
});

it("the case's id comes back", () => {
  expect(calculate("atmosphere", { id: "a", altitude: 0 })).toMatchObject({ id: "a", temperature: 288.15 });
});

it("gravity says how far its harmonics go", () => {
  const at = [4e6, 3e6, 5e6];
  expect(calculate("gravity", { positionEcef: at, degree: 4 })).toHaveProperty("model");
  expect(calculate("gravity", { positionEcef: at, degree: 20 })).toHaveProperty(
    "model",
    "EGM2008 to degree 20",
  );
  for (const degree of [-1, 2.5, 21])
    expect(() => calculate("gravity", { positionEcef: at, degree })).toThrow(/degree.*from 0 to 20/);
  expect(() => calculate("gravity", { positionEcef: [1e5, 0, 0], degree: 2 })).toThrow(/inside the Earth/);
});

const ARC = { position: [7e6, 0, 0], velocity: [0, 1000, 0], gravity: "J2-J4", ballisticCoefficient: null };

describe("a case that can't be meant is refused, and the field named", () => {
  it.each([
    ["nothing", {}, /no kind/],
    ["time", { utc: "2023-02-30T00:00:00Z" }, /utc: .*does not exist/],
    ["time", { utc: "1960-01-01T00:00:00Z" }, /before 1972/],
    ["time", {}, /utc: is missing/],
    ["time", null, /JSON object/],
    ["frames", { utc: "2023-02-28T00:00:00Z" }, /0 positions are given/],
    ["frames", { utc: "2023-02-28T00:00:00Z", positionGcrf: [1, 2] }, /positionGcrf/],
    ["geodetic", { latitudeRad: 2, longitudeRad: 0, height: 0 }, /latitudeRad/],
    ["geodetic", { ecef: [1e300, 0, 0] }, /ecef/],
    ["geodetic", { ecef: [0, 0, 0] }, /ecef/],
    ["look", { ecef: [1, 2, 3] }, /site: is missing/],
    ["atmosphere", { altitude: "high" }, /altitude/],
    ["arc", { ...ARC, position: [0, 0, 0] }, /inside the Earth/],
    ["arc", { ...ARC, position: [6.37e6, 0, 0] }, /below the ground/],
    ["arc", { ...ARC, gravity: "J2" }, /gravity/],
    ["arc", { ...ARC, ballisticCoefficient: -1 }, /ballisticCoefficient/],
    ["arc", { ...ARC, velocity: [0, 8000, 0] }, /does not come down/],
    ["orbit", { ...ARC, seconds: 1e12 }, /seconds/],
    ["sgp4", LINES, /minutes/],
    ["sgp4", { ...LINES, line2: LINES.line1, minutes: 0 }, /line 2/],
  ])("%s %j", (kind, input, message) => {
    expect(() => calculate(kind, input)).toThrow(message);
    expect(() => calculate(kind, input)).toThrow(InputError);
  });
});

it("every kind of the contract is there", () => {
  expect(CALCULATIONS).toEqual("time frames geodetic look sun atmosphere arc orbit sgp4 gravity".split(" "));
});
