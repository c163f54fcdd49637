import { type GeoPath, type GeoProjection, geoEqualEarth, geoGraticule10, geoPath } from "d3-geo";
import type { GeometryObject, Position } from "geojson";
import type { EventUpdate, Radar } from "../../../messages/index.js";
import type { GroundPlace } from "../../scoring/ellipse.js";
import { anchor, html, type Markup, px } from "../html.js";
import type { ReportPicture } from "../picture.js";
import { CLASS_WORDS, place } from "../words.js";
import { type Label, LabelPlacer } from "./labels.js";
import { landOutlines } from "./land.js";
import { ellipseShape, groundBelow, lineShape, outlineShape, radarCoverShapes } from "./shapes.js";

const WIDTH = 1080;
const HEIGHT = 560;
const PADDING = 56;
/** Even a single point is shown with this much around it, degrees. */
const LEAST_SPAN = 16;

/** Draws the whole scene: land, radars and their cover, launches, what was tracked, where it comes down. */
export function renderOverview(picture: ReportPicture): Markup {
  const radars = picture.run.header.network.sensors.filter((sensor) => sensor.kind === "radar");
  const projection = projectionFor(pointsOf(picture, radars));
  const path = geoPath(projection).digits(1);
  const shape = (geometry: GeometryObject, className: string) => drawn(path, geometry, className);
  return html`<svg class="map" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-labelledby="map-title map-text">
<title id="map-title">Map of the scene</title>
<desc id="map-text">${describe(picture, radars)}</desc>
<rect class="sea" width="${WIDTH}" height="${HEIGHT}"/>
${shape(geoGraticule10(), "graticule")}
${landOutlines().map((land) => shape(land, "land"))}
${radars.flatMap((radar) => radarCoverShapes(radar).map((cover) => shape(cover, "cover")))}
${picture.run.header.network.protectedAreas.map((area) =>
  shape(
    ellipseShape(area, { semiMajor: area.radiusKm * 1000, semiMinor: area.radiusKm * 1000, azimuthDeg: 0 }),
    "protected",
  ),
)}
${picture.background.map((event) => spot(projection, event))}
${picture.main.map((event) => eventShapes(event, picture, shape))}
${marksWithLabels([
  ...picture.main.flatMap((event) => eventMarks(event, projection)),
  ...radars.flatMap((radar) => radarMark(projection, radar)),
])}
<text class="origin-mark" x="${WIDTH - 16}" y="30" text-anchor="end">${picture.summary.origin.toUpperCase()}</text>
</svg>`;
}

function drawn(path: GeoPath, geometry: GeometryObject, className: string): Markup | null {
  const d = path(geometry);
  return d === null ? null : html`<path class="${className}" d="${d}"/>`;
}

/** Every place that the map must hold. */
function pointsOf(picture: ReportPicture, radars: readonly Radar[]): Position[] {
  const points: Position[] = [];
  const add = (at: { readonly latitudeDeg: number; readonly longitudeDeg: number } | undefined) => {
    if (at !== undefined) points.push([at.longitudeDeg, at.latitudeDeg]);
  };
  for (const event of picture.main) for (const at of [event.launch, event.impact, event.seenAt]) add(at);
  for (const radar of radars) add(radar.site);
  if (points.length === 0) for (const event of picture.background) add(event.seenAt);
  if (points.length === 0) points.push([0, 0]);
  return points;
}

function projectionFor(points: readonly Position[]): GeoProjection {
  const longitude = middleLongitude(points);
  const spread: Position[] = [...points];
  const latitudes = points.map(([, latitude]) => latitude!);
  const middle = (Math.min(...latitudes) + Math.max(...latitudes)) / 2;
  for (const [dx, dy] of [
    [-1, -1],
    [1, 1],
    [-1, 1],
    [1, -1],
  ] as const) {
    const latitude = Math.max(-85, Math.min(85, middle + (dy * LEAST_SPAN) / 2));
    spread.push([longitude + (dx * LEAST_SPAN) / 2, latitude]);
  }
  return geoEqualEarth()
    .rotate([-longitude, 0])
    .fitExtent(
      [
        [PADDING, PADDING],
        [WIDTH - PADDING, HEIGHT - PADDING],
      ],
      { type: "MultiPoint", coordinates: spread },
    )
    .clipExtent([
      [0, 0],
      [WIDTH, HEIGHT],
    ]);
}

/** Middle of the shortest arc of longitude that holds every point. */
function middleLongitude(points: readonly Position[]): number {
  const sorted = points.map(([longitude]) => ((longitude! % 360) + 360) % 360).sort((a, b) => a - b);
  let widest = 0;
  let after = 0;
  for (let i = 0; i < sorted.length; i += 1) {
    const gap = i + 1 < sorted.length ? sorted[i + 1]! - sorted[i]! : sorted[0]! + 360 - sorted[i]!;
    if (gap > widest) {
      widest = gap;
      after = sorted[(i + 1) % sorted.length]!;
    }
  }
  return after + (360 - widest) / 2;
}

