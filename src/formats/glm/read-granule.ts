import {
  type Epoch,
  epochFromUtc,
  epochFromUtcOrNull,
  secondsBetween,
  type Vec3,
} from "../../astro/index.js";
import { InputError } from "../../messages/index.js";
import { type Hdf5File, type NumericArray, withHdf5 } from "../hdf5/hdf5.js";
import {
  type Ellipsoid,
  GEOSTATIONARY_RADIUS,
  isVisible,
  LIGHTNING_ELLIPSOID,
  LIGHTNING_ELLIPSOID_UNTIL_2018,
  pointOnEllipsoid,
} from "./fixed-grid.js";
import type { LightningPulse, LightningRecording } from "./recording.js";

const SPEED_OF_LIGHT = 299_792_458;
const DEGREE = Math.PI / 180;
/** The product's Earth radius under its nominal height (GRS 80), m. */
const EARTH_RADIUS = 6_378_137;
/** Longest time by which an event may lie outside its granule: 1.2 s seen, and the light's way. */
const TIME_MARGIN = 1.5;
const ENERGY_FILL = 65_535;

/**
 * Reads a granule of the GOES-R Geostationary Lightning Mapper (L2 LCFA, netCDF-4); each event becomes a pulse.
 *
 * The product gives where the line of sight meets the lightning ellipsoid; the line of sight is rebuilt from there.
 * Times are those at which the light reached the sensor: from 2018-10-18 on the product took the light's way off, and
 * it is put back.
 * @throws {InputError} where the bytes are no such granule, or a damaged one
 */
export function readLightning(bytes: Uint8Array, file: string): Promise<LightningRecording> {
  return withHdf5(bytes, file, (hdf5) => readGranule(hdf5, file));
}

function readGranule(hdf5: Hdf5File, file: string): LightningRecording {
  const required = (variable: string): NumericArray => {
    const values = hdf5.numbers(variable);
    if (values === null) {
      throw new InputError(file, `has no variable ${variable}`, "a GLM L2 LCFA granule is expected");
    }
    return values;
  };
  const offsets = required("event_time_offset");
  const start = timeAttribute(hdf5, "time_coverage_start", file);
  const end = timeAttribute(hdf5, "time_coverage_end", file);
  const duration = secondsBetween(start, end);
  if (!(duration > 0 && duration < 3600))
    throw new InputError(file, `lasts ${duration} s`, "a granule has 20 s");
  const satellite = satellitePlace(hdf5, file);
  const early = secondsBetween(start, epochFromUtc("2018-10-15T00:00:00Z")) > 0;
  const events: Events = {
    seconds: eventSeconds(hdf5, offsets, start, file),
    latitudes: unpacked(hdf5, "event_lat", required("event_lat")),
    longitudes: unpacked(hdf5, "event_lon", required("event_lon")),
    energies: unsigned(required("event_energy")),
    energyScale: numberAttribute(hdf5, "event_energy", "scale_factor") ?? 1,
    energyOffset: numberAttribute(hdf5, "event_energy", "add_offset") ?? 0,
    flashes: flashesOfEvents(required),
    duration,
    ellipsoid: early ? LIGHTNING_ELLIPSOID_UNTIL_2018 : LIGHTNING_ELLIPSOID,
    lightTimeRemoved: secondsBetween(start, epochFromUtc("2018-10-18T00:00:00Z")) <= 0,
    satelliteEcef: satellite.positionEcef,
  };
  const count = offsets.length;
  for (const [name, values] of Object.entries(events)) {
    if (ArrayBuffer.isView(values) && (values as Float64Array).length !== count) {
      throw new InputError(
        `${file} ${name}`,
        "differs in length from event_time_offset",
        "the granule is damaged",
      );
    }
  }
  const rejected = new Map<string, number>();
  const pulses: LightningPulse[] = [];
  for (let i = 0; i < count; i += 1) {
    const pulse = pulseOfEvent(events, i);
    if (typeof pulse === "string") rejected.set(pulse, (rejected.get(pulse) ?? 0) + 1);
    else pulses.push(pulse);
  }
  pulses.sort((a, b) => a.seconds - b.seconds);
  return {
    platform: String(hdf5.attribute("/", "platform_ID") || "GLM"),
    satellitePositionEcef: satellite.positionEcef,
    subLongitudeDeg: satellite.longitudeDeg,
    start,
    end,
    created: createdIn(hdf5),
    pulses,
    rejected: [...rejected].map(([reason, n]) => ({ reason, count: n })),
  };
}

