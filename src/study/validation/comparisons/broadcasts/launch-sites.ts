import { surfaceCourse, surfaceDestination } from "../../../../astro/index.js";
import type { CoursePrior } from "../../../../estimation/index.js";
import type { TelemetryLayout } from "../../../../formats/index.js";
import type { ReplaySite } from "./watch-launch.js";

const DEGREE = Math.PI / 180;

/** A site and the direction of the ground track there, as public launch logs and notices to airmen give them. */
interface LaunchSite {
  readonly latitudeDeg: number;
  readonly longitudeDeg: number;
  /** Ground track at the start, with its error. */
  readonly azimuthDeg: number;
  readonly azimuthSigmaDeg: number;
  readonly weight: number;
}

/**
 * Telemetry files hold neither site nor direction. Three layouts are the habit of people who read off the test flights of one
 * vehicle, and no other's broadcasts call a stage a ship; it leaves from one place on much the same course: 26.00 N, 97.16 W, 98° (notices to airmen of 2023 and 2024). Should
 * a flight take another course, the wide part has it.
 */
const TEST_FLIGHT_SITE: readonly LaunchSite[] = [
  { latitudeDeg: 25.9971, longitudeDeg: -97.1554, azimuthDeg: 98, azimuthSigmaDeg: 3, weight: 0.85 },
  { latitudeDeg: 25.9971, longitudeDeg: -97.1554, azimuthDeg: 98, azimuthSigmaDeg: 12, weight: 0.15 },
];

/** The repository of ascents read off webcasts follows one company's launches from two ranges. */
const ASCENT_SITES: readonly LaunchSite[] = [
  ...[40, 50, 65, 80, 95, 110].map((azimuthDeg) => ({
    latitudeDeg: 28.55,
    longitudeDeg: -80.6,
    azimuthDeg,
    azimuthSigmaDeg: 8,
    weight: 0.12,
  })),
  ...[150, 165, 180, 195].map((azimuthDeg) => ({
    latitudeDeg: 34.63,
    longitudeDeg: -120.61,
    azimuthDeg,
    azimuthSigmaDeg: 8,
    weight: 0.07,
  })),
];

const SITES: Readonly<Partial<Record<TelemetryLayout | "ascent", readonly LaunchSite[]>>> = {
  "clock and stages": TEST_FLIGHT_SITE,
  "numbered stages": TEST_FLIGHT_SITE,
  "raw and smoothed": TEST_FLIGHT_SITE,
  ascent: ASCENT_SITES,
};

/** Where a vehicle may be and go when nothing is known: any latitude to 65°, any course; northern, since the south is its mirror. */
const ANYWHERE: readonly CoursePrior[] = [5, 20, 35, 50, 65].flatMap((latitudeDeg) =>
  Array.from({ length: 24 }, (_, i) => ({
    latitude: latitudeDeg * DEGREE,
    latitudeSigma: 6 * DEGREE,
    course: (15 * i - 180) * DEGREE,
    courseSigma: 7 * DEGREE,
    weight: Math.cos(latitudeDeg * DEGREE),
  })),
);

/** What is known of latitude and course where a coast begins. */
export interface KnownCourse {
  readonly courses: readonly CoursePrior[];
  readonly siteKnown: boolean;
  /** For the line's words: where it comes from. */
  readonly words: string;
}

/**
 * Latitude and course at the beginning of a coast: along the geodesic from the site that the layout tells, or anywhere.
 *
 * @param downrange way over the ground from the site, m
 * @param sense 1: away from the site, −1: back to it, 0: either
 */
export function courseAt(
  layout: TelemetryLayout | "ascent",
  downrange: number,
  sense: 1 | -1 | 0,
): KnownCourse {
  const sites = SITES[layout];
  if (sites === undefined) {
    return { courses: ANYWHERE, siteKnown: false, words: "site and course are unknown to it" };
  }
  const senses = sense === 0 ? ([1, -1] as const) : [sense];
  const courses = sites.flatMap((site) =>
    senses.map((s): CoursePrior => {
      const start = { latitude: site.latitudeDeg * DEGREE, longitude: site.longitudeDeg * DEGREE, height: 0 };
      const azimuth = site.azimuthDeg * DEGREE;
      const there = surfaceDestination(start, azimuth, Math.max(1000, downrange));
      const course = surfaceCourse(
        there,
        surfaceDestination(start, azimuth, Math.max(1000, downrange) + 10_000),
      );
      const sideways = (site.azimuthSigmaDeg * DEGREE * downrange) / 6.4e6;
      return {
        latitude: there.latitude,
        latitudeSigma: Math.hypot(0.1 * DEGREE, sideways),
        course: s === 1 ? course : course + Math.PI,
        courseSigma: site.azimuthSigmaDeg * DEGREE,
        weight: site.weight / senses.length,
      };
    }),
  );
  const own =
    sites.length > 2 ? "the ranges its source follows" : "the site and course of that layout's flights";
  return { courses, siteKnown: layout !== "ascent", words: `${own}, way from the boost` };
}

/** Where a launch of a layout is flown for the watch: the site that the layout tells, or one like any other. */
export function replaySite(layout: TelemetryLayout | "ascent"): ReplaySite {
  const { latitudeDeg, longitudeDeg, azimuthDeg } = (SITES[layout] ?? TEST_FLIGHT_SITE)[0]!;
  return { latitudeDeg, longitudeDeg, azimuthDeg };
}
