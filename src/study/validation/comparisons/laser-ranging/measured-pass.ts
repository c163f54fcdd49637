import {
  addSeconds,
  type Epoch,
  ecefToGeodetic,
  opticalDelay,
  SPEED_OF_LIGHT,
  type SurfaceAir,
  standardAtmosphere,
  type Vec3,
} from "../../../../astro/index.js";
import type { RangePass } from "../../../../estimation/index.js";
import { type LaserRange, type LaserSession, stationAt } from "../../../../formats/index.js";
import type { LaserFolder } from "./gather.js";

/** Fewer ranges than this tell nothing of a pass. */
export const FEWEST_RANGES = 3;
/** Good stations range to a centimetre; the rest is what the dynamics leave out over a pass. */
const SIGMA = 0.05;
const LOWEST_ELEVATION = (3 * Math.PI) / 180;
const USUAL_WAVELENGTH = 532e-9;

/** A session's ranges as a fit takes them. */
export interface MeasuredPass extends RangePass {
  readonly session: LaserSession;
  /** Files that had a part beside the session's. */
  readonly with: readonly string[];
  /** What had to be assumed. */
  readonly notes: readonly string[];
}

/** Prepares a session. @returns why it can't be used, where it can't */
export function measuredPass(session: LaserSession, folder: LaserFolder): MeasuredPass | string {
  const { ranges, rangeType } = session;
  if (rangeType !== "two-way" && rangeType !== "mixed") return `its ranges are ${rangeType}`;
  const usable = ranges.filter((r) => !r.noise && r.event !== "other");
  if (usable.length < FEWEST_RANGES) return `it has ${usable.length} ranges`;
  const middle = usable[usable.length >> 1]!.seconds;
  const epoch = addSeconds(session.midnight, Math.round(middle));
  const station = stationOf(session.station.pad, epoch, folder);
  if (station === undefined) return `no file has the coordinates of station ${session.station.pad}`;
  const notes: string[] = [];
  const start = Math.round(middle);
  const ways = usable.map((range) => wayOf(range, session));
  if (!session.applied.stationDelay && session.calibrations.length === 0)
    notes.push("the station's own delay isn't known");
  if (!station.within) notes.push("the station's coordinates are of another time");
  return {
    session,
    epoch,
    seconds: Float64Array.from(usable, (range, k) => bounce(range, ways[k]!) - start),
    ranges: Float64Array.from(ways, (seconds) => 0.5 * SPEED_OF_LIGHT * seconds),
    stationItrf: station.positionItrf,
    delay: airDelay(session, usable, station.positionItrf, notes),
    sigma: SIGMA,
    with: [station.path],
    notes,
  };
}

function stationOf(
  pad: string,
  e: Epoch,
  { stations }: LaserFolder,
): { readonly path: string; readonly positionItrf: Vec3; readonly within: boolean } | undefined {
  const found = stations.flatMap(({ path, content }) => {
    const place = stationAt(content, pad, e);
    return place === undefined ? [] : [{ path, ...place }];
  });
  return found.find(({ within }) => within) ?? found[0];
}

/** Time of flight without the station's own delay, s. */
function wayOf(range: LaserRange, { applied, calibrations }: LaserSession): number {
  if (applied.stationDelay) return range.timeOfFlight;
  let delay = 0;
  let nearest = Number.POSITIVE_INFINITY;
  for (const calibration of calibrations) {
    const away = Math.abs(calibration.seconds - range.seconds);
    if (calibration.configuration === range.configuration && away < nearest) {
      nearest = away;
      delay = calibration.systemDelay;
    }
  }
  return range.timeOfFlight - delay;
}

/** When the pulse met the target, s after midnight. */
function bounce({ seconds, event }: LaserRange, way: number): number {
  return event === "ground transmit"
    ? seconds + way / 2
    : event === "ground receive"
      ? seconds - way / 2
      : seconds;
}

function airDelay(
  session: LaserSession,
  ranges: readonly LaserRange[],
  stationItrf: Vec3,
  notes: string[],
): MeasuredPass["delay"] {
  if (session.applied.troposphere) return () => 0;
  const site = ecefToGeodetic(stationItrf);
  const wavelengths = ranges.map((r) => session.wavelengths.get(r.configuration) ?? USUAL_WAVELENGTH);
  if (ranges.some((r) => !session.wavelengths.has(r.configuration))) notes.push("532 nm is assumed");
  let air: readonly SurfaceAir[];
  if (session.weather.length > 0) air = ranges.map((r) => weatherAt(session, r.seconds));
  else {
    notes.push("it has no weather: standard air is assumed");
    const { pressure, temperature } = standardAtmosphere(site.height);
    air = ranges.map(() => ({ pressure, temperature, humidity: 0.5 }));
  }
  return (elevation, k) =>
    opticalDelay(air[k]!, site, Math.max(elevation, LOWEST_ELEVATION), wavelengths[k]!);
}

/** Weather between records, or the nearest beyond them. */
function weatherAt({ weather }: LaserSession, seconds: number): SurfaceAir {
  let before = weather[0]!;
  let after = weather[0]!;
  let gapBefore = Number.POSITIVE_INFINITY;
  let gapAfter = Number.POSITIVE_INFINITY;
  for (const w of weather) {
    const gap = w.seconds - seconds;
    if (gap <= 0 && -gap < gapBefore) {
      before = w;
      gapBefore = -gap;
    }
    if (gap >= 0 && gap < gapAfter) {
      after = w;
      gapAfter = gap;
    }
  }
  if (gapBefore === Number.POSITIVE_INFINITY) return after;
  if (gapAfter === Number.POSITIVE_INFINITY || gapBefore + gapAfter === 0) return before;
  const share = gapBefore / (gapBefore + gapAfter);
  const between = (a: number, b: number) => a + share * (b - a);
  return {
    pressure: between(before.pressure, after.pressure),
    temperature: between(before.temperature, after.temperature),
    humidity: between(before.humidity, after.humidity),
  };
}
