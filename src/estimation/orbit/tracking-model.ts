import {
  add,
  addSeconds,
  dot,
  downlinkTime,
  type EarthOrientation,
  type Epoch,
  eastNorthUp,
  type Geodetic,
  geodeticToEcef,
  itrfToGcrfState,
  positiveAngle,
  radioRefraction,
  SPEED_OF_LIGHT,
  scale,
  subtract,
  troposphericDelay,
  unit,
  type Vec3,
} from "../../astro/index.js";

/** An antenna that tracks, and which corrections its measurements need. */
export interface TrackingStation {
  readonly site: Geodetic;
  /** Does the air bend its angles up, or was that taken off? */
  readonly refraction: boolean;
  /** Does the air lengthen its ranges, or was that taken off? */
  readonly troposphere: boolean;
}

export const TRACKING_KINDS = ["range", "azimuth", "elevation"] as const;
export type TrackingKind = (typeof TRACKING_KINDS)[number];

/** One number that an antenna measured. */
export interface TrackingMeasurement {
  /** When the signal came in, s after the problem's epoch. */
  readonly seconds: number;
  readonly station: number;
  readonly kind: TrackingKind;
  /** Half the way there and back, m; or rad. */
  readonly value: number;
  readonly sigma: number;
}

/** A station at the instant of a measurement, along the axes of GCRF. */
export interface StationThen {
  readonly position: Vec3;
  readonly velocity: Vec3;
  readonly east: Vec3;
  readonly north: Vec3;
  readonly up: Vec3;
}

/** Where a station is and how it is turned, along the axes of GCRF, at an instant. */
export function stationThen(
  { site }: TrackingStation,
  epoch: Epoch,
  seconds: number,
  orientationAt: (e: Epoch) => EarthOrientation,
): StationThen {
  const e = addSeconds(epoch, seconds);
  const orientation = orientationAt(e);
  const turned = (v: Vec3): Vec3 =>
    itrfToGcrfState({ positionEcef: v, velocityEcef: [0, 0, 0] }, e, orientation).positionGcrf;
  const { positionGcrf, velocityGcrf } = itrfToGcrfState(
    { positionEcef: geodeticToEcef(site), velocityEcef: [0, 0, 0] },
    e,
    orientation,
  );
  const { east, north, up } = eastNorthUp(site);
  return {
    position: positionGcrf,
    velocity: velocityGcrf,
    east: turned(east),
    north: turned(north),
    up: turned(up),
  };
}

/** Writes a satellite's place (GCRF, m) at seconds after the epoch. */
export type SatelliteAt = (seconds: number, out: Float64Array) => void;

const place = new Float64Array(6);

function placeAt(satellite: SatelliteAt, seconds: number): Vec3 {
  satellite(seconds, place);
  return [place[0]!, place[1]!, place[2]!];
}

/** Place at which a signal left the satellite that comes in now, and how long it took, s. */
function emission(then: StationThen, seconds: number, satellite: SatelliteAt): { from: Vec3; way: number } {
  const way = downlinkTime(then.position, seconds, (t) => placeAt(satellite, t));
  return { from: placeAt(satellite, seconds - way), way };
}

/** Time the signal took up from a station that had moved on when it came back, s. */
function uplink({ position, velocity }: StationThen, to: Vec3, down: number): number {
  return downlinkTime(to, -down, (t) => add(position, scale(velocity, t)));
}

/**
 * What a station should have measured without a bias: light time both ways for the range (Montenbruck and Gill 2000, section
 * 6.2.2), down for the angles, and the air's delay and bending.
 *
 * @param then the station when the signal came in
 * @returns m or rad, azimuth in [0, 2π)
 */
export function predictTracking(
  { kind, seconds }: TrackingMeasurement,
  station: TrackingStation,
  then: StationThen,
  satellite: SatelliteAt,
): number {
  const { from, way } = emission(then, seconds, satellite);
  const sight = unit(subtract(from, then.position));
  if (kind === "azimuth") return positiveAngle(Math.atan2(dot(sight, then.east), dot(sight, then.north)));
  const elevation = Math.asin(Math.max(-1, Math.min(1, dot(sight, then.up))));
  if (kind === "elevation")
    return elevation + (station.refraction ? radioRefraction(elevation, station.site.height) : 0);
  const delay = station.troposphere ? troposphericDelay(elevation, station.site.height) : 0;
  return (SPEED_OF_LIGHT * (way + uplink(then, from, way))) / 2 + delay;
}