/** What an event drew over the ground. */
function eventShapes(
  event: EventUpdate,
  picture: ReportPicture,
  shape: (geometry: GeometryObject, className: string) => Markup | null,
): Markup {
  const { launch, impact } = event;
  const tracks = event.tracks.flatMap((id) => {
    const track = picture.run.series.radarTracks.get(id);
    return track === undefined || track.points.length < 2 ? [] : [track.points];
  });
  const last = tracks.at(-1)?.at(-1);
  const ahead =
    last === undefined || impact === undefined
      ? null
      : lineShape([groundBelow(last.positionEcef), [impact.longitudeDeg, impact.latitudeDeg]]);
  const truth = picture.truthStates.get(picture.truthOf.get(event.id)?.id ?? "") ?? [];
  return html`<g class="c-${event.class}">
${truth.length > 1 ? shape(lineShape(truth.map(({ positionEcef }) => groundBelow(positionEcef))), "truth-track") : null}
${impact?.area !== undefined && impact.ellipse95 === undefined ? shape(outlineShape(impact.area), "area") : null}
${impact?.ellipse95 !== undefined ? shape(ellipseShape(impact, impact.ellipse95), "ellipse") : null}
${launch !== undefined ? shape(ellipseShape(launch, launch.ellipse95), "ellipse") : null}
${ahead === null ? null : shape(ahead, "ahead")}
${tracks.map((points) => shape(lineShape(points.map(({ positionEcef }) => groundBelow(positionEcef))), "track"))}
</g>`;
}

type Point = readonly [number, number];

/** A mark of an event or a radar, and the word that belongs to it. */
interface MapMark {
  readonly at: Point;
  readonly mark: Markup;
  readonly label?: Label;
}

function eventMarks(event: EventUpdate, projection: GeoProjection): MapMark[] {
  const { launch, impact, seenAt } = event;
  const at = (where: GroundPlace | undefined): Point | null =>
    where === undefined ? null : projection([where.longitudeDeg, where.latitudeDeg]);
  const from = event.parent === undefined ? at(launch) : null;
  const to = at(impact);
  const seen = from === null && to === null ? at(seenAt) : null;
  const marks: MapMark[] = [];
  if (from !== null)
    marks.push({
      at: from,
      mark: html`<circle class="launch-mark" cx="${px(from[0])}" cy="${px(from[1])}" r="5"/>`,
    });
  if (to !== null)
    marks.push({
      at: to,
      mark: html`<path class="impact-mark" d="M${px(to[0] - 5)} ${px(to[1] - 5)}l10 10m0-10l-10 10"/>`,
    });
  if (seen !== null)
    marks.push({
      at: seen,
      mark: html`<path class="seen-mark" d="M${px(seen[0])} ${px(seen[1] - 6)}l6 6l-6 6l-6-6z"/>`,
    });
  return marks.map((mark, i) => {
    const linked = html`<a class="c-${event.class}" href="#event-${anchor(event.id)}"><title>${CLASS_WORDS[event.class]}, ${event.id}</title>${mark.mark}</a>`;
    const [x, y] = mark.at;
    const label: Label = {
      text: CLASS_WORDS[event.class],
      x,
      y,
      className: `map-label c-${event.class}`,
      size: 13,
    };
    if (i === 0) return { at: mark.at, mark: linked, label };
    if (event.class !== "ballistic") return { at: mark.at, mark: linked };
    return { at: mark.at, mark: linked, label: { ...label, text: "predicted impact" } };
  });
}

function radarMark(projection: GeoProjection, radar: Radar): MapMark[] {
  const at = projection([radar.site.longitudeDeg, radar.site.latitudeDeg]);
  if (at === null) return [];
  const [x, y] = at;
  return [
    {
      at,
      mark: html`<path class="radar-mark" d="M${px(x - 6)} ${px(y + 5)}h12l-6-11z"/>`,
      label: { text: radar.id, x, y, className: "map-label radar-label", size: 11 },
    },
  ];
}

/** Places labels after every mark stands, so that none is hidden. */
function marksWithLabels(marks: readonly MapMark[]): Markup {
  const placer = new LabelPlacer(WIDTH, HEIGHT);
  for (const { at } of marks) placer.keepFree(at[0], at[1], 8);
  const labels = marks.map(({ label }) => (label === undefined ? null : placer.place(label)));
  return html`${marks.map(({ mark }) => mark)}${labels}`;
}

function spot(projection: GeoProjection, event: EventUpdate): Markup | null {
  const where = event.seenAt;
  const at = where === undefined ? null : projection([where.longitudeDeg, where.latitudeDeg]);
  return at === null ? null : html`<circle class="spot" cx="${px(at[0])}" cy="${px(at[1])}" r="2.5"/>`;
}

function describe(picture: ReportPicture, radars: readonly Radar[]): string {
  const events = picture.main.map((event) => {
    const where = event.launch ?? event.impact ?? event.seenAt;
    return `${CLASS_WORDS[event.class]}${where === undefined ? "" : ` at ${place(where.latitudeDeg, where.longitudeDeg)}`}`;
  });
  const sites = radars.map(
    (radar) => `${radar.id} at ${place(radar.site.latitudeDeg, radar.site.longitudeDeg)}`,
  );
  return `Events: ${events.join("; ") || "none"}. Radars: ${sites.join("; ") || "none"}. The tables below say the same in words.`;
}
