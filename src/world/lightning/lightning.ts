import { addSeconds, normalAt, poissonAt, randomStream, uniformAt, type Vec3 } from "../../astro/index.js";
import { InputError, type LightningModelObject, type OpticalPulse } from "../../messages/index.js";
import { PULSE_SIGMA, type SensorOrbit, sensorOrbit } from "../../sensors/index.js";
import { windowOf } from "../faults/window.js";
import { microseconds, rounded, significant } from "../measure/rounding.js";
import { type Setting, utcAt } from "../setting.js";
import { drawGranule, fitLightning, type LightningModel } from "./model.js";
import { drawFlash, drawStorms, type FlashLaw, type Storm } from "./storms.js";

/** A message of the model with its time, s after the run's start. */
export interface TimedPulse {
  readonly time: number;
  readonly measurement: OpticalPulse;
}

/** Flashes are drawn block by block, so that any span of time can be made alone, s. */
const BLOCK = 20;
/** Figures of a granule hold for so long, s: weather changes over hours, not from one granule to the next. */
const WEATHER = 1800;
/** Storms move on and are drawn anew after so long, s. */
const STORM_LIFE = 7200;
/** No flash lasts longer than this, s: bounds how far back a span looks for those still alight. */
const LONGEST_FLASH = 20;

/** Lightning of one object of a scenario. */
export interface Lightning {
  /** Pulses of a span, its end outside, in order of time. */
  between(from: number, to: number): TimedPulse[];
}

/**
 * The thunderstorms of one scenario object.
 *
 * @throws InputError where the network has no such optical satellite
 */
export function lightningOf(setting: Setting, object: LightningModelObject): Lightning {
  const sensor = setting.inputs.network.sensors.find(({ id }) => id === object.sensor);
  if (sensor?.kind !== "optical")
    throw new InputError(object.id, `the network has no optical satellite "${object.sensor}"`);
  const orbit = sensorOrbit(
    sensor.orbit,
    setting.inputs.networkCatalogue.map((c) => c.elements),
  );
  return { between: (from, to) => pulsesBetween(setting, object, orbit, from, to) };
}

let bundledModel: LightningModel | undefined;
function bundled(): LightningModel {
  bundledModel ??= fitLightning();
  return bundledModel;
}

/** What a span of weather is like: flashes a second, and the law of a flash; null where all is quiet. */
function weather(setting: Setting, object: LightningModelObject, time: number) {
  const stream = randomStream(setting.inputs.seed, "lightning", object.id, "weather");
  const figures = drawGranule(bundled(), stream, Math.floor(time / WEATHER));
  if (figures === null) return null;
  return { rate: object.flashesPerSecond ?? figures.rate, law: figures satisfies FlashLaw };
}

function positionAt(setting: Setting, orbit: SensorOrbit, time: number): Vec3 {
  return orbit.positionEcef(addSeconds(setting.start, time));
}

function pulsesBetween(
  setting: Setting,
  object: LightningModelObject,
  orbit: SensorOrbit,
  from: number,
  to: number,
): TimedPulse[] {
  const window = windowOf(setting, object);
  const end = Math.min(to, window.until, setting.duration + 1e-9);
  const begin = Math.max(from, window.from);
  const out: TimedPulse[] = [];
  const firstBlock = Math.max(0, Math.floor((begin - LONGEST_FLASH) / BLOCK));
  for (let block = firstBlock; block * BLOCK < end; block++) {
    for (const pulse of blockPulses(setting, object, orbit, block))
      if (pulse.time >= begin && pulse.time < end) out.push(pulse);
  }
  return out.sort((a, b) => a.time - b.time);
}

function blockPulses(
  setting: Setting,
  object: LightningModelObject,
  orbit: SensorOrbit,
  block: number,
): TimedPulse[] {
  const { seed } = setting.inputs;
  const start = block * BLOCK;
  const state = weather(setting, object, start);
  if (state === null) return [];
  const life = Math.floor(start / STORM_LIFE);
  const storms = drawStorms(
    positionAt(setting, orbit, life * STORM_LIFE),
    object.storms,
    randomStream(seed, "lightning", object.id, "storms", life),
  );
  const draws = randomStream(seed, "lightning", object.id, "block", block);
  const count = poissonAt(draws, 0, state.rate * BLOCK);
  const out: TimedPulse[] = [];
  for (let k = 0; k < count; k++) {
    const flash = `${object.id}/${block}/${k}`;
    const begin = start + BLOCK * uniformAt(draws, k + 1);
    out.push(...flashMessages(setting, object, orbit, { flash, begin, law: state.law, storms }));
  }
  return out;
}

interface FlashOrder {
  readonly flash: string;
  readonly begin: number;
  readonly law: FlashLaw;
  readonly storms: readonly Storm[];
}

function flashMessages(
  setting: Setting,
  object: LightningModelObject,
  orbit: SensorOrbit,
  { flash, begin, law, storms }: FlashOrder,
): TimedPulse[] {
  const draws = randomStream(setting.inputs.seed, "lightning", flash);
  const satellite = positionAt(setting, orbit, microseconds(begin));
  return drawFlash(law, storms, draws, object.maximumPulsesPerFlash)
    .filter(({ after }) => after < LONGEST_FLASH)
    .map(({ after, energy, positionEcef }, k) => {
      const time = microseconds(begin + after);
      const line = seenAlong(
        satellite,
        positionEcef,
        normalAt(draws, 1e6 + 2 * k),
        normalAt(draws, 1e6 + 2 * k + 1),
      );
      const measurement: OpticalPulse = {
        type: "optical-pulse",
        id: `${object.sensor}/model/${flash}/${k}`,
        sensor: object.sensor,
        origin: setting.inputs.scenario.origin,
        time: utcAt(setting, time),
        positionEcef: [rounded(satellite[0], 1), rounded(satellite[1], 1), rounded(satellite[2], 1)],
        lineOfSightEcef: line,
        sigma: PULSE_SIGMA,
        energy: significant(energy, 4),
        flash,
        quality: "good",
      };
      return { time, measurement };
    });
}

/** Direction to a place with the mapper's error on two axes across it. */
function seenAlong(satellite: Vec3, place: Vec3, first: number, second: number): [number, number, number] {
  const d = [place[0] - satellite[0], place[1] - satellite[1], place[2] - satellite[2]] as const;
  const range = Math.hypot(...d);
  const flat = Math.hypot(d[0], d[1]);
  const east = [-d[1] / flat, d[0] / flat, 0] as const;
  const up = [
    (d[1] * east[2] - d[2] * east[1]) / range,
    (d[2] * east[0] - d[0] * east[2]) / range,
    (d[0] * east[1] - d[1] * east[0]) / range,
  ] as const;
  const at = [0, 1, 2].map((i) => d[i]! / range + PULSE_SIGMA * (first * east[i]! + second * up[i]!));
  const length = Math.hypot(...at);
  return [rounded(at[0]! / length, 10), rounded(at[1]! / length, 10), rounded(at[2]! / length, 10)];
}
