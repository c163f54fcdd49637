import { surfaceCourse, surfaceDistance } from "../../../astro/index.js";
import type { Ellipse95, EventUpdate, TruthObject, Warning } from "../../../messages/index.js";
import { byTime } from "../../by-time.js";
import { ellipseDistance, type GroundPlace, geodeticOf } from "../../scoring/ellipse.js";
import { html, type Markup, px } from "../html.js";
import { CLASS_WORDS, clock, length, place } from "../words.js";

const SIZE = 340;
const MIDDLE = SIZE / 2;
/** Lengths that a scale bar may have, m. */
const ROUND_LENGTHS = [1, 2, 5].flatMap((digit) => [1e2, 1e3, 1e4, 1e5, 1e6].map((power) => digit * power));

/** An estimate of a place at one moment. */
interface PlaceEstimate extends GroundPlace {
  readonly ellipse95: Ellipse95;
  readonly at: string;
}

/** Draws how the launch point was narrowed down, or null where it never was. */
export function renderLaunchInset(
  event: EventUpdate,
  history: readonly EventUpdate[],
  truth: TruthObject | undefined,
  origin: string,
): Markup | null {
  const estimates = history.flatMap(({ launch, at }) => (launch === undefined ? [] : [{ ...launch, at }]));
  return renderInset(event, "launch point", estimates, truth?.launch, origin);
}

/** Draws how the impact point was narrowed down, or null where no ellipse was ever claimed. */
export function renderImpactInset(
  event: EventUpdate,
  history: readonly EventUpdate[],
  warnings: readonly Warning[],
  truth: TruthObject | undefined,
  origin: string,
): Markup | null {
  const states = byTime([...history, ...warnings], ({ at }) => at);
  const estimates = states.flatMap(({ impact, at }) =>
    impact?.ellipse95 === undefined ? [] : [{ ...impact, ellipse95: impact.ellipse95, at }],
  );
  return renderInset(event, "impact point", estimates, truth?.impact, origin);
}

function renderInset(
  event: EventUpdate,
  name: "launch point" | "impact point",
  estimates: readonly PlaceEstimate[],
  truth: GroundPlace | undefined,
  origin: string,
): Markup | null {
  const last = estimates.at(-1);
  if (last === undefined) return null;
  const reach = Math.max(
    last.ellipse95.semiMajor * 2.2,
    truth === undefined ? 0 : surfaceDistance(geodeticOf(last), geodeticOf(truth)) * 1.3,
    100,
  );
  const scale = (MIDDLE - 12) / reach;
  const inside = truth === undefined ? null : ellipseDistance(last, last.ellipse95, truth) <= 1;
  const id = `${name.slice(0, 6)}-${event.id}`;
  const text = describe(last, estimates.length, inside);
  return html`<figure class="inset c-${event.class}"><svg viewBox="0 0 ${SIZE} ${SIZE}" role="img" aria-labelledby="t-${id}">
<title id="t-${id}">${name} of ${CLASS_WORDS[event.class]} ${event.id}: ${text}</title>
<rect class="sea" width="${SIZE}" height="${SIZE}"/>
${thinned(estimates).map((estimate) => ellipseMark(estimate, last, scale, estimate === last))}
<path class="centre" d="M${MIDDLE - 5} ${MIDDLE}h10M${MIDDLE} ${MIDDLE - 5}v10"/>
${truth === undefined ? null : truthMark(last, truth, scale)}
${scaleBar(scale)}
<text class="origin-mark small" x="${SIZE - 10}" y="20" text-anchor="end">${origin.toUpperCase()}</text>
<text class="north" x="14" y="20">N ↑</text>
</svg><figcaption><b>${CLASS_WORDS[event.class]}: ${name}</b> ${text}</figcaption></figure>`;
}

function describe(last: PlaceEstimate, count: number, inside: boolean | null): string {
  const { semiMajor, semiMinor } = last.ellipse95;
  const truth =
    inside === null
      ? ""
      : inside
        ? " The true place (cross) lies inside."
        : " The true place (cross) lies outside.";
  return `${place(last.latitudeDeg, last.longitudeDeg)}, as estimated at ${clock(last.at)} UTC; with 95 % probability inside the ellipse of ${length(semiMajor)} × ${length(semiMinor)} (half-axes).${count > 1 ? " Thin: earlier estimates." : ""}${truth}`;
}

/** At most a dozen earlier ellipses: the first, the last, and some between. */
function thinned(estimates: readonly PlaceEstimate[]): PlaceEstimate[] {
  const step = Math.max(1, Math.ceil(estimates.length / 12));
  return estimates.filter((_, i) => (estimates.length - 1 - i) % step === 0);
}

function offset(centre: GroundPlace, to: GroundPlace, scale: number): readonly [number, number] {
  const distance = surfaceDistance(geodeticOf(centre), geodeticOf(to)) * scale;
  if (distance === 0) return [MIDDLE, MIDDLE];
  const course = surfaceCourse(geodeticOf(centre), geodeticOf(to));
  return [MIDDLE + distance * Math.sin(course), MIDDLE - distance * Math.cos(course)];
}

function ellipseMark(
  estimate: PlaceEstimate,
  centre: GroundPlace,
  scale: number,
  isLast: boolean,
): Markup | null {
  const { semiMajor, semiMinor, azimuthDeg } = estimate.ellipse95;
  // An early ellipse much larger than the frame would only fill it.
  if (!isLast && semiMinor * scale > SIZE) return null;
  const [x, y] = offset(centre, estimate, scale);
  return html`<ellipse class="${isLast ? "ellipse" : "ellipse earlier"}" cx="${px(x)}" cy="${px(y)}" rx="${px(semiMajor * scale)}" ry="${px(semiMinor * scale)}" transform="rotate(${px(azimuthDeg - 90)} ${px(x)} ${px(y)})"/>`;
}

function truthMark(centre: GroundPlace, truth: GroundPlace, scale: number): Markup {
  const [x, y] = offset(centre, truth, scale);
  return html`<path class="truth-mark" d="M${px(x - 7)} ${px(y - 7)}l14 14m0-14l-14 14"><title>true place</title></path>`;
}

function scaleBar(scale: number): Markup {
  const metres =
    ROUND_LENGTHS.filter((candidate) => candidate * scale <= 110).sort((a, b) => b - a)[0] ?? 100;
  const width = metres * scale;
  return html`<path class="scale-bar" d="M14 ${SIZE - 14}v-6m0 6h${px(width)}m0 0v-6"/><text class="scale-text" x="${px(20)}" y="${SIZE - 20}">${metres < 1000 ? `${metres} m` : `${metres / 1000} km`}</text>`;
}
