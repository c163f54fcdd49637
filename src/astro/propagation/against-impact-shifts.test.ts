import { describe, expect, it } from "vitest";
import { EARTH } from "../earth/constants.js";
import { ecefToGeodetic, geodeticToEcef } from "../frames/geodetic.js";
import { eastNorthUp } from "../frames/local.js";
import { surfaceDistance } from "../frames/surface.js";
import { groundEvent } from "./flight-events.js";
import { freeFlightInertial } from "./free-flight.js";
import { integrate } from "./trajectory.js";

const DEGREE = Math.PI / 180;

/**
 * Shifts of the impact point as the project's fact base gives them, section 4.4 (computed there, grade D): free
 * flight from 100 km, point mass and J2, ground of WGS-84, and the air named there. Figures in the table's own
 * digits: km, and seconds where a second figure stands. A figure of one digit is held to its rounding only.
 */
const ROWS = [
  ["570 km", [40, 2300, 43, 45], "1.0", ["1.1", "18"], ["0.25", "5"], "0.11", "0.03", "137", "0.5", "0.7"],
  ["915 km", [40, 2900, 42, 45], "1.5", ["1.1"], ["0.25"], "0.10", "0.03", "163", "0.7", "1.0"],
  ["2,780 km", [40, 4750, 38, 45], "3.7", ["1.3"], ["0.23"], "0.09", "0.04", "244", "1.4", "2.9"],
  ["5,230 km", [40, 6000, 33, 45], "6.6", ["2.1"], ["0.32"], "0.12", "0.05", "355", "2.6", "4.9"],
  [
    "10,100 km polar",
    [40, 7150, 23, 10],
    "7.3",
    ["8.0", "36"],
    ["1.4", "10"],
    "0.46",
    "0.27",
    "647",
    "5.9",
    "6.4",
  ],
  ["9,400 km east", [20, 7150, 23, 90], "16", ["7.0"], ["1.1"], "0.39", "0.22", "948", "5.5", "6.4"],
] as const;

type Start = readonly [latitude: number, speed: number, elevation: number, azimuth: number];

interface Change {
  readonly beta?: number;
  readonly gravity?: "point mass";
  /** relative to 1.225·exp(−h/7,200 m) */
  readonly density?: number;
  /** m/s */
  readonly speed?: number;
  /** rad */
  readonly azimuth?: number;
}

/** Flies one of the starts in the inertial frame and says when and where, on the turned Earth, it comes down. */
function impact(start: Start, change: Change = {}) {
  const site = { latitude: start[0] * DEGREE, longitude: 0, height: 100e3 };
  const { east, north, up } = eastNorthUp(site);
  const speed = start[1] + (change.speed ?? 0);
  const elevation = start[2] * DEGREE;
  const azimuth = start[3] * DEGREE + (change.azimuth ?? 0);
  const velocity = [0, 1, 2].map(
    (i) =>
      speed *
      (Math.cos(elevation) * (Math.sin(azimuth) * east[i]! + Math.cos(azimuth) * north[i]!) +
        Math.sin(elevation) * up[i]!),
  );
  const share = change.density ?? 1;
  const forces = freeFlightInertial({
    ballisticCoefficient: change.beta ?? null,
    gravity: change.gravity ?? "J2",
    air: { density: (height) => share * 1.225 * Math.exp(-height / 7200), top: 120e3 },
  });
  const flight = integrate(forces, 0, [...geodeticToEcef(site), ...velocity], 8000, {
    events: [groundEvent],
  });
  const { time, state } = flight.events[0]!;
  const [c, s] = [Math.cos(EARTH.rotation * time), Math.sin(EARTH.rotation * time)];
  const place = ecefToGeodetic([c * state[0]! + s * state[1]!, c * state[1]! - s * state[0]!, state[2]!]);
  return { time, place };
}

/** A figure with two digits or more to 10 %, one of a single digit to six tenths of its last place. */
function expectFigure(actual: number, figure: string): void {
  const digits = figure.replace(/^0\.0*/, "").replace(".", "");
  const decimals = figure.split(".")[1]?.length ?? 0;
  const slack = digits.length > 1 ? 0.1 * Number(figure) : 0.6 * 10 ** -decimals;
  expect(Math.abs(actual - Number(figure))).toBeLessThanOrEqual(slack);
}

describe.each(ROWS)(
  "%s",
  (_, start, j2, beta2000, beta5000, beta10000, density, rotation, speed, azimuth) => {
    const vacuum = impact(start);
    const shift = (change: Change, from = vacuum) =>
      surfaceDistance(from.place, impact(start, change).place) / 1e3;

    it("J2 omitted", () => {
      expectFigure(shift({ gravity: "point mass" }), j2);
    });

    it("drag against none: distance and time", () => {
      for (const [beta, [distance, seconds]] of [
        [2000, beta2000],
        [5000, beta5000],
        [10000, [beta10000]],
      ] as const) {
        expectFigure(shift({ beta }), distance);
        if (seconds !== undefined) expectFigure(impact(start, { beta }).time - vacuum.time, seconds);
      }
    });

    it("a tenth more air", () => {
      expectFigure(shift({ beta: 5000, density: 1.1 }, impact(start, { beta: 5000 })), density);
    });

    it("rotation omitted: the way of the ground under the impact", () => {
      const { place, time } = vacuum;
      expectFigure((EARTH.rotation * EARTH.radius * Math.cos(place.latitude) * time) / 1e3, rotation);
    });

    it("a metre a second, a milliradian", () => {
      expectFigure(shift({ speed: 1 }), speed);
      expectFigure(shift({ azimuth: 1e-3 }), azimuth);
    });
  },
);
