import type { RadarPlot } from "../messages/index.js";
import type { TimedMeasurement } from "./faults/delivery.js";
import { type Setting, utcAt } from "./setting.js";

/** Numbers of one plot in a parcel. */
const FIELDS = 13;
/** Keys of a plot, without and with a range rate. */
const KEYS = [13, 15] as const;

/**
 * What one sensor found, on its way between threads: a radar's plots as numbers, which cost a fraction of what objects
 * cost to hand over; all else as it is. What comes out is what went in, up to the order of a plot's fields, which is
 * that of the schema.
 */
export interface Parcel {
  /** For each plot: its place in the order, time, scan, number in the scan, then its figures; NaN for what it has not. */
  readonly plots: Float64Array<ArrayBuffer>;
  readonly others: readonly { readonly place: number; readonly message: TimedMeasurement }[];
}

/**
 * Packs what one sensor found.
 *
 * @param sensor the one that all messages are of
 * @param found each with the text of its time, as `utcAt` gives it
 */
export function pack(sensor: string, found: readonly TimedMeasurement[]): Parcel {
  const plots = new Float64Array(FIELDS * found.length);
  const others: { place: number; message: TimedMeasurement }[] = [];
  let length = 0;
  let scan = -1;
  let prefix = "";
  for (let place = 0; place < found.length; place++) {
    const message = found[place]!;
    const { measurement: m } = message;
    if (m.type === "radar-plot" && m.scan !== scan) {
      scan = m.scan;
      prefix = `${sensor}/${scan}/`;
    }
    const number = m.type === "radar-plot" ? numberOf(m, prefix) : Number.NaN;
    if (m.type !== "radar-plot" || Number.isNaN(number)) {
      others.push({ place, message });
      continue;
    }
    plots[length] = place;
    plots[length + 1] = message.time;
    plots[length + 2] = scan;
    plots[length + 3] = number;
    plots[length + 4] = m.range;
    plots[length + 5] = m.azimuth;
    plots[length + 6] = m.elevation;
    plots[length + 7] = m.sigmaRange;
    plots[length + 8] = m.sigmaAzimuth;
    plots[length + 9] = m.sigmaElevation;
    plots[length + 10] = m.signalToNoise;
    plots[length + 11] = m.rangeRate ?? Number.NaN;
    plots[length + 12] = m.sigmaRangeRate ?? Number.NaN;
    length += FIELDS;
  }
  return { plots: plots.slice(0, length), others };
}

/** Number of a plot in its scan; NaN where it has something that a parcel has no room for. */
function numberOf(plot: RadarPlot, prefix: string): number {
  const { id, rangeRate, sigmaRangeRate } = plot;
  const keys = KEYS[rangeRate === undefined || sigmaRangeRate === undefined ? 0 : 1];
  if (Object.keys(plot).length !== keys || !id.startsWith(prefix)) return Number.NaN;
  let number = 0;
  for (let i = prefix.length; i < id.length; i++) {
    const digit = id.charCodeAt(i) - 48;
    if (!(digit >= 0 && digit <= 9) || (digit === 0 && number === 0 && i < id.length - 1)) return Number.NaN;
    number = 10 * number + digit;
  }
  return id.length > prefix.length && number < 1e9 ? number : Number.NaN;
}

/** Unpacks what {@link pack} packed. */
export function unpack(setting: Setting, sensor: string, { plots, others }: Parcel): TimedMeasurement[] {
  const found = new Array<TimedMeasurement>(plots.length / FIELDS + others.length);
  const { origin } = setting.inputs.scenario;
  let scan = -1;
  let prefix = "";
  for (let at = 0; at < plots.length; at += FIELDS) {
    const time = plots[at + 1]!;
    if (plots[at + 2] !== scan) {
      scan = plots[at + 2]!;
      prefix = `${sensor}/${scan}/`;
    }
    const measurement: RadarPlot = {
      type: "radar-plot",
      id: `${prefix}${plots[at + 3]}`,
      sensor,
      origin,
      time: utcAt(setting, time),
      scan,
      range: plots[at + 4]!,
      azimuth: plots[at + 5]!,
      elevation: plots[at + 6]!,
      sigmaRange: plots[at + 7]!,
      sigmaAzimuth: plots[at + 8]!,
      sigmaElevation: plots[at + 9]!,
      ...(Number.isNaN(plots[at + 11]!)
        ? {}
        : { rangeRate: plots[at + 11]!, sigmaRangeRate: plots[at + 12]! }),
      signalToNoise: plots[at + 10]!,
    };
    found[plots[at]!] = { time, measurement };
  }
  for (const { place, message } of others) found[place] = message;
  return found;
}