interface Events {
  readonly seconds: Float64Array;
  readonly latitudes: Float64Array;
  readonly longitudes: Float64Array;
  readonly energies: Float64Array;
  readonly energyScale: number;
  readonly energyOffset: number;
  readonly flashes: (event: number) => { flash: number; degraded: boolean } | null;
  readonly duration: number;
  readonly ellipsoid: Ellipsoid;
  readonly lightTimeRemoved: boolean;
  readonly satelliteEcef: Vec3;
}

/** @returns the pulse, or why there is none */
function pulseOfEvent(events: Events, i: number): LightningPulse | string {
  const energy = events.energies[i]!;
  if (energy === ENERGY_FILL) return "event without energy (fill value)";
  const latitude = events.latitudes[i]!;
  const longitude = events.longitudes[i]!;
  if (!(Math.abs(latitude) <= 90 && Math.abs(longitude) <= 360)) return "event without a place on Earth";
  const { satelliteEcef, ellipsoid } = events;
  const point = pointOnEllipsoid(latitude, longitude, ellipsoid);
  if (!isVisible(satelliteEcef, point, ellipsoid)) return "event where the satellite can't see";
  const dx = point[0] - satelliteEcef[0];
  const dy = point[1] - satelliteEcef[1];
  const dz = point[2] - satelliteEcef[2];
  const range = Math.hypot(dx, dy, dz);
  const seconds = events.seconds[i]! + (events.lightTimeRemoved ? range / SPEED_OF_LIGHT : 0);
  if (!(seconds >= -TIME_MARGIN && seconds <= events.duration + TIME_MARGIN)) {
    return `event more than ${TIME_MARGIN} s outside the granule`;
  }
  const family = events.flashes(i);
  if (family === null) return "event whose group or flash is not in the granule";
  return {
    seconds,
    lineOfSightEcef: [dx / range, dy / range, dz / range],
    energy: Math.max(0, energy * events.energyScale + events.energyOffset),
    flash: String(family.flash),
    quality: family.degraded ? "degraded" : "good",
  };
}

/**
 * Offsets of events from the granule's start, s. Files whose units say "milliseconds" hold signed numbers; those that
 * say "seconds" hold unsigned ones, also where they don't say so (seen on granules of 2018 to 2023).
 */
function eventSeconds(hdf5: Hdf5File, packed: NumericArray, start: Epoch, file: string): Float64Array {
  const units = String(hdf5.attribute("event_time_offset", "units") ?? "");
  const match = /^(milliseconds|seconds) since (\d{4}-\d\d-\d\d)[ T](\d\d:\d\d:\d\d(?:\.\d{1,9})?)/.exec(
    units,
  );
  if (match === null)
    throw new InputError(`${file} event_time_offset`, `has the units "${units.slice(0, 60)}"`);
  const base = parseEpoch(`${match[2]}T${match[3]}Z`, `${file} event_time_offset`);
  const shift = secondsBetween(start, base);
  const scale = numberAttribute(hdf5, "event_time_offset", "scale_factor") ?? 1;
  const offset = numberAttribute(hdf5, "event_time_offset", "add_offset") ?? 0;
  const unit = match[1] === "milliseconds" ? 1e-3 : 1;
  const values = match[1] === "milliseconds" ? packed : unsigned(packed);
  return Float64Array.from(values, (v) => (v * scale + offset) * unit + shift);
}

