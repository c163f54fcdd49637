import { judgeBoost } from "../../../../estimation/index.js";
import { CHART_COLOURS, type LineChart } from "../../../chart/line-chart.js";
import type { ValidationLine } from "../../comparison.js";
import { COARSE_ROWS, rowStep } from "../broadcasts/flight-record.js";
import { bodyWords, type TrackedBody } from "./tracked-body.js";

/** A boost's end must be noticed within so long, s. */
const NOTICE = 15;
/** Silence after which a track is lost, s. */
const SILENCE = 3;
/** What ends above this may have gone on to orbit, m. */
const AIR = 100e3;
/** A free fall must have lasted so long before an impact is foretold, s. */
const LEAST_FALL = 20;

/** What the whole record shows afterwards. */
interface Hindsight {
  /** When the energy was greatest for the last time before it stopped growing, s. */
  readonly boostEnd: number;
  readonly lastTime: number;
  readonly lastAltitude: number;
}

/**
 * Lines on whether a flight that broke up is called so in time, and no other flight is.
 *
 * A record shows a break-up where it never falls freely, its boost had ended, and it stops in the air. Of such a flight no impact
 * may be foretold, since that supposes a free fall.
 */
export function* breakUpLines(tracked: TrackedBody): Generator<ValidationLine> {
  const { record, recording, arcs } = tracked;
  const events = judgeBoost(record);
  const broken = events.find(({ what }) => what === "broken");
  const words = bodyWords(tracked);
  const step = rowStep(record);
  const coarse =
    step > COARSE_ROWS ? { reason: `its rows are ${step.toFixed(1)} s apart: no mark is claimed` } : null;
  if (arcs.length > 0) {
    yield {
      recording,
      comparison: `${words}called broken though it flew on`,
      truth: "it fell freely later in the same broadcast",
      independence: "the whole record judges what was said second by second",
      figure: broken === undefined ? 0 : 1,
      unit: "1",
      ...(coarse ?? { atMost: 0 }),
      beside: events.map(({ what, noticed }) => ({ name: `${what}, noticed at`, value: noticed, unit: "s" })),
    };
    return;
  }
  const after = hindsight(tracked);
  const end = events.find(({ what }) => what === "end of boost");
  if (after === null) return;
  const head = {
    recording,
    independence: "the whole record judges what was said second by second, each with the readings until then",
  };
  yield {
    ...head,
    comparison: `${words}end of boost noticed after it took place`,
    truth: "when the speed stopped growing, as the whole record shows",
    figure: end === undefined ? Number.NaN : end.noticed - after.boostEnd,
    unit: "s",
    ...(coarse ?? { atMost: NOTICE }),
    beside: [{ name: "it took place at", value: after.boostEnd, unit: "s" }],
    chart: breakUpChart(tracked, events),
  };
  const lost = after.lastTime + SILENCE;
  const declared = Math.min(broken?.noticed ?? Number.POSITIVE_INFINITY, lost);
  yield {
    ...head,
    comparison: `${words}track called broken or lost after its boost ended`,
    truth: "the broadcast stopped with it in the air, and it never fell freely",
    figure: declared - after.boostEnd,
    unit: "s",
    ...(coarse ?? { atMost: lost - after.boostEnd }),
    beside: [
      {
        name: broken === undefined ? "never called broken; lost at" : "called broken at",
        value: declared,
        unit: "s",
      },
      { name: "last reading at", value: after.lastTime, unit: "s" },
      { name: "last altitude", value: after.lastAltitude / 1000, unit: "km" },
    ],
  };
  yield {
    ...head,
    comparison: `${words}impacts foretold of it`,
    truth: "it broke up on the way, or the record ends there: none is at full range",
    figure: impactsForetold(tracked, broken?.noticed ?? lost),
    unit: "1",
    atMost: 0,
  };
}

/** Whether the whole record shows that the flight broke up. */
export function brokeUp(tracked: TrackedBody): boolean {
  return tracked.arcs.length === 0 && hindsight(tracked) !== null;
}

/** Seconds at which a free fall had been seen for long enough that an impact would be foretold. */
function impactsForetold({ arcs }: TrackedBody, until: number): number {
  return arcs.reduce((sum, a) => sum + Math.max(0, Math.min(until, a.end) - a.start - LEAST_FALL), 0);
}

function hindsight({ record }: TrackedBody): Hindsight | null {
  const { time, speed, altitude, altitudeStep } = record;
  let boostEnd = Number.NaN;
  let most = 0;
  let last = -1;
  for (let k = 0; k < time.length; k++) {
    if (Number.isNaN(speed[k]!) || Number.isNaN(altitude[k]!)) continue;
    last = k;
    if (speed[k]! > most) {
      most = speed[k]!;
      boostEnd = time[k]!;
    }
  }
  if (last < 0) return null;
  const [lastTime, lastAltitude] = [time[last]!, altitude[last]!];
  const inTheAir = lastAltitude > 1.5 * altitudeStep + 500 && lastAltitude < AIR;
  return inTheAir && lastTime - boostEnd > 20 ? { boostEnd, lastTime, lastAltitude } : null;
}

function breakUpChart({ record }: TrackedBody, events: ReturnType<typeof judgeBoost>): LineChart {
  const every = Math.max(1, Math.floor(record.time.length / 400));
  const points = (values: Float64Array, factor: number) =>
    Array.from(record.time, (t, k) => [t, values[k]! * factor] as const).filter(
      (p, k) => k % every === 0 && !Number.isNaN(p[1]),
    );
  const x = { label: "time after lift-off, s" };
  const marks = (top: number) =>
    events.map(({ what, noticed }, i) => ({
      name: `${what} noticed`,
      points: [
        [noticed, 0],
        [noticed, top],
      ] as const,
      dash: "5 3",
      colour: CHART_COLOURS[1 + i]!,
    }));
  const top = (values: readonly (readonly [number, number])[]) =>
    values.reduce((most, [, v]) => Math.max(most, v), 0);
  const speed = points(record.speed, 1);
  const altitude = points(record.altitude, 1e-3);
  return {
    title: "Speed and altitude of a flight that broke up, and what was said of it when",
    panels: [
      { title: "speed", x, y: { label: "speed, m/s" }, series: [{ points: speed }, ...marks(top(speed))] },
      {
        title: "altitude",
        x,
        y: { label: "altitude, km" },
        series: [{ points: altitude }, ...marks(top(altitude))],
      },
    ],
  };
}
