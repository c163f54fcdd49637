import { addSeconds, type Epoch, epochFromUtcOrNull, epochToUtc } from "../../astro/index.js";
import { InputError } from "../../messages/index.js";
import type { RejectedRecord } from "../record-error.js";
import { numberIn, readTable, writeTable } from "../table/table.js";
import { catalogueNumberOf, ilrsIdOf } from "./fields.js";
import type {
  EpochEvent,
  LaserRange,
  LaserRanging,
  LaserSession,
  LaserTarget,
  LaserWeather,
} from "./session.js";

const COLUMNS = [
  "midnight",
  "station",
  "pad",
  "wavelength",
  "pressure",
  "temperature",
  "humidity",
  "event",
  "seconds",
  "timeOfFlight",
];
const EVENTS: readonly string[] = ["ground receive", "bounce", "ground transmit"] satisfies EpochEvent[];
const CONFIGURATION = "std";

/**
 * Writes sessions of one target as a small table of ours: two-way ranges without the station's own delay, each with the
 * weather at its session's middle. Midnight is UTC, the rest s, m, Pa, K and shares of 1.
 *
 * @param notes its source and rights
 */
export function writeRangeTable(
  sessions: readonly LaserSession[],
  notes: Readonly<Record<string, string>>,
): string {
  const { target } = sessions[0]!;
  const head = {
    ...notes,
    target: target.name,
    "ilrs-id": target.ilrsId ?? "",
    "catalogue-number": String(target.catalogueNumber ?? ""),
  };
  const rows = sessions.flatMap((s) => {
    const w = s.weather[s.weather.length >> 1]!;
    const wavelength = [...s.wavelengths.values()][0]!;
    return s.ranges.map((r) => [
      epochToUtc(s.midnight),
      s.station.name,
      s.station.pad,
      wavelength,
      w.pressure,
      w.temperature,
      w.humidity,
      r.event,
      r.seconds,
      r.timeOfFlight,
    ]);
  });
  return writeTable("laser-ranging", head, COLUMNS, rows);
}

interface Building {
  readonly session: LaserSession;
  readonly ranges: LaserRange[];
}

/** @throws {InputError} where its head is broken, or no row can be used */
export function readRangeTable(text: string, file: string): LaserRanging {
  const table = readTable(text, file, "laser-ranging", COLUMNS);
  const places = COLUMNS.map((name) => table.columns.indexOf(name));
  const note = (key: string) => table.notes.get(key)?.value;
  const ilrsId = ilrsIdOf(note("ilrs-id"));
  const catalogueNumber = catalogueNumberOf(note("catalogue-number"));
  const target: LaserTarget = {
    name: note("target") ?? "",
    ...(ilrsId === undefined ? {} : { ilrsId }),
    ...(catalogueNumber === undefined ? {} : { catalogueNumber }),
  };
  const rejected: RejectedRecord[] = [];
  const sessions: Building[] = [];
  for (const { line, cells } of table.rows) {
    const row = places.map((place) => cells[place] ?? "");
    const range = rangeOf(row);
    const midnight = epochFromUtcOrNull(row[0]!);
    if (range === null || midnight === null) {
      rejected.push({
        line,
        reason: "a row has midnight, station, weather, event, seconds and time of flight",
      });
      continue;
    }
    let open = sessions.at(-1);
    const { station } = open?.session ?? {};
    if (open === undefined || station?.pad !== row[2] || isLater(open, range, midnight)) {
      open = beginSession(line, target, row, range, midnight);
      sessions.push(open);
    }
    open.ranges.push(range);
  }
  if (sessions.length === 0) throw new InputError(file, "holds no ranges");
  return { version: 1, sessions: sessions.map(({ session }) => session), rejected };
}

/** A gap of more than this begins another session, s. */
const LONGEST_GAP = 3600;

function isLater({ session, ranges }: Building, range: LaserRange, midnight: Epoch): boolean {
  return (
    session.midnight.seconds !== midnight.seconds || range.seconds - ranges.at(-1)!.seconds > LONGEST_GAP
  );
}

function rangeOf(row: readonly string[]): LaserRange | null {
  const [seconds, timeOfFlight] = [numberIn(row[8]), numberIn(row[9])];
  const known = EVENTS.includes(row[7]!) && row[2] !== "";
  if (!known || !(seconds > -1e6 && seconds < 1e6) || !(timeOfFlight > 0 && timeOfFlight < 20)) return null;
  return { seconds, timeOfFlight, event: row[7] as EpochEvent, configuration: CONFIGURATION, noise: false };
}

function beginSession(
  line: number,
  target: LaserTarget,
  row: readonly string[],
  { seconds }: LaserRange,
  midnight: Epoch,
): Building {
  const [wavelength, pressure, temperature, humidity] = row.slice(3, 7).map(numberIn) as [
    number,
    number,
    number,
    number,
  ];
  const weather: LaserWeather[] =
    pressure > 3e4 && temperature > 180 && humidity >= 0
      ? [{ seconds, pressure, temperature, humidity }]
      : [];
  const ranges: LaserRange[] = [];
  const session: LaserSession = {
    line,
    station: { name: row[1]!, pad: row[2]! },
    target,
    kind: "full rate",
    midnight,
    start: addSeconds(midnight, seconds),
    applied: { troposphere: false, centreOfMass: false, stationDelay: true, spacecraftDelay: false },
    rangeType: "two-way",
    trusted: true,
    wavelengths: new Map(wavelength > 1e-7 && wavelength < 2e-5 ? [[CONFIGURATION, wavelength]] : []),
    ranges,
    weather,
    pointing: [],
    calibrations: [],
  };
  return { session, ranges };
}
