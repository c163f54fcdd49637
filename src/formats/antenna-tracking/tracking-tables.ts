import { epochToUtc } from "../../astro/index.js";
import { writeTable } from "../table/table.js";
import type { SetupStation, SurfaceForce, TrackingSetup } from "./read-setup.js";
import { type AntennaMeasurement, type AntennaTracking, TRACKING_COLUMNS } from "./read-tracking.js";

const DEGREE = Math.PI / 180;

function rowOf(m: AntennaMeasurement): (string | number)[] {
  const rounded = (value: number, digits: number) => Number(value.toFixed(digits));
  const start = [epochToUtc(m.time)];
  if (m.kind === "range") return [...start, "RANGE", m.station, rounded(m.range / 1000, 6), ""];
  if (m.kind === "range-rate") return [...start, "RANGE_RATE", m.station, rounded(m.rangeRate / 1000, 9), ""];
  return [...start, "AZ_EL", m.station, rounded(m.azimuth / DEGREE, 6), rounded(m.elevation / DEGREE, 6)];
}

/** Writes tracking as one of our small tables, in km and degrees; `readTracking` reads it. */
export function writeTrackingTable(
  { measurements }: AntennaTracking,
  notes: Readonly<Record<string, string>>,
): string {
  return writeTable("antenna-tracking", notes, TRACKING_COLUMNS, measurements.map(rowOf));
}

function surfaceRows(
  force: SurfaceForce | null,
  name: string,
  coefficient: string,
): [string, string | number][] {
  if (force === null) return [];
  return [
    [name, "true"],
    [`${name}.${coefficient}`, force.coefficient],
    [`${name}.${coefficient}.estimated`, String(force.estimated)],
    [`${name}.area`, force.area],
  ];
}

function stationRows(s: SetupStation, i: number): [string, string | number][] {
  const degrees = (value: number) => Number((value / DEGREE).toFixed(10));
  const rows: [string, string | number][] = [
    ["name", s.name],
    ["latitude", degrees(s.site.latitude)],
    ["longitude", degrees(s.site.longitude)],
    ["altitude", s.site.height],
    ["range.sigma", s.rangeSigma],
    ["range.bias", s.rangeBias],
    ["range.bias.estimated", String(s.rangeBiasEstimated)],
    ["azimuth.sigma", degrees(s.azimuthSigma)],
    ["azimuth.bias", degrees(s.azimuthBias)],
    ["elevation.sigma", degrees(s.elevationSigma)],
    ["elevation.bias", degrees(s.elevationBias)],
    ["az.el.biases.estimated", String(s.angleBiasesEstimated)],
    ["elevation.refraction.correction", String(s.refraction)],
    ["range.tropospheric.correction", String(s.troposphere)],
  ];
  return rows.map(([key, value]) => [`ground.station.${key} [${i}]`, value]);
}

/** Writes a setup as one of our small tables, a key a row; `readSetup` reads it. */
export function writeSetupTable(setup: TrackingSetup, notes: Readonly<Record<string, string>>): string {
  const { position, velocity } = setup.state;
  const thrust: [string, string | number][] =
    setup.thrustTerms === 0
      ? []
      : [
          ["polynomial.acceleration.name [0]", "thrust"],
          ["polynomial.acceleration.coefficients [0]", Array(setup.thrustTerms).fill(0).join(";")],
          ["polynomial.acceleration.estimated [0]", "true"],
        ];
  const axes = ["x", "y", "z"] as const;
  return writeTable(
    "antenna-setup",
    notes,
    ["key", "value"],
    [
      ["orbit.date", epochToUtc(setup.epoch)],
      ...axes.map((axis, i): [string, number] => [`orbit.cartesian.p${axis}`, position[i]!]),
      ...axes.map((axis, i): [string, number] => [`orbit.cartesian.v${axis}`, velocity[i]!]),
      ["inertial.frame", setup.frame],
      ["mass", setup.mass],
      ["central.body.degree", setup.degree],
      ["third.body.sun", String(setup.sun)],
      ["third.body.moon", String(setup.moon)],
      ...surfaceRows(setup.drag, "drag", "cd"),
      ...surfaceRows(setup.pressure, "solar.radiation.pressure", "cr"),
      ...thrust,
      ["onboard.range.bias", setup.onboardRangeBias],
      ["range.outlier.rejection.multiplier", setup.outlierSigmas],
      ...setup.stations.flatMap(stationRows),
    ],
  );
}
