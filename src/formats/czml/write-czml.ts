import type { Vec3 } from "../../astro/index.js";
import { epochFromUtc, secondsBetween } from "../../astro/index.js";
import type { Ellipse95, EventUpdate, Sensor } from "../../messages/index.js";
import { mapRings } from "../geometry/antimeridian.js";
import { ellipseOutline, type Position } from "../geometry/ellipse-outline.js";
import { eventOfTrack, type Picture, type TrackPath, trackPaths } from "../picture/picture.js";
import { satellitePath } from "../picture/satellite-path.js";

/** One packet of a CZML document. */
export type CzmlPacket = { readonly id: string } & Readonly<Record<string, unknown>>;

type Rgba = readonly [number, number, number, number];

const COLOURS = {
  sensor: [90, 160, 220, 255],
  satellite: [150, 150, 150, 255],
  track: [240, 180, 60, 255],
  seen: [120, 190, 120, 255],
  launch: [230, 120, 40, 120],
  impact: [200, 40, 40, 120],
} as const satisfies Record<string, Rgba>;

/**
 * Writes what an output folder holds as CZML for a globe (Cesium Language, version 1.0): sensors, tracks with their
 * positions over time, launch and impact ellipses as polygons, events with the interval in which they were seen.
 */
export function writeCzml(picture: Picture): string {
  return `${JSON.stringify(czmlPackets(picture))}\n`;
}

/** @returns the packets of the document, its head first */
export function czmlPackets(picture: Picture): CzmlPacket[] {
  const interval = `${picture.start}/${picture.end}`;
  const head: CzmlPacket = {
    id: "document",
    name: `${picture.name} (${picture.origin})`,
    version: "1.0",
    clock: {
      interval,
      currentTime: picture.start,
      multiplier: 10,
      range: "LOOP_STOP",
      step: "SYSTEM_CLOCK_MULTIPLIER",
    },
  };
  return [
    head,
    ...picture.network.sensors.flatMap((sensor) => sensorPacket(sensor, picture)),
    ...trackPaths(picture.tracks).map((path) => trackPacket(path, picture.events)),
    ...picture.events.flatMap((event) => eventPackets(event, picture)),
  ];
}

function sensorPacket(sensor: Sensor, picture: Picture): CzmlPacket[] {
  const common = {
    id: `sensor/${sensor.id}`,
    name: sensor.id,
    point: point(COLOURS.sensor, 8),
    label: label(sensor.id),
  };
  if (sensor.kind === "radar") {
    const { longitudeDeg, latitudeDeg, heightM } = sensor.site;
    return [{ ...common, position: { cartographicDegrees: [longitudeDeg, latitudeDeg, heightM] } }];
  }
  const path = satellitePath(sensor.orbit, picture);
  if (path === null) return [];
  if ("fixed" in path) return [{ ...common, position: { cartesian: path.fixed.map(Math.round) } }];
  return [{ ...common, position: sampledPosition(path.samples) }];
}

function trackPacket(path: TrackPath, events: readonly EventUpdate[]): CzmlPacket {
  const event = eventOfTrack(events, path.id);
  const colour = path.catalogueNumber === undefined ? COLOURS.track : COLOURS.satellite;
  const [first, last] = [path.states[0]!, path.states.at(-1)!];
  return {
    id: `track/${path.id}`,
    name:
      path.catalogueNumber === undefined ? path.id : `${path.id}, catalogue number ${path.catalogueNumber}`,
    ...(event === undefined ? {} : { parent: `event/${event.id}` }),
    availability: `${first.time}/${last.time}`,
    position: sampledPosition(path.states),
    point: point(colour, 6),
    path: { material: solid(colour), width: 2, leadTime: 0, resolution: 5 },
  };
}

/** Positions over time; between them a client interpolates, by a curve where there are enough of them. */
function sampledPosition(samples: readonly { readonly time: string; readonly positionEcef: Vec3 }[]): object {
  const epoch = samples[0]!.time;
  const from = epochFromUtc(epoch);
  const cartesian = samples.flatMap(({ time, positionEcef }) => [
    Number(secondsBetween(from, epochFromUtc(time)).toFixed(6)),
    ...positionEcef.map((c) => Number(c.toFixed(1))),
  ]);
  const degree = Math.min(5, samples.length - 1);
  return {
    referenceFrame: "FIXED",
    ...(degree >= 1
      ? { interpolationAlgorithm: degree > 1 ? "LAGRANGE" : "LINEAR", interpolationDegree: degree }
      : {}),
    epoch,
    cartesian,
  };
}

