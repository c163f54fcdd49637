import { EARTH, standardAtmosphere } from "../../astro/index.js";
import {
  absorberTransmission,
  airAbsorber,
  airTransmission,
  blackBodyRadiance,
} from "../../sensors/index.js";

type Band = "swir" | "mwir";

const RADIUS = EARTH.meanRadius;
/** Bases of columns, m. */
const BASE_STEP = 1000;
const BASES = 19;
/** Lines of the table by elevation: the square root of its sine in equal steps, close to each other near the horizon. */
const ANGLES = 49;
/** Levels of air whose glow is summed, m. */
const LEVELS = [
  0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 20, 22, 25, 28, 32, 36, 40, 45, 50, 56,
  62, 70, 80, 95,
].map((km) => 1000 * km);
const TOP = LEVELS.at(-1)!;
/** Tangent heights of rays that miss the Earth, m. */
const TANGENT_STEP = 1000;

/** What air does to a ray: takes of its light and adds its own glow. */
export interface AirColumn {
  /**
   * Absorber on the way from a height to space, in the units that add: depth to the power 1/p.
   *
   * @param height m
   * @param sineElevation of the way at its lower end, ≥ 0
   */
  amount(height: number, sineElevation: number): number;
  /** Transmission through an amount of absorber. */
  transmission(amount: number): number;
  /** Radiance of the air above a height along a ray, W/(m² sr). */
  glow(height: number, sineElevation: number): number;
  /** Radiance of the air along a ray that passes the Earth at a height, W/(m² sr). */
  limbGlow(tangentHeight: number): number;
}

/** Temperature of the air: standard atmosphere to its top at 86 km, constant above. */
const airTemperature = (height: number): number => standardAtmosphere(Math.min(height, 86_000)).temperature;

function makeColumn(band: Band): AirColumn {
  const amounts = new Float64Array(BASES * ANGLES);
  const glows = new Float64Array(BASES * ANGLES);
  for (let b = 0; b < BASES; b++) {
    for (let a = 0; a < ANGLES; a++) {
      const elevation = Math.asin((a / (ANGLES - 1)) ** 2);
      amounts[b * ANGLES + a] = Math.log(airAbsorber(band, b * BASE_STEP, elevation));
      glows[b * ANGLES + a] = upwardGlow(band, b * BASE_STEP, elevation);
    }
  }
  const limb = Float64Array.from({ length: TOP / TANGENT_STEP + 1 }, (_, i) =>
    passingGlow(band, i * TANGENT_STEP),
  );
  const look = (values: Float64Array, height: number, sine: number): number => {
    const b = Math.max(0, Math.min(BASES - 1 - 1e-9, height / BASE_STEP));
    const a = Math.sqrt(Math.max(0, Math.min(1, sine))) * (ANGLES - 1);
    const b0 = Math.floor(b);
    const a0 = Math.min(ANGLES - 2, Math.floor(a));
    const i = b0 * ANGLES + a0;
    const low = values[i]! + (a - a0) * (values[i + 1]! - values[i]!);
    const high = values[i + ANGLES]! + (a - a0) * (values[i + ANGLES + 1]! - values[i + ANGLES]!);
    return low + (b - b0) * (high - low);
  };
  return {
    amount: (height, sine) => Math.exp(look(amounts, height, sine)),
    transmission: (amount) => absorberTransmission(band, amount),
    glow: (height, sine) => look(glows, height, sine),
    limbGlow(height) {
      const at = Math.max(0, height / TANGENT_STEP);
      const i = Math.floor(at);
      return i >= limb.length - 1 ? 0 : limb[i]! + (at - i) * (limb[i + 1]! - limb[i]!);
    },
  };
}

/** Elevation of a straight ray where it has risen to a height. */
function elevationAt(base: number, elevation: number, height: number): number {
  return Math.acos(Math.min(1, ((RADIUS + base) * Math.cos(elevation)) / (RADIUS + height)));
}

/** ∫ B dT from the base of a ray up: air of each level shines through what is above it. */
function upwardGlow(band: Band, base: number, elevation: number): number {
  let sum = 0;
  let below = base;
  let throughBelow = airTransmission(band, base, elevation);
  for (const level of LEVELS) {
    if (level <= base) continue;
    const through = airTransmission(band, level, elevationAt(base, elevation, level));
    sum += blackBodyRadiance(band, airTemperature((below + level) / 2)) * (through - throughBelow);
    [below, throughBelow] = [level, through];
  }
  return sum;
}

/** The same along a ray that comes down to a tangent height and goes up again. */
function passingGlow(band: Band, tangent: number): number {
  const half = airAbsorber(band, tangent, 0);
  const through = (amount: number): number => absorberTransmission(band, amount);
  let sum = 0;
  let below = tangent;
  let beyondBelow = half;
  for (const level of [...LEVELS.filter((l) => l > tangent), TOP + 20_000]) {
    const beyond = level > TOP ? 0 : airAbsorber(band, level, elevationAt(tangent, 0, level));
    const radiance = blackBodyRadiance(band, airTemperature((below + level) / 2));
    sum += radiance * (through(beyond) - through(beyondBelow));
    sum += radiance * (through(2 * half - beyondBelow) - through(2 * half - beyond));
    [below, beyondBelow] = [level, beyond];
  }
  return sum;
}

const made = new Map<Band, AirColumn>();

/** The air of a band: tables made once. */
export function airColumn(band: Band): AirColumn {
  let column = made.get(band);
  if (column === undefined) {
    column = makeColumn(band);
    made.set(band, column);
  }
  return column;
}
