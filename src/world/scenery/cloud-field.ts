import type { SceneryBlock } from "../../messages/index.js";
import type { Setting } from "../setting.js";
import { byLatitude, type Climate, climateOf } from "./climate.js";
import { type Octaves, octaveField } from "./octaves.js";
import { cloudClimate, type LayerClimate } from "./tables.js";

/** Octaves that set the height of tops: regions, not single clouds. */
const TOP_OCTAVES = 4;

/** Cloud at a place. */
export interface CloudHere {
  /** Optical depth of each layer, 0 where it is clear (extinction as of geometric optics: what a crystal's shadow takes). */
  readonly highDepth: number;
  readonly lowDepth: number;
  /** Heights of the layers' tops, m. */
  readonly highTop: number;
  readonly lowTop: number;
}

/** The clouds of a run: two layers, each a random field that is cloud where it exceeds its climate's threshold. */
export interface CloudField {
  readonly climate: Climate;
  readonly high: Octaves;
  readonly low: Octaves;
  /** Cloud at a place, every octave reckoned. */
  at(latitude: number, longitude: number, time: number): CloudHere;
  /** Top of what hides a plume, m; minus infinity where nothing does. */
  opaqueTop(latitude: number, longitude: number, time: number): number;
}

/** Optical depth of a layer where the field exceeds its threshold by so much: edges are thin. */
export function depthOf(layer: LayerClimate, excess: number): number {
  return excess <= 0 ? 0 : layer.depthAtOneSigma * excess ** layer.depthExponent;
}

/**
 * The field of a seed in the season of a date.
 *
 * @param utc of the run's start, ISO 8601
 */
export function cloudField(seed: number, utc: string, block: SceneryBlock): CloudField {
  const figures = cloudClimate();
  const climate = climateOf(utc, block);
  const field = (name: "high" | "low"): Octaves =>
    octaveField(seed, name, {
      longest: 1000 * figures.field.longestKm,
      shortest: 1000 * figures.field.shortestKm,
      flat: 1000 * figures.field.flatKm,
      hurst: figures.field.hurst,
      windSpeed: figures[name].windSpeed,
      evolutionSpeed: figures[name].evolutionSpeed,
    });
  const [high, low] = [field("high"), field("low")];

  const at = (latitude: number, longitude: number, time: number): CloudHere => {
    const level = Math.cos(latitude);
    const [x, y, z] = [level * Math.cos(longitude), level * Math.sin(longitude), Math.sin(latitude)];
    const layer = (name: "high" | "low", octaves: Octaves) => {
      octaves.setTime(time);
      const coarse = octaves.sum(x, y, z, 0, TOP_OCTAVES);
      const value = coarse + octaves.sum(x, y, z, TOP_OCTAVES, octaves.count);
      const here = climate[name];
      return {
        depth: depthOf(figures[name], value - byLatitude(here.threshold, latitude)),
        top: byLatitude(here.top, latitude) + 1000 * figures[name].topSigmaKm * coarse,
      };
    };
    const [above, below] = [layer("high", high), layer("low", low)];
    return { highDepth: above.depth, lowDepth: below.depth, highTop: above.top, lowTop: below.top };
  };
  return {
    climate,
    high,
    low,
    at,
    opaqueTop(latitude, longitude, time) {
      const here = at(latitude, longitude, time);
      if (here.highDepth >= figures.opaqueDepth) return here.highTop;
      return here.lowDepth >= figures.opaqueDepth ? here.lowTop : Number.NEGATIVE_INFINITY;
    },
  };
}

const fields = new WeakMap<SceneryBlock, { seed: number; utc: string; field: CloudField }>();

/** The clouds of a run, made once; null where its scenario has none. */
export function cloudsOf({ inputs }: Pick<Setting, "inputs">): CloudField | null {
  const { scenery, start } = inputs.scenario;
  if (scenery === undefined) return null;
  const known = fields.get(scenery);
  if (known?.seed === inputs.seed && known.utc === start) return known.field;
  const field = cloudField(inputs.seed, start, scenery);
  fields.set(scenery, { seed: inputs.seed, utc: start, field });
  return field;
}
