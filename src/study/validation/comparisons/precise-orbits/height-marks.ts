import { EARTH } from "../../../../astro/index.js";
import type { PreciseTrack } from "./precise-track.js";

/** Median and 95 % of an error, m. */
export interface ErrorMark {
  readonly median: number;
  readonly most: number;
}

/** What free propagation over 60 min is held to at some height. */
export interface HeightMarks {
  /** Kind of height: what is of one kind is judged by one mark. */
  readonly kind: "below 700 km" | "700 to 1,600 km" | "1,600 to 5,000 km" | "above 5,000 km";
  readonly degree8?: ErrorMark;
  readonly degree12?: ErrorMark;
  /** With Sun and Moon, which rule there. */
  readonly withSunAndMoon?: ErrorMark;
}

/** Radius at which the marks of degree 8 and 12 were set, m: a height of 803 km. */
const SET_AT = EARTH.radius + 803e3;
const AT_803 = { degree8: { median: 50, most: 110 }, degree12: { median: 20, most: 45 } };
/** And of degree 8 at 1,336 km. Between the two a power of the radius leads, r^−9.7: the first degree left out falls so. */
const DEGREE8_AT_1336: ErrorMark = { median: 25, most: 55 };
const SET_AGAIN_AT = EARTH.radius + 1336e3;
const FALL_OF_8 = Math.log(AT_803.degree8.median / DEGREE8_AT_1336.median) / Math.log(SET_AGAIN_AT / SET_AT);
/** What is left out beyond degree 12 falls by four powers more. */
const FALL_OF_12 = FALL_OF_8 + 4;
/** An orbit with an eccentricity above some 0.05 is judged at its lowest. */
const ROUND = 0.95;

/** The radius by which an orbit is judged, m. */
export function judgedRadius({ meanRadius, leastRadius }: PreciseTrack): number {
  return leastRadius < ROUND * meanRadius ? leastRadius : meanRadius;
}

function scaled({ median, most }: ErrorMark, factor: number): ErrorMark {
  return { median: median * factor, most: most * factor };
}

/**
 * Marks by height: what was asked at 803 and at 1,336 km, led over to the heights between and below; with Sun and Moon above
 * 5,000 km. Below 700 km the air rules, and between 1,600 and 5,000 km nothing was asked.
 */
export function heightMarks(radius: number): HeightMarks {
  const height = radius - EARTH.radius;
  if (height < 700e3) return { kind: "below 700 km" };
  if (height > 5000e3) return { kind: "above 5,000 km", withSunAndMoon: { median: 2, most: 2 } };
  if (height > 1600e3) return { kind: "1,600 to 5,000 km" };
  const at = Math.min(radius, SET_AGAIN_AT);
  return {
    kind: "700 to 1,600 km",
    degree8: scaled(AT_803.degree8, (SET_AT / at) ** FALL_OF_8),
    degree12: scaled(AT_803.degree12, Math.max(1, SET_AT / at) ** FALL_OF_12),
  };
}
