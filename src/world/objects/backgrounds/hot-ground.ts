import { geodeticToEcef, type RandomStream, randomStream, uniformAt } from "../../../astro/index.js";
import type { FireObject, GasFlareObject, VolcanoObject } from "../../../messages/index.js";
import { blackBodyRadiance } from "../../../sensors/index.js";
import type { Body, Emission } from "../../body.js";
import { type Setting, scenarioSeconds } from "../../setting.js";

const DEGREE = Math.PI / 180;
/** Ground beside the hot area, whose own light belongs to the background, K. */
const GROUND = 290;

/** What a hot place looks like from above. */
interface HotPlace {
  readonly latitudeDeg: number;
  readonly longitudeDeg: number;
  readonly heightM: number;
}

/**
 * Light of a hot area smaller than a pixel over the ground that it takes the place of: A·(L(T) − L(290 K)) in each band
 * (Dozier 1981, equation 2), seen from straight above or aslant the same, as a flame is no flat disc.
 *
 * @returns short-wave intensity, W/sr, and the mid-wave one over it
 */
export function hotArea(
  areaM2: number,
  temperatureK: number,
): Required<Pick<Emission, "radiantIntensity" | "midWaveRatio">> {
  const over = (band: "swir" | "mwir") =>
    blackBodyRadiance(band, temperatureK) - blackBodyRadiance(band, GROUND);
  return { radiantIntensity: areaM2 * over("swir"), midWaveRatio: over("mwir") / over("swir") };
}

function standingBody(setting: Setting, id: string, at: HotPlace, emission: Emission): Body {
  const position = geodeticToEcef({
    latitude: at.latitudeDeg * DEGREE,
    longitude: at.longitudeDeg * DEGREE,
    height: at.heightM,
  });
  return {
    id,
    motion: {
      start: 0,
      end: setting.duration + 1,
      stateAt: (_time, out) => {
        out.set(position);
        out.fill(0, 3, 6);
      },
    },
    stands: true,
    emissions: [emission],
    crossSections: [],
    swerling: 0,
    cloudTop: Number.NEGATIVE_INFINITY,
    truth: {
      type: "truth-object",
      id,
      class: "background",
      drawn: { radiantIntensity: emission.radiantIntensity },
    },
  };
}

/** When a standing source is lit, s after the run's start. */
function litSpan(
  setting: Setting,
  { time, durationSeconds }: Pick<FireObject, "time" | "durationSeconds">,
): { readonly start: number; readonly end: number } {
  const start = time === undefined ? 0 : scenarioSeconds(setting, time);
  return { start, end: durationSeconds === undefined ? setting.duration + 1 : start + durationSeconds };
}

/** A fire: it stands still and burns all the time that it is lit. */
export function fireBody(setting: Setting, object: FireObject): Body {
  const light =
    object.areaM2 === undefined
      ? { radiantIntensity: object.radiantIntensity }
      : hotArea(object.areaM2, object.temperatureK);
  return standingBody(
    setting,
    object.id,
    { ...object, heightM: 0 },
    { ...litSpan(setting, object), kind: "steady", ...light },
  );
}

/** A gas flare: its brightness goes from draw to draw along straight lines, mean 1. */
export function gasFlareBody(setting: Setting, object: GasFlareObject): Body {
  const stream = randomStream(setting.inputs.seed, "gas flare", object.id);
  return standingBody(
    setting,
    object.id,
    { ...object, heightM: 0 },
    {
      ...litSpan(setting, object),
      kind: "steady",
      ...hotArea(object.areaM2, object.temperatureK),
      relativeAt: (time) => flicker(stream, time / object.flickerSeconds, object.flickerDepth),
    },
  );
}

/** Between whole numbers a straight line from one uniform draw of 1 ± depth to the next. */
function flicker(stream: RandomStream, at: number, depth: number): number {
  const k = Math.max(0, Math.floor(at));
  const value = (index: number) => 1 + depth * (2 * uniformAt(stream, index) - 1);
  const share = Math.max(0, at) - k;
  return value(k) * (1 - share) + value(k + 1) * share;
}

/** A volcano: open lava whose light swells and sinks, 1 at its height and 1 − depth at its lowest. */
export function volcanoBody(setting: Setting, object: VolcanoObject): Body {
  const phase = uniformAt(randomStream(setting.inputs.seed, "volcano", object.id), 0);
  return standingBody(setting, object.id, object, {
    ...litSpan(setting, object),
    kind: "steady",
    ...hotArea(object.areaM2, object.temperatureK),
    relativeAt: (time) =>
      1 - (object.pulseDepth / 2) * (1 - Math.cos(2 * Math.PI * (time / object.pulseSeconds + phase))),
  });
}
