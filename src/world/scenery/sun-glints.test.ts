import { expect, it } from "vitest";
import { epochFromUtc, geostationaryEcef, sunPositionEcef } from "../../astro/index.js";
import { type InfraredSatellite, SunGlintObject } from "../../messages/index.js";
import { mirrorPoint, twoWayTransmission } from "../../sensors/index.js";
import type { LookQuestion } from "../light/light-source.js";
import type { Setting } from "../setting.js";
import { sunGlintLights } from "./sun-glints.js";

const DEGREES = 180 / Math.PI;
const sun = sunPositionEcef(epochFromUtc("2026-03-20T15:00:00Z"));
const satellite = geostationaryEcef(-75 / DEGREES);
const payload = { mode: "staring", view: "earth", band: "swir", fieldOfRegardDeg: 10, sunExclusionDeg: 0 };
const sensor = { id: "s", kind: "infrared", payload } as InfraredSatellite;
const setting = { duration: 100, inputs: {} } as Setting;
const start = { time: 50, satellite };
const question: LookQuestion = {
  sensor,
  look: 0,
  start,
  duration: 0,
  sun,
  momentAt: () => start,
  stream: () => {
    throw new Error("nothing is drawn");
  },
};

const point = mirrorPoint(satellite, sun)!;
const glintAt = (offDeg: number, altitudeKm = 0) =>
  SunGlintObject.parse({
    id: "glint",
    kind: "sun-glint",
    latitudeDeg: point.latitude * DEGREES + offDeg,
    longitudeDeg: point.longitude * DEGREES,
    altitudeKm,
    areaM2: 1000,
    reflectance: 0.02,
  });

it("1,000 m² of mirror of 2 % give 2.5e6 W/sr before the air (FACTS 2.3)", () => {
  const [light] = sunGlintLights(setting, [glintAt(0, 20)], null).lights(question);
  const range = Math.hypot(...satellite.map((c, i) => c - point.positionEcef[i]!));
  const through = twoWayTransmission("swir", 20_000, point.elevation, point.elevation);
  const intensity = (light!.irradiance * range * range) / through;
  expect(intensity / 2.5e6).toBeGreaterThan(0.97);
  expect(intensity / 2.5e6).toBeLessThan(1.03);
});

it("sinks off the mirror point and is gone three standard deviations of tilt away", () => {
  const at = (offDeg: number) =>
    sunGlintLights(setting, [glintAt(offDeg)], null).lights(question)[0]?.irradiance ?? 0;
  expect(at(4)).toBeLessThan(0.9 * at(0));
  expect(at(4)).toBeGreaterThan(0);
  expect(at(18)).toBe(0);
});

it("shines only in its time", () => {
  const late = { ...glintAt(0), time: 60 };
  expect(sunGlintLights(setting, [late], null).lights(question)).toHaveLength(0);
});
