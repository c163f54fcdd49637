import { expect, test } from "vitest";
import { geostationaryEcef, randomStream, type Vec3 } from "../../astro/index.js";
import { InfraredSatellite } from "../../messages/index.js";
import { infraredSignal, plumeIntensity, plumeMidWaveRatio } from "../../sensors/index.js";
import type { Body, Emission } from "../body.js";
import { bodyLights } from "./body-lights.js";
import type { LookQuestion } from "./light-source.js";

const HEIGHT = 50_000;
const PLACE: Vec3 = [6_378_137 + HEIGHT, 0, 0];
const SATELLITE = geostationaryEcef(0.3);

function bodyWith(emissions: readonly Emission[], cloudTop = Number.NEGATIVE_INFINITY): Body {
  return {
    id: "launch",
    motion: { start: 0, end: 1000, stateAt: (_time, out) => out.set([...PLACE, 0, 0, 0]) },
    emissions,
    crossSections: [],
    swerling: 0,
    cloudTop,
  };
}

function lookAt(time: number, band: "swir" | "mwir"): LookQuestion {
  const payload = {
    mode: "staring",
    revisitSeconds: 1,
    band,
    noiseEquivalentIrradiance: 1e-12,
    randomMicroradians: 10,
    biasMicroradians: 10,
  };
  const sensor = InfraredSatellite.parse({
    id: "s",
    kind: "infrared",
    orbit: { geostationaryLongitudeDeg: 17 },
    payload,
  });
  const momentAt = (t: number) => ({ time: t, satellite: SATELLITE });
  return {
    sensor,
    look: 0,
    start: momentAt(time),
    duration: 0,
    sun: [0, 1.5e11, 0],
    momentAt,
    stream: (purpose) => randomStream(1, purpose),
  };
}

const stage = (shape?: string): Emission => ({
  start: 10,
  end: 70,
  kind: "plume",
  radiantIntensity: 1e5,
  ...(shape === undefined ? {} : { shape }),
});

function irradiance(body: Body, time: number, band: "swir" | "mwir" = "swir"): number {
  return bodyLights([body], 1000)
    .lights(lookAt(time, band))
    .reduce((sum, light) => sum + light.irradiance, 0);
}

test("a plume without transients shines from ignition to burnout as its altitude says, in both bands", () => {
  const body = bodyWith([stage()]);
  for (const band of ["swir", "mwir"] as const) {
    const { payload } = lookAt(0, band).sensor;
    const ratio = band === "mwir" ? plumeMidWaveRatio(HEIGHT) : 1;
    const intensity = plumeIntensity(1e5, HEIGHT) * ratio;
    const expected = infraredSignal(payload, SATELLITE, PLACE, intensity).irradiance;
    expect(irradiance(body, 10, band)).toBeCloseTo(expected, 20);
    expect(irradiance(body, 69.99, band)).toBeCloseTo(expected, 20);
    expect(irradiance(body, 9.99, band)).toBe(0);
    expect(irradiance(body, 70, band)).toBe(0);
  }
});

test("a solid stage fades, glows on after burnout, and the next one lights up: staging is a dropout", () => {
  const next: Emission = { ...stage("solid"), start: 74, end: 130 };
  const body = bodyWith([stage("solid"), next]);
  const steady = irradiance(body, 40);
  expect(irradiance(body, 69)).toBeLessThan(0.8 * steady);
  expect(irradiance(body, 72)).toBeGreaterThan(0);
  expect(irradiance(body, 73.9)).toBeLessThan(0.1 * steady);
  expect(irradiance(body, 76)).toBeGreaterThanOrEqual(steady);
  expect(irradiance(body, 90)).toBeCloseTo(steady, 20);
});

test("under its cloud nothing is seen", () => {
  expect(irradiance(bodyWith([stage()], HEIGHT + 1), 30)).toBe(0);
  expect(irradiance(bodyWith([stage()], HEIGHT - 1), 30)).toBeGreaterThan(0);
});