function eventPackets(event: EventUpdate, picture: Picture): CzmlPacket[] {
  const id = `event/${event.id}`;
  const warnings = picture.warnings.filter((w) => w.event === event.id);
  const seen = `${event.firstDetection}/${event.lastDetection}`;
  const packets: CzmlPacket[] = [
    {
      id,
      name: `${event.class} (${Math.round(event.probability * 100)} %)`,
      availability: seen,
      description: description(
        event,
        warnings.map((w) => `${w.at} ${w.level} ${w.msgType}`),
      ),
      properties: {
        class: event.class,
        probability: event.probability,
        confirmed: event.confirmed,
        origin: event.origin,
        state: event.state,
      },
      ...seenAt(event),
    },
  ];
  const { launch, impact } = event;
  if (launch !== undefined) {
    const place = { latitudeDeg: launch.latitudeDeg, longitudeDeg: launch.longitudeDeg, time: launch.time };
    packets.push(
      ...placePackets(`${id}/launch`, "Launch", place, launch.ellipse95, COLOURS.launch, event, picture),
    );
  }
  if (impact !== undefined) {
    const place = { latitudeDeg: impact.latitudeDeg, longitudeDeg: impact.longitudeDeg, time: impact.time };
    const outline = impact.ellipse95 ?? impact.area;
    packets.push(...placePackets(`${id}/impact`, "Impact", place, outline, COLOURS.impact, event, picture));
  }
  return packets;
}

/** Where a source that is no launch was seen: a point of the event's own packet. */
function seenAt({ seenAt: place, class: kind }: EventUpdate): object {
  if (place === undefined) return {};
  const { longitudeDeg, latitudeDeg, altitude = 0 } = place;
  const position = { cartographicDegrees: [longitudeDeg, latitudeDeg, altitude] };
  return { position, point: point(COLOURS.seen, 5), label: label(kind) };
}

/** A point with its label and, as packets of their own, the polygons around it; shown from the first detection on. */
function placePackets(
  id: string,
  word: string,
  place: { readonly latitudeDeg: number; readonly longitudeDeg: number; readonly time: string },
  outline: Ellipse95 | readonly Position[] | undefined,
  colour: Rgba,
  event: EventUpdate,
  picture: Picture,
): CzmlPacket[] {
  const until = picture.end > event.firstDetection ? picture.end : event.lastDetection;
  const common = { parent: `event/${event.id}`, availability: `${event.firstDetection}/${until}` };
  const name = `${word} ${place.time}`;
  const ring =
    outline === undefined
      ? []
      : "semiMajor" in outline
        ? ellipseOutline(place.latitudeDeg, place.longitudeDeg, outline)
        : outline;
  const polygons = ring.length < 3 ? [] : mapRings(ring);
  return [
    {
      id,
      name,
      ...common,
      position: { cartographicDegrees: [place.longitudeDeg, place.latitudeDeg, 0] },
      point: point(colour, 8),
      label: label(name),
    },
    ...polygons.map((polygon, i) => ({
      id: `${id}/outline${i === 0 ? "" : `/${i}`}`,
      name,
      ...common,
      polygon: {
        positions: { cartographicDegrees: polygon.slice(0, -1).flatMap(([x, y]) => [x, y, 0]) },
        material: solid(colour),
        outline: true,
        height: 0,
      },
    })),
  ];
}

function description(event: EventUpdate, warnings: readonly string[]): string {
  const lines = [`Origin: ${event.origin}`, `Seen by ${event.sensors.join(", ")}`, ...warnings];
  return lines.map((line) => `<p>${escapeHtml(line)}</p>`).join("");
}

function escapeHtml(text: string): string {
  return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
}

function solid(rgba: Rgba): object {
  return { solidColor: { color: { rgba } } };
}

function point(rgba: Rgba, pixelSize: number): object {
  return { color: { rgba: [rgba[0], rgba[1], rgba[2], 255] }, pixelSize };
}

function label(text: string): object {
  return { text, font: "12px sans-serif", pixelOffset: { cartesian2: [8, -8] }, horizontalOrigin: "LEFT" };
}
