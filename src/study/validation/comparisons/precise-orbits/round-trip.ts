import {
  gcrfToItrfState,
  itrfToGcrf,
  itrfToGcrfState,
  norm,
  scale,
  subtract,
} from "../../../../astro/index.js";
import { percentileOf } from "../../../tracking/statistics.js";
import type { ValidationLine } from "../../comparison.js";
import { hopChart } from "./charts.js";
import type { Hops } from "./free-propagation.js";
import type { PreciseFile } from "./gather.js";
import { heightMarks, judgedRadius } from "./height-marks.js";
import { coarseRows, instantOf, type PreciseTrack, stateAtRow } from "./precise-track.js";
import { TRUTH } from "./propagation-lines.js";

/** Rows that are looked at. */
const LOOKS = 500;
const MARK = 1;
/** s, to either side: a slope of places in GCRF over so little is right to a millimetre a second. */
const SLOPE = 0.5;

/** What going to GCRF and back leaves. */
interface Trip {
  /** Largest difference of places, m, and of velocities, m/s. */
  readonly place: number;
  readonly velocity: number;
  /** Largest difference of the velocity in GCRF from the slope of places in GCRF, m/s. */
  readonly slope: number;
}

/**
 * Takes states to GCRF and back. That alone would pass with any axes, so the velocity in GCRF, which comes by ω × r, is also
 * held against the slope of places that were turned one by one.
 */
function tripOf(file: PreciseFile, track: PreciseTrack): Trip {
  const { seconds } = track.orbit;
  const stride = Math.max(1, Math.floor(seconds.length / LOOKS));
  let [place, velocity, slope] = [0, 0, 0];
  for (let row = 0; row < seconds.length; row += stride) {
    const state = stateAtRow(track, row);
    if (state === null) continue;
    const at = (s: number) => {
      const e = instantOf(track, seconds[row]! + s);
      return { e, orientation: file.orientation(e) };
    };
    const { e, orientation } = at(0);
    const celestial = itrfToGcrfState(state, e, orientation);
    const back = gcrfToItrfState(celestial, e, orientation);
    place = Math.max(place, norm(subtract(back.positionEcef, state.positionEcef)));
    velocity = Math.max(velocity, norm(subtract(back.velocityEcef, state.velocityEcef)));
    const turned = (s: number) => {
      const { positionEcef: p, velocityEcef: v } = state;
      const there = at(s);
      return itrfToGcrf([p[0] + s * v[0], p[1] + s * v[1], p[2] + s * v[2]], there.e, there.orientation);
    };
    const rate = scale(subtract(turned(SLOPE), turned(-SLOPE)), 1 / (2 * SLOPE));
    slope = Math.max(slope, norm(subtract(celestial.velocityGcrf, rate)));
  }
  return { place, velocity, slope };
}

export interface HoppedTrack {
  readonly track: PreciseTrack;
  readonly hops: Hops;
}

/** Lines on the frames: there and back, and there, onwards in flight while the Earth turns, and back. */
export function roundTripLines(file: PreciseFile, hopped: readonly HoppedTrack[]): ValidationLine[] {
  const trips = hopped.map(({ track }) => tripOf(file, track));
  const most = (of: keyof Trip): number => Math.max(...trips.map((t) => t[of]));
  const common = { recording: file.path, truth: TRUTH(file.agency), with: file.earthPaths, unit: "m" };
  const name = hopped.length === 1 ? hopped[0]!.track.satellite : `${hopped.length} satellites`;
  return [
    {
      ...common,
      comparison: `${name}: ITRF to GCRF and back, largest difference`,
      independence: "none: the way back undoes the way there; the velocity's slope beside is another way",
      figure: most("place"),
      atMost: MARK,
      beside: [
        { name: "velocity there and back", value: most("velocity"), unit: "m/s" },
        { name: "velocity in GCRF against the slope of places", value: most("slope"), unit: "m/s" },
      ],
    },
    ...acrossLine(file, hopped, name),
  ];
}

function acrossLine(file: PreciseFile, hopped: readonly HoppedTrack[], name: string): ValidationLine[] {
  const told = hopped.filter(({ hops }) => hops.quiet.length > 0);
  if (told.length === 0) return [];
  const found = told.map(({ track, hops }) => ({ track, hops, most: percentileOf(hops.quiet, 0.95) }));
  const worst = found.reduce((a, b) => (b.most > a.most ? b : a));
  const low = found.some(({ track }) => heightMarks(judgedRadius(track)).kind === "below 700 km");
  const coarse = found.flatMap(({ track }) => coarseRows(track) ?? [])[0];
  const reason = low
    ? "no mark is set below 700 km, where the air brakes by more"
    : (coarse ?? (file.earthKnown ? null : "no table has the Earth's orientation of these days"));
  const longest = Math.max(...found.map(({ hops }) => hops.length));
  const pooled = found.flatMap(({ hops }) => hops.quiet);
  return [
    {
      recording: file.path,
      comparison: `${name}: to GCRF, ${Math.round(longest / 60)} min of flight, and back to an Earth turned by ${((longest / 86164) * 360).toFixed(1)}°, 95 %`,
      truth: TRUTH(file.agency),
      independence:
        "the orbit's own later places: wrong axes, a wrong pole or rotation would show, so would missing forces (degree 20, Sun and Moon)",
      figure: percentileOf(pooled, 0.95),
      unit: "m",
      ...(reason === null ? { atMost: MARK } : { reason }),
      beside: [
        { name: "median", value: percentileOf(pooled, 0.5), unit: "m" },
        { name: `95 % of the worst (${worst.track.satellite})`, value: worst.most, unit: "m" },
        { name: "hops", value: told.reduce((n, { hops }) => n + hops.quiet.length, 0), unit: "1" },
        {
          name: "hops left out for a manoeuvre",
          value: told.reduce((n, { hops }) => n + hops.errors.length - hops.quiet.length, 0),
          unit: "1",
        },
      ],
      with: file.earthPaths,
      chart: hopChart(name, found),
    },
  ];
}