function unpacked(hdf5: Hdf5File, variable: string, packed: NumericArray): Float64Array {
  const scale = numberAttribute(hdf5, variable, "scale_factor") ?? 1;
  const offset = numberAttribute(hdf5, variable, "add_offset") ?? 0;
  return unsigned(packed).map((v) => v * scale + offset);
}

/** Integers of the product are unsigned, whatever their netCDF type says. */
function unsigned(values: NumericArray): Float64Array {
  if (values instanceof Int16Array) return Float64Array.from(values, (v) => v & 0xffff);
  if (values instanceof Int32Array) return Float64Array.from(values, (v) => v >>> 0);
  if (values instanceof Int8Array) return Float64Array.from(values, (v) => v & 0xff);
  return Float64Array.from(values);
}

/** Events name their group, groups their flash, both by ids that wrap: looked up within the granule. */
function flashesOfEvents(required: (variable: string) => NumericArray): Events["flashes"] {
  const groupOfEvent = unsigned(required("event_parent_group_id"));
  const flashOfGroup = unsigned(required("group_parent_flash_id"));
  const groupQuality = unsigned(required("group_quality_flag"));
  const flashQuality = unsigned(required("flash_quality_flag"));
  const groups = indexById(unsigned(required("group_id")));
  const flashes = indexById(unsigned(required("flash_id")));
  return (event) => {
    const group = groups.get(groupOfEvent[event]!);
    const id = group === undefined ? undefined : flashOfGroup[group];
    const flash = id === undefined ? undefined : flashes.get(id);
    if (group === undefined || id === undefined || flash === undefined) return null;
    return { flash: id, degraded: groupQuality[group] !== 0 || flashQuality[flash] !== 0 };
  };
}

function indexById(ids: Float64Array): Map<number, number> {
  return new Map(Array.from(ids, (id, index) => [id, index]));
}

function satellitePlace(hdf5: Hdf5File, file: string): { positionEcef: Vec3; longitudeDeg: number } {
  const scalar = (variable: string, least: number, most: number): number | null => {
    const value = hdf5.numbers(variable)?.[0];
    return value !== undefined && value >= least && value <= most ? value : null;
  };
  const longitude =
    scalar("nominal_satellite_subpoint_lon", -360, 360) ?? scalar("lon_field_of_view", -360, 360);
  if (longitude === null) throw new InputError(file, "does not say where its satellite stands");
  const latitude = (scalar("nominal_satellite_subpoint_lat", -15, 15) ?? 0) * DEGREE;
  const height = scalar("nominal_satellite_height", 35_000, 37_000);
  const radius = height === null ? GEOSTATIONARY_RADIUS : EARTH_RADIUS + height * 1000;
  const angle = longitude * DEGREE;
  return {
    longitudeDeg: longitude,
    positionEcef: [
      radius * Math.cos(latitude) * Math.cos(angle),
      radius * Math.cos(latitude) * Math.sin(angle),
      radius * Math.sin(latitude),
    ],
  };
}

function timeAttribute(hdf5: Hdf5File, name: string, file: string): Epoch {
  const value = hdf5.attribute("/", name);
  if (typeof value !== "string") throw new InputError(file, `has no attribute ${name}`);
  return parseEpoch(value, `${file} ${name}`);
}

function createdIn(hdf5: Hdf5File): Epoch | null {
  const value = hdf5.attribute("/", "date_created");
  return typeof value === "string" ? epochFromUtcOrNull(value) : null;
}

function parseEpoch(utc: string, where: string): Epoch {
  try {
    return epochFromUtc(utc);
  } catch (error) {
    if (error instanceof RangeError) throw new InputError(where, error.message);
    throw error;
  }
}

function numberAttribute(hdf5: Hdf5File, variable: string, name: string): number | null {
  const value = hdf5.attribute(variable, name);
  return typeof value === "number" ? value : null;
}
