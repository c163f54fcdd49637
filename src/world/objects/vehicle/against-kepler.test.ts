import { describe, expect, it } from "vitest";
import {
  bundledVehicle,
  flightFigures,
  flyVehicle,
  stateAt,
  VEHICLES,
} from "../../../../test/support/fly.js";
import {
  EARTH,
  ecefToGeodetic,
  type Geodetic,
  geodeticToEcef,
  surfaceDistance,
} from "../../../astro/index.js";
import type { Vehicle } from "../../../messages/index.js";

const DEGREE = Math.PI / 180;

/** A vehicle whose payload feels no air, and from which nothing comes off. */
function withoutAir(vehicle: Vehicle): Vehicle {
  return {
    ...vehicle,
    payload: { ...vehicle.payload, ballisticCoefficient: { median: 1e12, factor: 1.0001 } },
    spentStages: undefined,
    fairing: undefined,
    separationDebris: undefined,
    bus: undefined,
  };
}

type V3 = [number, number, number];
const size = (a: V3) => Math.hypot(...a);
const times = (a: V3, k: number): V3 => [a[0] * k, a[1] * k, a[2] * k];
const plus = (a: V3, b: V3): V3 => [a[0] + b[0], a[1] + b[1], a[2] + b[2]];
const inner = (a: V3, b: V3) => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];

/** Height 0 on the ellipsoid under a direction from the centre, as a distance from it. */
function groundRadius(direction: V3): number {
  const { latitude, longitude } = ecefToGeodetic(times(direction, EARTH.radius / size(direction)));
  return size(geodeticToEcef({ latitude, longitude, height: 0 }) as unknown as V3);
}

/**
 * Free flight of a point mass's field in closed form: the ellipse of a state in inertial axes, its top, and where and
 * when it meets the ground, whose radius is taken where it comes down. Source: Bate, Mueller and White (1971), chapter
 * 6: the conic, the true anomalies, Kepler's equation.
 */
function closedForm(state: Float64Array): { apogee: number; seconds: number; place: Geodetic } {
  const r: V3 = [state[0]!, state[1]!, state[2]!];
  const v: V3 = [state[3]! - EARTH.rotation * r[1], state[4]! + EARTH.rotation * r[0], state[5]!];
  const radius = size(r);
  const axis = 1 / (2 / radius - inner(v, v) / EARTH.gm);
  const radial = inner(r, v) / radius;
  const h2 = radius ** 2 * (inner(v, v) - radial ** 2);
  const e = Math.sqrt(1 - h2 / EARTH.gm / axis);
  // Unit vectors outwards and forwards at the start, and the angle from perigee there.
  const out = times(r, 1 / radius);
  const level = plus(v, times(out, -radial));
  const forward = times(level, 1 / size(level));
  const start = Math.acos(((axis * (1 - e * e)) / radius - 1) / e);
  const direction = (anomaly: number): V3 =>
    plus(times(out, Math.cos(anomaly - start)), times(forward, Math.sin(anomaly - start)));
  let ground: number = EARTH.radius;
  let end = 0;
  for (let k = 0; k < 6; k++) {
    end = 2 * Math.PI - Math.acos(((axis * (1 - e * e)) / ground - 1) / e);
    ground = groundRadius(direction(end));
  }
  const mean = (anomaly: number) => {
    const half = Math.atan2(
      Math.sqrt(1 - e) * Math.sin(anomaly / 2),
      Math.sqrt(1 + e) * Math.cos(anomaly / 2),
    );
    return 2 * half - e * Math.sin(2 * half);
  };
  const seconds = (mean(end) - mean(start)) * Math.sqrt(axis ** 3 / EARTH.gm);
  const p = times(direction(end), ground);
  const [c, s] = [Math.cos(EARTH.rotation * seconds), Math.sin(EARTH.rotation * seconds)];
  return {
    apogee: axis * (1 + e) - groundRadius(direction(Math.PI)),
    seconds,
    place: ecefToGeodetic([c * p[0] + s * p[1], c * p[1] - s * p[0], p[2]]),
  };
}

describe("apogee and range follow from the burnout's speed and angle as Kepler has it", () => {
  const falling = VEHICLES.filter((name) => bundledVehicle(name).class !== "space-launch");

  it.each(falling)("%s, within 1 %%", (name) => {
    const vehicle = withoutAir(bundledVehicle(name));
    for (const seed of [1, 2, 3, 4, 5]) {
      for (const azimuthDeg of [330, 90, 200]) {
        const body = flyVehicle(vehicle, seed, { launch: { azimuthDeg } })[0]!;
        const figures = flightFigures(body.truth!);
        const burnout = stateAt(body, body.emissions.at(-1)!.end);
        const form = closedForm(burnout);
        const { impact } = body.truth!;
        const place = {
          latitude: impact!.latitudeDeg * DEGREE,
          longitude: impact!.longitudeDeg * DEGREE,
          height: 0,
        };
        const from = ecefToGeodetic([burnout[0]!, burnout[1]!, burnout[2]!]);
        // The range of a near-vertical flight is the difference of large ways: it is held to the apogee.
        const scale = Math.max(surfaceDistance(from, place), figures.apogee!);
        expect(Math.abs(figures.apogee! / form.apogee - 1)).toBeLessThan(0.01);
        expect(surfaceDistance(place, form.place) / scale).toBeLessThan(0.01);
        expect(Math.abs((figures.flightSeconds! - figures.burnSeconds) / form.seconds - 1)).toBeLessThan(
          0.01,
        );
      }
    }
  });
});
