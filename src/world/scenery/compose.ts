import { FIELD } from "./sight.js";
import { cloudClimate } from "./tables.js";
import { surfaceTextures } from "./textures.js";

/** Puts together what a line of sight meets: {@link FIELD} and the fine octaves of the two fields → W/(m² sr). */
export type Compose = (sight: Float64Array, fineHigh: number, fineLow: number) => number;

/**
 * Space, ground or sea, low cloud and high cloud from below to above. A layer lets exp(−τ·way) of what is below through and
 * shines in its place; high cloud adds what it scatters of sunlight, 1 − exp(−τ·both ways) of a thick one's.
 */
export function composer(band: "swir" | "mwir"): Compose {
  const { high, low } = cloudClimate();
  const { land, sea } = surfaceTextures(band);
  return (sight, fineHigh, fineLow) => {
    if (sight[FIELD.meets] === 0) return sight[FIELD.highGlow]!;
    const onLand = sight[FIELD.landShare]! + 0.15 * fineLow > 0.5;
    let radiance = onLand ? sight[FIELD.land]! * land(fineLow) : sight[FIELD.sea]! * sea(fineLow);
    const lowExcess = fineLow - sight[FIELD.lowThreshold]!;
    if (lowExcess > 0) {
      const open = Math.exp(-low.depthAtOneSigma * lowExcess ** low.depthExponent);
      radiance = open * radiance + (1 - open) * sight[FIELD.lowCloud]!;
    }
    const highExcess = fineHigh - sight[FIELD.highThreshold]!;
    if (highExcess > 0) {
      const depth = high.depthAtOneSigma * highExcess ** high.depthExponent;
      const open = Math.exp(-depth * sight[FIELD.viewWay]!);
      radiance = open * radiance + (1 - open) * sight[FIELD.highGlow]!;
      radiance += sight[FIELD.highScatter]! * (1 - Math.exp(-depth * sight[FIELD.bothWays]!));
    }
    return radiance;
  };
}
